package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"targman/glossary"
	"targman/glossary/exchange"
)

// exporting is one call of `glossary export`.
type exporting struct {
	*program
	format, out string
	kinds       []string
	raw, quiet  bool
}

func (p *program) glossaryExport() *cobra.Command {
	e := &exporting{program: p}
	cmd := &cobra.Command{
		Use:   "export [PATH ...]",
		Short: p.text("glossary.export.short", nil),
		Long:  p.text("glossary.export.long", nil) + "\n\n" + exchangeFormats(),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			return e.run(cfg, args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&e.format, "format", "", p.text("glossary.export.format", nil))
	f.StringVar(&e.out, "out", "", p.text("glossary.export.out", nil))
	f.StringSliceVar(&e.kinds, "kind", nil, p.text("glossary.export.kind", nil))
	f.BoolVar(&e.raw, "raw", false, p.text("glossary.exchange.raw", nil))
	f.BoolVar(&e.quiet, "quiet", false, p.text("glossary.exchange.quiet", nil))
	p.overrule(f, "source", "target")
	return cmd
}

// exchangeFormats lists the formats for the help.
func exchangeFormats() string {
	var b strings.Builder
	for _, f := range exchange.Formats() {
		fmt.Fprintf(&b, "  %-11s %-18s %s\n", f.Name, strings.Join(f.Extensions, " "), f.Title)
	}
	return strings.TrimRight(b.String(), "\n")
}

// exchangeFormat finds a format by its name.
func exchangeFormat(name string) (exchange.Format, error) {
	var all []string
	for _, f := range exchange.Formats() {
		all = append(all, f.Name)
	}
	if err := known("--format", name, all...); err != nil {
		return exchange.Format{}, err
	}
	f, _ := exchange.Named(name)
	return f, nil
}

// chosen is the format that was named, or the first one of the extension of the
// output, or CSV.
func (e *exporting) chosen() (exchange.Format, error) {
	name := e.format
	if name == "" && e.out != "" {
		ext := strings.ToLower(filepath.Ext(e.out))
		for _, f := range exchange.Formats() {
			if slices.Contains(f.Extensions, ext) {
				return f, nil
			}
		}
		return exchange.Format{}, usage(fmt.Errorf("--out %s: its name does not tell the format; say --format", e.out))
	}
	if name == "" {
		name = "csv"
	}
	return exchangeFormat(name)
}

func (e *exporting) run(cfg *loaded, paths []string) error {
	format, err := e.chosen()
	if err != nil {
		return err
	}
	for _, k := range e.kinds {
		if err := known("--kind", k, glossaryKinds()...); err != nil {
			return err
		}
	}
	files, err := glossaryFiles(cfg, paths)
	if err != nil {
		return err
	}
	names, err := glossary.Parse(files...)
	if err != nil {
		return usage(err)
	}
	concepts := slices.DeleteFunc(slices.Clone(names.Concepts()), func(c *glossary.Concept) bool {
		return len(e.kinds) > 0 && !slices.Contains(e.kinds, string(c.Kind))
	})
	var data bytes.Buffer
	losses, err := format.Write(&data, concepts, exchange.Options{Source: cfg.Source, Targets: cfg.Targets, Raw: e.raw})
	if err != nil {
		return usage(fmt.Errorf("export glossary: %w; name a language with --target", err))
	}
	e.tellLosses(losses, e.quiet)
	return e.keep(data.Bytes(), format, len(concepts))
}

func glossaryKinds() []string {
	var out []string
	for _, k := range []glossary.Kind{glossary.Person, glossary.Place, glossary.Organisation, glossary.Product, glossary.Other} {
		out = append(out, string(k))
	}
	return out
}

func (e *exporting) keep(data []byte, format exchange.Format, n int) error {
	if e.out == "" {
		_, err := e.program.out.Write(data)
		return err
	}
	if err := writeFile(e.out, data); err != nil {
		return err
	}
	fmt.Fprintln(e.program.out, e.text("glossary.export.done", map[string]any{"Count": n, "File": e.out, "Format": format.Name}))
	return nil
}

// tellLosses prints a warning for each loss, or, quiet, one for each field.
func (p *program) tellLosses(losses []exchange.Loss, quiet bool) {
	count := map[string]int{}
	var fields []string
	for _, l := range losses {
		if !quiet {
			p.warn(l.String())
			continue
		}
		if count[l.Field]++; count[l.Field] == 1 {
			fields = append(fields, l.Field)
		}
	}
	for _, f := range fields {
		p.warn(p.text("glossary.exchange.lost", map[string]any{"Count": count[f], "Field": f}))
	}
}
