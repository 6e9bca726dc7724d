package main

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"targman/glossary"
	"targman/glossary/exchange"
	"targman/pipeline/fsys"
)

// importing is one call of `glossary import`.
type importing struct {
	*program
	format, file, kind, reference string
	overwrite, dryRun, raw, quiet bool
}

func (p *program) glossaryImport() *cobra.Command {
	i := &importing{program: p}
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: p.text("glossary.import.short", nil),
		Long:  p.text("glossary.import.long", nil) + "\n\n" + exchangeFormats(),
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			return i.run(cfg, args[0])
		},
	}
	f := cmd.Flags()
	f.StringVar(&i.format, "format", "", p.text("glossary.import.format", nil))
	f.StringVar(&i.file, "file", "", p.text("glossary.import.file", nil))
	f.StringVar(&i.kind, "kind", string(glossary.Other), p.text("glossary.import.kind", nil))
	f.StringVar(&i.reference, "reference", "", p.text("glossary.import.reference", nil))
	f.BoolVar(&i.overwrite, "overwrite", false, p.text("glossary.import.overwrite", nil))
	f.BoolVar(&i.dryRun, "dry-run", false, p.text("glossary.import.dry-run", nil))
	f.BoolVar(&i.raw, "raw", false, p.text("glossary.exchange.raw", nil))
	f.BoolVar(&i.quiet, "quiet", false, p.text("glossary.exchange.quiet", nil))
	p.overrule(f, "source", "target")
	return cmd
}

func (i *importing) run(cfg *loaded, name string) error {
	if err := known("--kind", i.kind, glossaryKinds()...); err != nil {
		return err
	}
	files, err := glossaryFiles(cfg, nil)
	if err != nil {
		return err
	}
	files = withNew(cfg, files, i.file)
	names, err := glossary.Parse(files...)
	if err != nil {
		return usage(err)
	}
	joined, err := i.join(cfg, names, name)
	if err != nil {
		return usage(fmt.Errorf("import %s: %w; nothing was written", name, err))
	}
	return i.apply(cfg, files, name, joined)
}

// join reads the file and finds out what it changes.
func (i *importing) join(cfg *loaded, names *glossary.Glossary, name string) (exchange.Joined, error) {
	var format *exchange.Format
	if i.format != "" {
		f, err := exchangeFormat(i.format)
		if err != nil {
			return exchange.Joined{}, err
		}
		format = &f
	}
	data, err := i.read(name)
	if err != nil {
		return exchange.Joined{}, err
	}
	o := exchange.Options{Source: cfg.Source, Targets: cfg.Targets, Raw: i.raw}
	entries, losses, err := exchange.Read(name, data, format, o)
	if err != nil {
		return exchange.Joined{}, err
	}
	i.tellLosses(losses, i.quiet)
	if i.reference == "" {
		i.reference = "imported from " + filepath.Base(name)
	}
	return exchange.Join(names, entries, exchange.JoinOptions{Options: o, Overwrite: i.overwrite, Kind: glossary.Kind(i.kind), Reference: i.reference}), nil
}

// read reads the file, or with - standard input, within the limit.
func (i *importing) read(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(i.in, glossary.MaxFileBytes+1))
	}
	data, err := bounded(name, glossary.MaxFileBytes)
	return data, fsys.Cause(err)
}

// apply writes what changes, or says why nothing can be.
func (i *importing) apply(cfg *loaded, files []glossary.File, name string, joined exchange.Joined) error {
	if err := joined.Check(name); err != nil {
		return usage(fmt.Errorf("import %s: nothing was written\n%w", name, err))
	}
	rev := i.revise(cfg, files, i.file)
	for _, c := range joined.New {
		if err := rev.add(c); err != nil {
			return usage(fmt.Errorf("import %s: %w; nothing was written", name, err))
		}
	}
	for _, c := range joined.Changed {
		if err := rev.change(c); err != nil {
			return usage(fmt.Errorf("import %s: %w; nothing was written", name, err))
		}
	}
	changed, err := rev.make()
	if err != nil {
		return usage(fmt.Errorf("import %s: nothing was written\n%w", name, err))
	}
	if !i.dryRun {
		if err := replaceFiles(changed...); err != nil {
			return err
		}
	}
	return i.report(name, joined, changed)
}

// report says what has changed, and in what the two disagree.
func (i *importing) report(name string, joined exchange.Joined, changed []glossary.File) error {
	if i.dryRun {
		for _, c := range append(joined.New, joined.Changed...) {
			fmt.Fprint(i.out, glossary.Layout(c))
		}
	}
	for _, c := range joined.Conflicts {
		fmt.Fprintln(i.err, i.text("glossary.import.conflict", map[string]any{"File": name, "Line": c.Line, "Concept": c.Concept, "Field": c.Field, "Ours": c.Ours, "Theirs": c.Theirs}))
	}
	message := "glossary.import.done"
	if i.dryRun {
		message = "glossary.import.would"
	}
	fmt.Fprintln(i.out, i.text(message, map[string]any{"File": name, "New": len(joined.New), "Changed": len(joined.Changed), "Same": joined.Same, "Conflicts": len(joined.Conflicts)}))
	for _, f := range changed {
		fmt.Fprintln(i.out, f.Name)
	}
	if len(joined.Conflicts) > 0 {
		return errFindings
	}
	return nil
}
