package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"targman/pipeline"
	"targman/pipeline/memory"
)

// applying is one call of `targman glossary apply`.
type applying struct {
	translation
	examples int
}

// applied is what came of one language.
type applied struct {
	Folder string           `json:"folder"`
	Effect *pipeline.Effect `json:"effect"`
	// Waiting are the segments that wait for an engine, from earlier changes too.
	Waiting []staleSegment `json:"waiting"`
	// Written is how many output files were written anew.
	Written int `json:"written"`
	// Elsewhere are articles that change and are not among the inputs.
	Elsewhere []string `json:"elsewhere,omitempty"`
}

// staleSegment is a segment that only an engine can put right.
type staleSegment struct {
	Article string `json:"article"`
	Unit    string `json:"unit"`
	Source  string `json:"source"`
	Why     string `json:"why"`
}

func (p *program) glossaryApply() *cobra.Command {
	a := &applying{translation: translation{program: p, offline: true}}
	cmd := &cobra.Command{
		Use:   "apply [FILE|FOLDER|GLOB ...]",
		Short: p.text("glossary.apply.short", nil),
		Long:  p.text("glossary.apply.long", nil),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if a.cfg, err = p.load(cmd.Flags()); err != nil {
				return err
			}
			return a.run(cmd, args)
		},
	}
	f := cmd.Flags()
	p.overrule(f, "source", "out", "memory", "target")
	f.IntVar(&a.examples, "examples", 5, p.text("glossary.diff.examples", nil))
	f.BoolVar(&a.dryRun, "dry-run", false, p.text("glossary.apply.dry-run", nil))
	f.BoolVar(&a.json, "json", false, p.text("flag.json", nil))
	return p.ifLocked(cmd)
}

func (a *applying) run(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		args = a.cfg.Input
	}
	in := &inputs{}
	if len(args) > 0 {
		var err error
		if in, err = a.cfg.kept(args); err != nil {
			return err
		}
		in.separate(a.cfg.Output.Formats)
	}
	release, err := a.lock()
	if err != nil {
		return err
	}
	defer release()
	return a.onRecord(cmd, func() error { return a.all(cmd.Context(), in) })
}

// all applies the glossary to each language.
func (a *applying) all(ctx context.Context, in *inputs) error {
	var results []*applied
	open := false
	for _, target := range a.cfg.Targets {
		r, err := a.one(ctx, in, target)
		if err != nil {
			return err
		}
		results = append(results, r)
		open = open || len(r.Waiting) > 0 || r.Effect.Total.Outcomes[pipeline.ForEngine] > 0
		if !a.json {
			a.tell(r)
		}
	}
	if a.json {
		if err := a.printJSON(map[string]any{"tool": tool(), "results": results}); err != nil {
			return err
		}
	}
	if open {
		return errFindings
	}
	return nil
}

// one applies the glossary to the memory of one pair, and then writes the
// outputs anew that articles had.
func (a *applying) one(ctx context.Context, in *inputs, target string) (*applied, error) {
	w, err := a.wire(ctx, target)
	if err != nil {
		return nil, err
	}
	defer w.close()
	r := &applied{Folder: w.folder, Effect: w.effect, Waiting: []staleSegment{}}
	units, err := w.memory.Waiting(ctx, w.line.Pair)
	if err != nil {
		return nil, err
	}
	for _, u := range units {
		r.Waiting = append(r.Waiting, staleSegment{u.Article, u.Entry.Unit, u.Text, u.Provenance.Again})
	}
	done, err := w.memory.AllDone(ctx, w.line.Pair)
	if err != nil {
		return nil, err
	}
	list := finishedBefore(in, done)
	for _, name := range r.Effect.Articles {
		if !slices.ContainsFunc(list, func(i pipeline.Input) bool { return i.Name == name }) {
			r.Elsewhere = append(r.Elsewhere, name)
		}
	}
	if !a.dryRun && len(list) > 0 {
		err = a.rewrite(ctx, w, list, r)
	}
	a.tellDamage(w)
	return r, err
}

// finishedBefore are the inputs that have outputs.
func finishedBefore(in *inputs, done map[string]memory.Done) (out []pipeline.Input) {
	for _, i := range in.list {
		if _, ok := done[i.Document()]; ok {
			out = append(out, i)
		}
	}
	return out
}

func (a *applying) rewrite(ctx context.Context, w *wired, list []pipeline.Input, r *applied) error {
	w.line.Listed = shownArticles
	sum, err := w.line.Run(ctx, list)
	if sum != nil {
		r.Written = sum.Written
		a.results = append(a.results, result{Folder: w.folder, Summary: sum})
		a.printProblems(sum)
		a.tellEdited(sum, w.folder)
		if err == nil && sum.Failed() > 0 {
			return errArticles
		}
	}
	return err
}

// tell tells a person what was done.
func (a *applying) tell(r *applied) {
	if r.Effect.Total.Segments+r.Effect.Changed == 0 {
		fmt.Fprintln(a.out, a.text("glossary.apply.nothing", map[string]any{"Source": r.Effect.Source, "Target": r.Effect.Target}))
	} else {
		a.printEffects(a.cfg, []*pipeline.Effect{r.Effect}, "", a.examples)
	}
	if !a.dryRun {
		fmt.Fprintln(a.out, a.text("summary.files", map[string]any{"Folder": filepath.ToSlash(r.Folder), "Count": r.Written}))
	}
	if n := len(r.Waiting); n > 0 {
		fmt.Fprintln(a.out, a.text("glossary.apply.waiting", map[string]any{"Count": n}))
		for _, u := range r.Waiting[:min(n, shownArticles)] {
			fmt.Fprintf(a.out, "  %s %s  %s\n", u.Article, u.Unit, short(u.Source))
		}
	}
	if n := len(r.Elsewhere); n > 0 {
		fmt.Fprintln(a.out, a.text("glossary.apply.elsewhere", map[string]any{"Count": n}))
		for _, name := range r.Elsewhere[:min(n, shownArticles)] {
			fmt.Fprintln(a.out, "  "+name)
		}
	}
}
