package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/fatih/color"
	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"targman/glossary"
	"targman/pipeline/bitext"
	"targman/pipeline/fuzzy"
	"targman/pipeline/memory"
)

// lookingUp is one call of `targman memory lookup`.
type lookingUp struct {
	*program
	before, after string
	most          int
	json          bool
}

// lookedUp is a translation that was found, as JSON has it. Differs are the words
// of Source, as half-open byte offsets, that are not those of the text that was
// asked for; Wanted are the places in that text.
type lookedUp struct {
	Score      int               `json:"score"`
	Source     string            `json:"source"`
	Target     string            `json:"target"`
	State      bitext.State      `json:"state"`
	Origin     bitext.Origin     `json:"origin"`
	Changed    time.Time         `json:"changed"`
	Article    string            `json:"article,omitempty"`
	Unit       string            `json:"unit,omitempty"`
	Before     string            `json:"before,omitempty"`
	After      string            `json:"after,omitempty"`
	Provenance bitext.Provenance `json:"provenance"`
	Differs    [][2]int          `json:"differs,omitempty"`
	Wanted     [][2]int          `json:"wanted,omitempty"`
}

func (p *program) memoryLookup() *cobra.Command {
	l := &lookingUp{program: p}
	cmd := &cobra.Command{
		Use:   "lookup [TEXT ...]",
		Short: p.text("memory.lookup.short", nil),
		Long:  p.text("memory.lookup.long", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			return l.run(cmd, cfg, strings.Join(args, " "))
		},
	}
	f := cmd.Flags()
	f.StringVar(&l.before, "before", "", p.text("flag.before", nil))
	f.StringVar(&l.after, "after", "", p.text("flag.after", nil))
	f.Int("min", 0, p.text("flag.min", nil))
	overrules(f, "min")
	f.IntVar(&l.most, "max", 10, p.text("flag.max", nil))
	f.BoolVar(&l.json, "json", false, p.text("flag.json", nil))
	return cmd
}

func (l *lookingUp) run(cmd *cobra.Command, cfg *loaded, text string) (err error) {
	if text == "" || text == "-" {
		if text, err = readAll(l.in, maxFind); err != nil {
			return err
		}
	}
	names, err := namesFor(cfg)
	if err != nil {
		return err
	}
	q := memory.Query{Text: asKept(names, cfg.Source, text), Before: asKept(names, cfg.Source, l.before), After: asKept(names, cfg.Source, l.after)}
	if q.Text == "" {
		return usage(fmt.Errorf("look up: there is no text; name one, or give it on standard input"))
	}
	if err := mustBe(cfg, "look up in"); err != nil {
		return err
	}
	return l.withMemory(cfg, memory.Options{ReadOnly: true}, func(m *memory.Memory) error {
		for i, target := range cfg.Targets {
			found, err := m.Lookup(cmd.Context(), memory.Pair{Source: cfg.Source, Target: target}, q, cfg.Memory.Fuzzy.Min, l.most)
			if err != nil {
				return err
			}
			if i > 0 && !l.json {
				fmt.Fprintln(l.out)
			}
			if err := l.tell(q.Text, target, found); err != nil {
				return err
			}
		}
		return nil
	})
}

// namesFor reads the glossary of the configuration, nil when there is none.
func namesFor(cfg *loaded) (*glossary.Glossary, error) {
	if len(cfg.Glossary) == 0 {
		return nil, nil
	}
	files, err := glossaryFiles(cfg, nil)
	if err != nil {
		return nil, err
	}
	names, err := glossary.Parse(files...)
	return names, usage(err)
}

// asKept is a text as the memory has it: in NFC, without the space around it,
// and with every name in its agreed spelling.
func asKept(names *glossary.Glossary, source, text string) string {
	text = norm.NFC.String(strings.TrimSpace(text))
	if names == nil || text == "" {
		return text
	}
	var b strings.Builder
	at := 0
	for _, m := range names.Matcher(source).Match(text) {
		b.WriteString(text[at:m.Start])
		b.WriteString(m.Canonical)
		at = m.End
	}
	return b.String() + text[at:]
}

func (l *lookingUp) tell(text, target string, found []memory.Found) error {
	if l.json {
		list := []lookedUp{}
		for _, f := range found {
			list = append(list, answerFor(text, f))
		}
		return l.printJSON(map[string]any{"tool": tool(), "text": text, "target": target, "found": list})
	}
	if len(found) == 0 {
		fmt.Fprintln(l.out, l.text("memory.lookup.nothing", map[string]any{"Target": target}))
	}
	for _, f := range found {
		l.print(text, f)
	}
	return nil
}

func answerFor(text string, f memory.Found) lookedUp {
	a := lookedUp{f.Score, f.Text, f.Target, f.State, f.Origin, f.Changed, f.Article, f.Query.Unit, f.Before, f.After, f.Provenance, nil, nil}
	in, out := fuzzy.Diff(f.Text, text)
	for _, s := range in {
		a.Differs = append(a.Differs, [2]int{s.Start, s.End})
	}
	for _, s := range out {
		a.Wanted = append(a.Wanted, [2]int{s.Start, s.End})
	}
	return a
}

// print shows a translation: how alike, who, when and where; then the texts.
func (l *lookingUp) print(text string, f memory.Found) {
	head := []string{fmt.Sprintf("%3d %%", f.Score), string(f.Origin)}
	for _, s := range []string{string(f.State), maker(f.Provenance), f.Changed.Format(time.DateOnly), strings.TrimSpace(f.Article + " " + f.Query.Unit)} {
		if s != "" {
			head = append(head, s)
		}
	}
	fmt.Fprintln(l.out, l.paint(l.out, color.Bold).Sprint(strings.Join(head, "  ")))
	in, out := fuzzy.Diff(f.Text, text)
	if len(in)+len(out) > 0 {
		fmt.Fprintln(l.out, "  ? "+l.mark(text, out, "{+", "+}", color.FgGreen))
	}
	fmt.Fprintln(l.out, "  "+l.mark(f.Text, in, "[-", "-]", color.FgRed))
	fmt.Fprintln(l.out, "  "+f.Target)
}

// maker names who made a translation.
func maker(v bitext.Provenance) string {
	switch {
	case v.By != "":
		return v.By
	case v.Model != "":
		return v.Model
	}
	return v.Engine
}

// mark puts the signs of wdiff around stretches of a text, with a colour on a
// terminal.
func (l *lookingUp) mark(text string, spans []fuzzy.Span, open, end string, c color.Attribute) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.Start])
		b.WriteString(l.paint(l.out, c).Sprint(open + text[s.Start:s.End] + end))
		at = s.End
	}
	return b.String() + text[at:]
}
