package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"targman/pipeline/backend"
	"targman/pipeline/bitext"
)

// probed is what a probe found for a pair. Each is "yes", "no", or empty where
// it could not be found out. Its field names are part of the interface.
type probed struct {
	Engine string `json:"engine"`
	Model  string `json:"model,omitempty"`
	When   string `json:"when"`
	// Pair says whether the service translates the pair: by what it tells, else
	// by its answer. Tags says whether codes survive, Terms whether an agreed name
	// is spelled as it is told, Context whether neighbours change an answer.
	Pair    string `json:"pair"`
	Tags    string `json:"tags"`
	Terms   string `json:"terms"`
	Context string `json:"context"`
	// JSON is how a model is asked for JSON, where that worked.
	JSON string `json:"json,omitempty"`
	// Used and Limit are of the plan's volume, where the service tells.
	Used  int      `json:"used,omitempty"`
	Limit int      `json:"limit,omitempty"`
	Notes []string `json:"notes,omitempty"`
}

// The sentences of a probe. The second of a pair is translated differently after
// its neighbour: the word has two meanings.
const (
	probePlain   = "The library opens at nine in the morning."
	probeTags    = "⟦1⟧She⟦2⟧ wrote to ⟦3⟧ in the summer."
	probeAmbig   = "The bank was very old."
	probeRiver   = "They sat down in the grass beside the river and looked at the water."
	probeDeposit = "He had all of his money and two loans there."
)

func (p *program) backendsProbe() *cobra.Command {
	t := &translation{program: p}
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "probe ENGINE",
		Short: p.text("backends.probe.short", nil),
		Long:  p.text("backends.probe.long", nil) + "\n\n" + p.text("exit.codes", nil),
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if t.cfg, err = p.load(cmd.Flags()); err != nil {
				return err
			}
			return t.probe(cmd.Context(), args[0], asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, p.text("flag.json", nil))
	cmd.Flags().BoolVar(&t.dryRun, "dry-run", false, p.text("backends.probe.dry-run", nil))
	return cmd
}

func (t *translation) probe(ctx context.Context, name string, asJSON bool) error {
	began := time.Now()
	r, err := t.try(ctx, name)
	if err != nil {
		return err
	}
	defer r.close()
	first, unit := r.questions()
	if err := r.announce(ctx, first, asJSON); err != nil || t.dryRun {
		return err
	}
	info := r.client.Info()
	out := probed{Engine: name, Model: info.Model, When: now()}
	if err := r.told(ctx, &out); err != nil {
		t.program.problem(err)
		return errEngine
	}
	if err := r.found(ctx, first, unit, &out); err != nil {
		return err
	}
	if len(r.replies) > 0 {
		if err := t.writeProbed(info, out); err != nil {
			return err
		}
	}
	return t.printProbed(ctx, r, out, began, asJSON)
}

// questions are the sentences of the first call, and the unit with a name of the
// glossary among them; it has no source when the glossary has none that fits.
func (r *trial) questions() ([]backend.Segment, bitext.Unit) {
	segment := func(id, text string) backend.Segment {
		return backend.Segment{ID: id, Text: text, Kind: bitext.Paragraph, Article: "backends probe"}
	}
	segments := []backend.Segment{segment("plain", probePlain), segment("tags", probeTags)}
	for _, c := range r.line.Glossary.Concepts() {
		target, ok := c.Target(r.pair.Target, false)
		name, named := c.Canonical(r.pair.Source, false)
		if !ok || !named || string(c.Kind) != "person" || c.Keep || target.Preferred == "" {
			continue
		}
		s := segment("terms", name+" arrived in the city yesterday.")
		s.Terms = []backend.Term{{Source: name, Target: target.Preferred}}
		return append(segments, s), bitext.Unit{ID: "terms", Kind: bitext.Paragraph, Source: bitext.Content{Text: s.Text}, Original: bitext.Content{Text: s.Text}}
	}
	return segments, bitext.Unit{}
}

// announce says what the probe may cost, before it costs it.
func (r *trial) announce(ctx context.Context, first []backend.Segment, asJSON bool) error {
	all := []backend.Forecast{}
	calls := [][]backend.Segment{first, first[:1], first[:1]}
	for range r.client.Forms() {
		calls = append(calls, first[:1])
	}
	for _, segments := range calls {
		part, err := backend.NewChain([]*backend.Client{r.client}, nil).Forecast(ctx, r.request(segments...))
		if err != nil {
			return err
		}
		all = append(all, part...)
	}
	sum := all[0]
	for _, f := range all[1:] {
		sum.Calls, sum.Usage, sum.Cost = sum.Calls+f.Calls, sum.Usage.Plus(f.Usage), sum.Cost+f.Cost
	}
	text := r.text("compare.forecast", map[string]any{"Engine": sum.Engine, "Calls": sum.Calls, "Usage": r.used(sum.Usage),
		"Cost": sum.Cost.String(), "Currency": r.cfg.Money.Currency})
	if asJSON && !r.dryRun {
		fmt.Fprintln(r.program.err, text) // standard output is one object
		return nil
	}
	fmt.Fprintln(r.out, text)
	return nil
}

// told asks the service what it says of itself, and a model's server how to ask it
// for JSON.
func (r *trial) told(ctx context.Context, out *probed) error {
	c, ok, err := r.client.Probe(ctx, r.pair.Source, r.pair.Target)
	out.Pair, out.Used, out.Limit, out.JSON, out.Notes = c.Pair, c.Used, c.Limit, c.JSON, c.Notes
	if m, is := r.cfg.Backends.models()[out.Engine]; is && c.JSON != "" && c.JSON != m.Schema {
		out.Notes = append(out.Notes, fmt.Sprintf("set backends.%s.schema: %s; it is %s", out.Engine, c.JSON, m.Schema))
	}
	if e, given := errors.AsType[*backend.Error](err); given && e.Kind != backend.Auth && e.Kind != backend.Quota {
		out.Notes = append(out.Notes, e.Error()) // many servers tell nothing; the calls will show
		return nil
	}
	if !ok {
		return nil
	}
	return err
}

// found finds out what the service does not tell, by a few small calls.
func (r *trial) found(ctx context.Context, first []backend.Segment, unit bitext.Unit, out *probed) error {
	answers, err := r.ask(ctx, first...)
	if err != nil {
		return err
	}
	if answers["plain"] == "" {
		return nil // nothing more is to be learned
	}
	out.Pair, out.Tags = "yes", yes(answers["tags"] != "")
	if text := answers["terms"]; text != "" {
		unit.Target = bitext.Content{Text: text}
		units := []bitext.Unit{unit}
		r.line.Inspect(units)
		n := namesOf(units[0])
		out.Terms = yes(n.Wanted > 0 && n.Right == n.Wanted)
	}
	if m, ok := r.cfg.Backends.models()[out.Engine]; ok && out.JSON == "" {
		out.JSON = m.Schema
	}
	if !r.client.Info().Context {
		out.Context = yes(false)
		return nil
	}
	var texts []string
	for _, before := range []string{probeRiver, probeDeposit} {
		got, err := r.ask(ctx, backend.Segment{ID: "context", Text: probeAmbig, Kind: bitext.Paragraph, Article: "backends probe", Before: before})
		if err != nil {
			return err
		}
		texts = append(texts, got["context"])
	}
	if texts[0] != "" && texts[1] != "" {
		out.Context = yes(texts[0] != texts[1])
	}
	return nil
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// printFindings says what was found out.
func (t *translation) printFindings(out probed) {
	words := map[string]string{"yes": t.text("backends.probe.yes", nil), "no": t.text("backends.probe.no", nil)}
	for _, x := range [][2]string{
		{"backends.probe.pair", out.Pair}, {"backends.probe.tags", out.Tags}, {"backends.probe.terms", out.Terms},
		{"backends.probe.context", out.Context}, {"backends.probe.json", out.JSON},
	} {
		if x[1] != "" {
			fmt.Fprintln(t.out, t.text(x[0], map[string]any{"Answer": cmp.Or(words[x[1]], x[1])}))
		}
	}
}

func (t *translation) printProbed(ctx context.Context, r *trial, out probed, began time.Time, asJSON bool) error {
	b, err := r.bill(ctx, began)
	if err != nil {
		return err
	}
	if asJSON {
		err = t.printJSON(map[string]any{"probed": out, "bill": b})
	} else {
		t.printFindings(out)
		if out.Used+out.Limit > 0 {
			fmt.Fprintln(t.out, t.text("backends.probe.volume", map[string]any{"Used": out.Used, "Limit": out.Limit}))
		}
		for _, note := range out.Notes {
			fmt.Fprintln(t.out, note)
		}
		fmt.Fprintln(t.out, t.billText(out.Engine, b))
	}
	if err != nil {
		return err
	}
	said := ""
	for _, f := range r.failures {
		if f.Reason != said {
			t.program.problem(fmt.Errorf("%s: %s", f.ID, f.Reason))
			said = f.Reason
		}
	}
	if len(r.replies) > 0 && r.client.Err() == nil {
		return nil // that codes are lost is what was to be found out
	}
	return r.verdict()
}
