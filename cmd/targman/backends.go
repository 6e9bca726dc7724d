package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"targman/pipeline/backend"
)

func (p *program) backends() *cobra.Command {
	cmd := p.group("backends", p.text("backends.short", nil))
	p.ofMemory(cmd)
	cmd.AddCommand(p.backendsList(), p.backendsTest(), p.backendsProbe())
	return cmd
}

// listedEngine is an engine as `backends list` tells of it: from the configuration
// alone, for nobody is asked. Its field names are part of the interface.
type listedEngine struct {
	Engine string `json:"engine"`
	Model  string `json:"model,omitempty"`
	// Used says that the chain or a route of the configuration names it.
	Used bool `json:"used"`
	// Key is where the key is looked for, KeyThere whether it is there.
	Key      string `json:"key,omitempty"`
	KeyThere bool   `json:"key_there"`
	// Missing says what the configuration lacks; the rest is empty then.
	Missing string `json:"missing,omitempty"`
	Terms   string `json:"terms,omitempty"`
	Tags    string `json:"tags,omitempty"`
	Context bool   `json:"context"`
	// Limits are those of one call.
	Limits backend.Limits `json:"limits"`
	Unit   string         `json:"unit,omitempty"`
	// Price is of a million units, with its date; empty where the configuration
	// has none.
	Price string `json:"price,omitempty"`
	// Probed is what `backends probe` found for the pair, where it was run.
	Probed *probed `json:"probed,omitempty"`
}

func (p *program) backendsList() *cobra.Command {
	t := &translation{program: p}
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: p.text("backends.list.short", nil),
		Long:  p.text("backends.list.long", nil),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if t.cfg, err = p.load(cmd.Flags()); err != nil {
				return err
			}
			var all []listedEngine
			for _, name := range engineNames() {
				all = append(all, t.listed(name))
			}
			if asJSON {
				return p.printJSON(all)
			}
			t.printListed(all)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, p.text("flag.json", nil))
	return cmd
}

// listed looks at the block of an engine.
func (t *translation) listed(name string) listedEngine {
	l := listedEngine{Engine: name, Used: slices.Contains(t.cfg.used(), name)}
	if s, ok := t.cfg.Backends.services()[name]; ok {
		key, from, err := t.key(name, s)
		l.Key, l.KeyThere = from, err == nil && key.Reveal() != ""
	}
	err := t.ready(name)
	var engine backend.Engine
	if err == nil {
		engine, err = t.engine(name)
	}
	if err != nil {
		l.Missing = err.Error()
		return l
	}
	defer func() { _ = engine.Close() }() // it has sent nothing
	info := engine.Info()
	l.Model, l.Terms, l.Tags, l.Context = info.Model, string(info.Terms), string(info.Tags), info.Context
	l.Limits, l.Unit, l.Price = info.Limits, string(info.Unit), t.cfg.Money.priceText(info)
	if known, ok := readProbed(t.cfg)[t.probedKey(info)]; ok {
		l.Probed = &known
	}
	return l
}

// priceText is the price of a million units for a person.
func (m MoneyConfig) priceText(info backend.Info) string {
	price, known := m.price(info)
	if !known {
		return ""
	}
	var parts []string
	add := func(amount float64, of string) {
		if amount > 0 {
			parts = append(parts, fmt.Sprintf("%g %s", amount, of))
		}
	}
	add(price.Characters, "characters")
	add(price.Input, "input")
	add(price.Output, "output")
	add(price.Call, "calls")
	date := ""
	for _, p := range m.Prices {
		if p.Engine == info.Name && (p.Model == info.Model || p.Model == "" && date == "") {
			date = p.Date
		}
	}
	if len(parts) == 0 {
		parts = []string{"0"}
	}
	return strings.Join(parts, " + ") + " (" + date + ")"
}

func (t *translation) printListed(all []listedEngine) {
	w := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, strings.ReplaceAll(t.text("backends.list.columns", nil), "|", "\t"))
	none := func(text string) string {
		if text == "" {
			return "–"
		}
		return text
	}
	for _, l := range all {
		name := l.Engine
		if l.Model != "" {
			name += " " + l.Model
		}
		if l.Used {
			name += " *"
		}
		key := "–"
		if l.Key != "" {
			key = map[bool]string{true: t.text("backends.list.there", nil), false: t.text("backends.list.missing", nil)}[l.KeyThere]
		}
		if l.Missing != "" {
			fmt.Fprintf(w, "%s\t%s\t%s\t\t\t\t\t\t\n", name, key, t.text("backends.list.unready", nil))
			continue
		}
		pair := ""
		if l.Probed != nil {
			pair = l.Probed.Pair
		}
		fmt.Fprintln(w, strings.Join([]string{name, key, none(pair), none(l.Terms), none(l.Tags),
			map[bool]string{true: "yes", false: "–"}[l.Context], none(limitsText(l.Limits)), none(l.Unit), none(l.Price)}, "\t"))
	}
	_ = w.Flush() // told of by the printer
	fmt.Fprintln(t.out, t.text("backends.list.note", nil))
}

// limitsText is what one call takes, for a person.
func limitsText(l backend.Limits) string {
	var parts []string
	for _, one := range []struct {
		n    int
		what string
	}{{l.Segments, "segments"}, {l.Characters, "characters"}, {l.Bytes, "bytes"}, {l.Tokens, "tokens"},
		{l.SegmentBytes, "bytes a segment"}, {l.SegmentCharacters, "characters a segment"}} {
		if one.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", one.n, one.what))
		}
	}
	return strings.Join(parts, ", ")
}
