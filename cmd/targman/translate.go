package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"targman/pipeline"
	"targman/pipeline/gather"
)

// translation is one call of `targman translate`.
type translation struct {
	*program
	cfg                        *loaded
	quiet, json, dryRun, force bool
	timings                    bool
	// prune deletes the outputs of articles that are there no more.
	prune bool
	// retry asks engines again for what they refused in earlier runs.
	retry bool
	// offline asks no engine; what a mock engine made is recalled all the same.
	offline bool
	engines *engines
	// as prints results in another form than text and JSON; nil where there is
	// none.
	as func(*translation, []result) error
	// due is how many articles there are for each language, results what came out
	// for those that were come to.
	due     int
	results []result
	// gathered is what came of the addresses among the inputs; nil where none was
	// asked for.
	gathered *gather.Report
}

func (p *program) translate() *cobra.Command {
	t := &translation{program: p}
	p.record = &record{translation: t, started: time.Now()}
	cmd := &cobra.Command{
		Use:   "translate [FILE|FOLDER|GLOB|URL ...]",
		Short: p.text("translate.short", nil),
		Long:  p.text("translate.long", nil) + "\n\n" + p.text("exit.codes", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if t.cfg, err = p.load(cmd.Flags()); err != nil {
				return err
			}
			p.record.begin()
			p.record.cause = t.run(cmd.Context(), args)
			return p.record.cause
		},
	}
	f := cmd.Flags()
	p.overrule(f, "source", "out", "backend", "memory", "html", "charset", "fail-on", "workers", "max-time", "target", "report", "metrics", "log-format", "log-level", "format", "offline-fetch")
	f.BoolVar(&t.quiet, "quiet", false, p.text("flag.quiet", nil))
	f.BoolVar(&t.json, "json", false, p.text("flag.json", nil))
	f.BoolVar(&t.dryRun, "dry-run", false, p.text("flag.dry-run", nil))
	f.BoolVar(&t.force, "force", false, p.text("flag.force", nil))
	f.BoolVar(&t.retry, "retry", false, p.text("flag.retry", nil))
	f.BoolVar(&t.prune, "prune", false, p.text("flag.prune", nil))
	f.BoolVar(&t.timings, "timings", false, p.text("flag.timings", nil))
	return p.ifLocked(cmd)
}

// run translates what is named.
func (t *translation) run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		args = t.cfg.Input
	}
	if t.prune && t.dryRun {
		return usage(errors.New("--prune and --dry-run: take one; a run without --prune says what it would delete"))
	}
	if len(args) == 0 {
		return usage(errors.New("no articles were named; name files, folders, globs or addresses, or set input in the configuration"))
	}
	in, err := t.cfg.files(args) // what is wrong with the names is told first
	if err != nil {
		return err
	}
	release, err := t.lock()
	if err != nil {
		return err
	}
	defer release()
	t.record.mark()
	if err := t.makeEngines(); err != nil {
		return err
	}
	defer t.engines.close()
	ctx, end := forAtMost(ctx, t.cfg.MaxTime)
	defer end()
	unlock, err := t.fetch(ctx, in)
	defer unlock()
	if err != nil {
		return because(ctx, err)
	}
	in.separate(t.cfg.Output.Formats)
	t.tellOthers(in)
	return because(ctx, t.all(ctx, in))
}

// makeEngines makes those that the run may ask, so that a key that is missing is
// told before a minute of fetching.
func (t *translation) makeEngines() error {
	t.engines = newEngines()
	t.engines.run = t.record.id()
	for _, target := range t.cfg.Targets {
		if _, err := t.chain(target); err != nil {
			t.engines.close()
			return usage(err)
		}
	}
	return nil
}

// all translates the inputs into every target language.
func (t *translation) all(ctx context.Context, in *inputs) error {
	t.due = len(in.list)
	defer t.tellBatches()
	for _, target := range t.cfg.Targets {
		r, err := t.one(ctx, in, target)
		if len(t.results) == 0 && !t.quiet {
			t.tellPrices()
		}
		if r != nil {
			t.results = append(t.results, *r)
		}
		if err != nil {
			if t.told(t.results, err) {
				err = toldError{err}
			}
			return errors.Join(t.report(t.results), err)
		}
	}
	if err := t.report(t.results); err != nil {
		return err
	}
	return t.verdict(t.results)
}

// told says that the report tells of the error already: it is an article's.
func (t *translation) told(results []result, err error) bool {
	for _, r := range results {
		if r.Summary == nil || t.json {
			continue
		}
		for _, a := range r.Summary.Articles {
			if a.Err() != nil && errors.Is(err, a.Err()) {
				return true
			}
		}
	}
	return false
}

// result is what came out for one target language.
type result struct {
	Folder   string             `json:"folder"`
	Summary  *pipeline.Summary  `json:"summary,omitempty"`
	Analysis *pipeline.Analysis `json:"analysis,omitempty"`
	// Glossary counts the translations that a change of the glossary bears upon,
	// by what a run would do to them first; of an analysis.
	Glossary map[pipeline.Outcome]int `json:"glossary,omitempty"`
	// Engines are those that were asked, and what that came to.
	Engines []askedEngine `json:"engines,omitempty"`

	glossary, settings string // hashes of what was in effect
	damaged            int    // rows of the memory
}

// one translates into one language.
func (t *translation) one(ctx context.Context, in *inputs, target string) (*result, error) {
	w, err := t.wire(ctx, target)
	if err != nil {
		return nil, err
	}
	defer w.close()
	r := &result{Folder: w.folder, glossary: w.line.Glossary.Fingerprint(), settings: w.line.Fingerprint}
	bar := t.progress(len(in.list), t.cfg.Source+" → "+target)
	w.line.Progress = bar.set
	if t.dryRun {
		r.Analysis, err = w.line.Analyse(ctx, in.list)
		bar.end()
		r.Glossary = w.effect.Total.Outcomes
		t.tellDamage(w)
		return r, err
	}
	t.tellChange(w.effect)
	w.line.Gone, w.line.Prune = t.gone, t.prune
	if !t.json {
		w.line.Listed = shownArticles
	}
	quiet := context.AfterFunc(ctx, func() { t.tellEnd(ctx) })
	t.tell(slog.LevelInfo, t.text("run.language", map[string]any{"Target": target, "Count": len(in.list)}), "target", target, "articles", len(in.list))
	r.Summary, err = w.line.Run(ctx, in.list)
	quiet()
	bar.end()
	t.tellDamage(w)
	t.tellEdited(r.Summary, w.folder)
	r.damaged = len(w.memory.Damaged())
	r.Engines, err = t.asked(ctx, w, err)
	return r, err
}

// tellEnd says that the run is about to end before its time.
func (t *translation) tellEnd(ctx context.Context) {
	if errors.Is(context.Cause(ctx), timeOver) {
		t.warn(t.text("time-ending", map[string]any{"Time": t.cfg.MaxTime}))
		return
	}
	t.warn(t.text("interrupting", nil))
}

// tellChange says that translations in the memory were brought in line with the
// glossary.
func (t *translation) tellChange(e *pipeline.Effect) {
	if t.quiet || e.Changed == 0 {
		return
	}
	t.warn(t.text("glossary.effect.applied", map[string]any{
		"Settled": e.Total.Outcomes[pipeline.Resettled], "Engine": e.Total.Outcomes[pipeline.ForEngine]}))
}

// report prints the results in the form that was asked for.
func (t *translation) report(results []result) error {
	if t.as != nil {
		return t.as(t, results)
	}
	if t.json {
		return t.printResults(results)
	}
	for _, r := range results {
		switch {
		case r.Analysis != nil:
			t.printAnalysis(r)
		case r.Summary != nil:
			t.printSummary(r)
		}
	}
	return nil
}

// printResults prints the results for programs.
func (t *translation) printResults(results []result) error {
	all := map[string]any{"tool": tool(), "results": results}
	if t.gathered != nil {
		all["gathered"] = t.gathered
	}
	if err := t.printJSON(all); err != nil {
		return fmt.Errorf("print results: %w", err)
	}
	return nil
}
