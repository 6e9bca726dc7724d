package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/fatih/color"

	"targman/pipeline/backend"
	"targman/pipeline/bitext"
)

// print writes the comparison in the form that was asked for.
func (c *comparing) print(out *enginesCompared) error {
	switch c.format {
	case "json":
		return c.printJSON(out)
	case "html":
		return c.comparePage(out)
	}
	c.printTotals(out)
	for _, s := range out.Segments {
		c.printSegment(s)
	}
	return nil
}

// title says what was compared.
func (c *comparing) title(out *enginesCompared) string {
	return c.text("compare.title", map[string]any{"Source": out.Source, "Target": out.Target,
		"Count": len(out.Segments), "Of": out.Of, "References": out.References})
}

func (c *comparing) printTotals(out *enginesCompared) {
	fmt.Fprintln(c.out, c.paint(c.out, color.Bold).Sprint(c.title(out)))
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "  "+strings.Join(c.totalsHead(out), "\t"))
	for _, r := range out.Engines {
		fmt.Fprintln(w, "  "+strings.Join(r.cells(), "\t"))
	}
	_ = w.Flush() // told of by the printer
	for _, line := range out.signatures() {
		fmt.Fprintln(c.out, "  "+line)
	}
}

// totalsHead are the words over the totals.
func (c *comparing) totalsHead(out *enginesCompared) []string {
	head := strings.Split(c.text("compare.columns", nil), "|")
	if out.Currency != "" {
		head[7] += ", " + out.Currency
	}
	return head
}

// cells are the totals of an engine as a person reads them.
func (r engineResult) cells() []string {
	score := func(value *float64) string {
		if value == nil {
			return "–"
		}
		return fmt.Sprintf("%.1f", *value)
	}
	var chrf, bleu *float64
	if r.ChrF != nil {
		chrf, bleu = &r.ChrF.Value, &r.BLEU.Value
	}
	name := r.Engine
	if r.Model != "" {
		name += " " + r.Model
	}
	return []string{name, fmt.Sprintf("%d/%d", r.Answered, r.Answered+r.Open), r.Names.part(r.Names.Answered), r.Names.part(r.Names.Right),
		fmt.Sprintf("%d + %d", r.Findings[bitext.Error.String()], r.Findings[bitext.Warn.String()]), score(chrf), score(bleu),
		fmt.Sprintf("%.6f", r.Cost), fmt.Sprintf("%d", r.Calls), fmt.Sprintf("%.1f", r.Seconds)}
}

// part is a share of the names that are wanted.
func (n names) part(right int) string {
	if n.Wanted == 0 {
		return "–"
	}
	return fmt.Sprintf("%d/%d", right, n.Wanted)
}

// signatures say how the scores were computed.
func (c *enginesCompared) signatures() []string {
	for _, r := range c.Engines {
		if r.ChrF != nil {
			return []string{"chrF2|" + r.ChrF.Signature, "BLEU|" + r.BLEU.Signature}
		}
	}
	return nil
}

func (c *comparing) printSegment(s comparedSegment) {
	fmt.Fprintf(c.out, "\n%s %s  %s\n", s.Article, s.Unit, s.Source)
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	if s.Reference != "" {
		fmt.Fprintf(w, "  %s\t\t%s\n", c.text("compare.person", nil), s.Reference)
	}
	for _, a := range s.Answers {
		text := a.Text
		if text == "" {
			text = "—"
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\n", a.Engine, a.Mark(), text)
		for _, f := range a.Findings {
			fmt.Fprintf(w, "  \t\t%s: %s [%s]\n", f.Severity, f.Message, f.ID)
		}
	}
	_ = w.Flush() // told of by the printer
}

// Mark is the answer's score for a person.
func (a comparedAnswer) Mark() string {
	if a.ChrF == nil {
		return ""
	}
	return fmt.Sprintf("%.1f", *a.ChrF)
}

// printForecast says what the comparison would cost at most; nobody is asked.
func (c *comparing) printForecast(ctx context.Context, b *bench, clients map[string]*backend.Client) error {
	var all []backend.Forecast
	for _, name := range c.names {
		r := backend.Request{Source: c.cfg.Source, Target: c.cfg.Targets[0], Style: b.line.Target.Style}
		for i, s := range b.sample {
			r.Segments = append(r.Segments, backend.Segment{ID: fmt.Sprint(i), Text: s.text, Kind: s.unit.Kind, Before: s.unit.Before, After: s.unit.After, Terms: termsOf(s.unit)})
		}
		part, err := backend.NewChain([]*backend.Client{clients[name]}, nil).Forecast(ctx, r)
		if err != nil {
			return err
		}
		all = append(all, part...)
	}
	if c.format == "json" {
		return c.printJSON(all)
	}
	for _, f := range all {
		fmt.Fprintln(c.out, c.text("compare.forecast", map[string]any{"Engine": f.Engine, "Calls": f.Calls, "Usage": c.used(f.Usage),
			"Cost": f.Cost.String(), "Currency": c.cfg.Money.Currency}))
	}
	return nil
}

// termsOf are the names of a unit as engines get them.
func termsOf(u bitext.Unit) (out []backend.Term) {
	for _, t := range u.Terms {
		if t.Target != "" || t.Keep {
			out = append(out, backend.Term{Source: t.Canonical, Target: t.Target, Keep: t.Keep})
		}
	}
	return out
}
