package main

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// analysing is one call of `targman analyse`.
type analysing struct {
	translation
	format, file string
}

// analysisFormats write analyses.
var analysisFormats = map[string]func(*translation, []result) error{
	"text": (*translation).analysisText, "json": (*translation).printResults, "csv": (*translation).analysisCSV, "html": (*translation).analysisPage,
}

func (p *program) analyse() *cobra.Command {
	a := &analysing{translation: translation{program: p, dryRun: true}}
	cmd := &cobra.Command{
		Use:   "analyse [FILE|FOLDER|GLOB ...]",
		Short: p.text("analyse.short", nil),
		Long:  p.text("analyse.long", nil) + "\n\n" + p.text("exit.codes", nil),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if a.cfg, err = p.load(cmd.Flags()); err != nil {
				return err
			}
			if err := a.options(); err != nil {
				return err
			}
			return a.run(cmd.Context(), args)
		},
	}
	f := cmd.Flags()
	p.overrule(f, "source", "backend", "memory", "html", "charset", "workers", "target")
	f.StringSlice("rates", nil, p.text("analyse.rates", nil))
	overrules(f, "rates")
	f.StringVar(&a.format, "format", "", p.text("analyse.format", nil))
	f.StringVar(&a.file, "out", "", p.text("analyse.out", nil))
	return cmd
}

// options sees which form the analysis is to have; the name of the file tells it
// where no flag does.
func (a *analysing) options() error {
	if ext := strings.TrimPrefix(strings.ToLower(filepath.Ext(a.file)), "."); a.format == "" && analysisFormats[ext] != nil {
		a.format = ext
	}
	if a.format == "" {
		a.format = "text"
	}
	if err := known("--format", a.format, slices.Sorted(maps.Keys(analysisFormats))...); err != nil {
		return err
	}
	a.as = analysisFormats[a.format]
	if a.file != "" {
		a.as = a.toFile
	}
	return nil
}

// toFile writes the analysis to the file, whole or not at all.
func (a *analysing) toFile(t *translation, results []result) error {
	var data bytes.Buffer
	out := t.out
	t.out = &data
	err := analysisFormats[a.format](t, results)
	t.out = out
	if err == nil {
		err = writeFile(a.file, data.Bytes())
	}
	if err != nil {
		return err
	}
	for _, r := range results {
		t.tellFailed(r.Analysis)
	}
	fmt.Fprintln(t.out, t.text("analyse.written", map[string]any{"File": a.file}))
	return nil
}
