package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"targman/pipeline"
	"targman/pipeline/align"
	"targman/pipeline/bitext"
	"targman/pipeline/lang"
	"targman/pipeline/lang/all"
	"targman/pipeline/memory"
)

// alignment is one call of `targman align`.
type alignment struct {
	translation
	keep  bool
	least int
}

func (p *program) align() *cobra.Command {
	a := &alignment{translation: translation{program: p, offline: true}}
	cmd := &cobra.Command{
		Use:   "align SOURCE TRANSLATION",
		Short: p.text("align.short", nil),
		Long:  p.text("align.long", nil),
		Args:  cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if a.cfg, err = p.load(cmd.Flags()); err != nil {
				return err
			}
			if err := a.options(); err != nil {
				return err
			}
			return a.run(cmd, args[0], args[1])
		},
	}
	f := cmd.Flags()
	p.overrule(f, "source", "out", "memory", "html", "charset", "fail-on", "workers", "target", "format")
	f.Lookup("target").Usage = p.text("align.target", nil)
	f.BoolVar(&a.keep, "keep", false, p.text("align.keep", nil))
	f.IntVar(&a.least, "least", 70, p.text("align.least", nil))
	f.BoolVar(&a.quiet, "quiet", false, p.text("flag.quiet", nil))
	f.BoolVar(&a.json, "json", false, p.text("flag.json", nil))
	return p.ifLocked(cmd)
}

// documentFormat is the output that aligning cannot give: the translated
// document is there already.
const documentFormat = "document"

func (a *alignment) options() error {
	if a.least < 0 || a.least > 100 {
		return usage(fmt.Errorf("--least: found %d, expected a confidence from 0 to 100", a.least))
	}
	if len(a.cfg.Targets) != 1 {
		return usage(fmt.Errorf("align one language at a time: add --target %s", a.cfg.Targets[0]))
	}
	formats := slices.DeleteFunc(slices.Clone(a.cfg.Output.Formats), func(f string) bool { return f == documentFormat })
	if len(formats) == 0 {
		return usage(fmt.Errorf("%s: output.formats: the translated document is there already; name an aligned format, such as tsv or bilingual",
			a.cfg.origins["output.formats"].place))
	}
	a.cfg.Output.Formats = formats
	return nil
}

func (a *alignment) run(cmd *cobra.Command, source, target string) error {
	paired, err := a.couples(source, target)
	if err != nil {
		return usage(err)
	}
	release, err := a.lock()
	if err != nil {
		return err
	}
	defer release()
	if !a.keep {
		return a.all(cmd.Context(), paired)
	}
	return a.onRecord(cmd, func() error { return a.all(cmd.Context(), paired) })
}

// all aligns the couples.
func (a *alignment) all(ctx context.Context, paired *couples) error {
	a.tellUnpaired(paired)
	w, aligner, err := a.wireAligner(ctx)
	if err != nil {
		return err
	}
	defer w.close()
	results, err := aligner.Run(ctx, paired.list)
	if err != nil {
		return err
	}
	if err := a.reportAligned(w.folder, results, paired); err != nil {
		return fmt.Errorf("print results: %w", err)
	}
	return a.verdictOfAligned(results)
}

// lock locks what will be written; the memory only where pairs are to be kept.
func (a *alignment) lock() (release func(), err error) {
	file := ""
	if a.keep {
		file = a.cfg.Memory.File
	}
	return lockAll(file, a.folder())
}

// folder is that of the outputs.
func (a *alignment) folder() string {
	return filepath.Join(a.cfg.Out, "aligned", a.cfg.Targets[0])
}

// wireAligner builds what aligns from the configuration.
func (a *alignment) wireAligner(ctx context.Context) (*wired, *pipeline.Aligner, error) {
	target := a.cfg.Targets[0]
	w := &wired{folder: a.folder(), line: &pipeline.Line{
		Pair: memory.Pair{Source: a.cfg.Source, Target: target}, Workers: a.cfg.Workers}}
	if w.line.Workers == 0 {
		w.line.Workers = runtime.GOMAXPROCS(0)
	}
	out := &pipeline.Aligner{Line: w.line, Keep: a.keep, Least: float64(a.least) / 100}
	steps := []func(*wired) error{a.wireLanguages, a.wireNames, a.wireReading, a.wireOutput,
		func(w *wired) error { return a.wireLexicon(ctx, w, out) },
		func(*wired) (err error) {
			out.TargetBreaks, err = pack(all.Packs(), target).Splitter(lang.Custom{})
			return err
		}}
	for _, step := range steps {
		if err := step(w); err != nil {
			w.close()
			return nil, nil, err
		}
	}
	return w, out, nil
}

// mostLearned is how many of the memory's units the words are learned from, the
// newest ones.
const mostLearned = 10_000

// wireLexicon opens the memory, to write only where pairs are to be kept, and
// learns words from it.
func (a *alignment) wireLexicon(ctx context.Context, w *wired, out *pipeline.Aligner) error {
	if _, err := os.Stat(a.cfg.Memory.File); !a.keep && errors.Is(err, os.ErrNotExist) {
		return nil
	}
	m, err := a.memoryOf(a.cfg, memory.Options{ReadOnly: !a.keep})
	if err != nil {
		return err
	}
	w.closer = append(w.closer, m.Close)
	w.memory, w.line.Memory = m, m
	var known []align.Known
	err = m.Newest(ctx, w.line.Pair, func(e memory.Entry) bool {
		if e.Origin != bitext.FromAlign { // else what was guessed once would prove itself
			known = append(known, align.Known{Source: e.Text, Target: e.Target})
		}
		return len(known) < mostLearned
	})
	out.Lexicon = align.Learn(known)
	return err
}

// verdictOfAligned turns what came out into the error that sets the exit code.
func (a *alignment) verdictOfAligned(results []pipeline.Coupled) error {
	open := false
	for _, r := range results {
		if r.Err() != nil {
			return errArticles
		}
		open = open || r.Verdict != "related" || weighty(pipeline.Counts{Findings: r.Findings}, a.cfg.FailOn)
	}
	if open {
		return errFindings
	}
	return nil
}
