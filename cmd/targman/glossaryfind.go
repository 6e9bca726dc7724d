package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"targman/glossary"
)

// maxFind is the longest text that is looked up from standard input, in bytes.
const maxFind = 64 << 20

// seen is a place where a concept is named, as JSON has it.
type seen struct {
	// Start and End are byte offsets, half-open; Line and Column count from 1,
	// the column in characters.
	Start     int               `json:"start"`
	End       int               `json:"end"`
	Line      int               `json:"line"`
	Column    int               `json:"column"`
	Text      string            `json:"text"`
	Concept   string            `json:"concept"`
	Kind      glossary.Kind     `json:"kind"`
	Given     bool              `json:"given"`
	Canonical string            `json:"canonical"`
	Terms     map[string]string `json:"terms"`
}

func (p *program) glossaryFind() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "find [TEXT ...]",
		Short: p.text("glossary.find.short", nil),
		Long:  p.text("glossary.find.long", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			files, err := glossaryFiles(cfg, nil)
			if err != nil {
				return err
			}
			names, err := glossary.Parse(files...)
			if err != nil {
				return usage(err)
			}
			text := strings.Join(args, " ")
			if len(args) == 0 || text == "-" {
				if text, err = readAll(p.in, maxFind); err != nil {
					return err
				}
			}
			return p.find(findIn(names, cfg, text), cfg.Targets, asJSON)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&asJSON, "json", false, p.text("flag.json", nil))
	p.overrule(f, "source", "target")
	return cmd
}

// readAll reads standard input of at most so many bytes.
func readAll(in io.Reader, most int64) (string, error) {
	data, err := io.ReadAll(io.LimitReader(in, most+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("read standard input: %w", err)
	case int64(len(data)) > most:
		return "", usage(fmt.Errorf("read standard input: it has more than %d bytes; cut it up", most))
	}
	return string(data), nil
}

// findIn lists the concepts that a text names.
func findIn(names *glossary.Glossary, cfg *loaded, text string) []seen {
	out := []seen{}
	line, from, column, at := 1, 0, 1, 0
	for _, m := range names.Matcher(cfg.Source).Match(text) {
		if n := strings.Count(text[from:m.Start], "\n"); n > 0 {
			line += n
			at, column = from+strings.LastIndexByte(text[from:m.Start], '\n')+1, 1
		}
		column += utf8.RuneCountInString(text[at:m.Start])
		at, from = m.Start, m.Start
		s := seen{m.Start, m.End, line, column, text[m.Start:m.End], m.Concept.ID, m.Concept.Kind, m.Given, m.Canonical, map[string]string{}}
		for _, locale := range cfg.Targets {
			if t, ok := m.Concept.Target(locale, m.Given); ok {
				s.Terms[locale] = t.Preferred
			}
		}
		out = append(out, s)
	}
	return out
}

func (p *program) find(found []seen, targets []string, asJSON bool) error {
	if asJSON {
		return p.printJSON(map[string]any{"found": found})
	}
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	for _, s := range found {
		row := []string{fmt.Sprintf("%d:%d", s.Line, s.Column), s.Text}
		if s.Canonical != s.Text {
			row[1] += " → " + s.Canonical
		}
		row = append(row, s.Concept)
		for _, locale := range targets {
			term := s.Terms[locale]
			if term == "" {
				term = p.text("glossary.find.none", nil)
			}
			row = append(row, locale+": "+term)
		}
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if len(found) == 0 {
		fmt.Fprintln(p.out, p.text("glossary.find.nothing", nil))
	}
	return nil
}
