package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"targman/pipeline/runs"
)

// record is a run of `targman translate` from its first moment, for what is
// told of it when it has ended, however it ends.
type record struct {
	*translation
	started time.Time
	// begun says that there is a run; a help text is none, nor a dry run.
	begun bool
	// noted takes the note away that a run is at work; nil where there is none.
	noted func()
	// cause is what the run ended with, before anybody passed over it.
	cause error
}

// id names the run.
func (r *record) id() string { return runID(r.started) }

// begin is called when the settings of the run are known.
func (r *record) begin() {
	r.begun = !r.dryRun
	r.openLog(r.cfg.Log)
	if r.begun {
		r.tell(slog.LevelInfo, r.text("run.begins", map[string]any{"Run": r.id(), "File": r.cfg.File}), "run", r.id(), "project", whole(r.cfg.File))
	}
}

// mark notes that the run is at work, so that it is listed even if it is killed.
// Where that cannot be noted, what comes next will tell why.
func (r *record) mark() {
	if r.begun {
		r.noted, _ = runsFolder(r.cfg).Begin(runs.Run{ID: r.id(), Version: tool(), Project: whole(r.cfg.File), Memory: whole(r.cfg.Memory.File),
			Started: r.started.UTC(), Targets: r.cfg.Targets, Error: "it was killed, or the machine went down"})
	}
}

// ran is called when the command has ended: a run whose settings could not be
// read has not begun by then.
func (r *record) ran(cmd *cobra.Command, err error, args []string) {
	if err == nil || r.begun || r.cfg != nil || cmd.Name() != "translate" || cmd.HasSubCommands() {
		return
	}
	r.begun = true
	r.openLog(earlyLog(args, r.env))
}

// end tells what became of the run, and returns the code to end with.
func (r *record) end(ctx context.Context, code int, err error) int {
	if !r.begun {
		return code
	}
	run := r.run(code, err)
	if r.cfg != nil && r.tellAll(ctx, &run) != nil && r.cfg.Hooks.Done.Required && (code == exitDone || code == exitFindings) {
		code = exitFailed
		run.Exit, run.Meaning = code, exitMeanings[code]
	}
	if r.noted != nil {
		r.noted()
	}
	if r.asJSON {
		line, _ := json.Marshal(run) // plain data: never fails
		fmt.Fprintf(r.err, "%s\n", line)
	}
	return code
}

// tellAll writes the run down, its report and its metrics, and tells the hook; the
// error is the hook's. What fails of it is a warning: the run is what it was.
func (r *record) tellAll(ctx context.Context, run *runs.Run) error {
	ctx = context.WithoutCancel(ctx)
	report := r.build(*run)
	kept := r.keep(ctx, run, report)
	hooked := r.hook(ctx, report)
	for _, err := range []error{kept, hooked} {
		if err != nil {
			r.warn(err.Error())
		}
	}
	return hooked
}

// run adds up what became of all languages.
func (r *record) run(code int, err error) runs.Run {
	now := time.Now()
	out := runs.Run{Time: now.UTC(), Level: "INFO", Message: "run ended", ID: r.id(), Version: tool(), Exit: code,
		Meaning: r.meaning(code), Started: r.started.UTC(), Seconds: now.Sub(r.started).Seconds(), Error: r.reason(code, err)}
	if code != exitDone && code != exitFindings {
		out.Level = "ERROR"
	}
	if r.cfg == nil {
		return out
	}
	out.Project, out.Memory, out.Targets, out.Spent.Currency = whole(r.cfg.File), whole(r.cfg.Memory.File), r.cfg.Targets, r.cfg.Money.Currency
	out.Segments.Origins, out.Findings = map[string]int{}, map[string]int{}
	if g := r.gathered; g != nil {
		out.Fetched = &runs.Fetched{Feeds: g.Feeds, Entries: g.Entries, New: g.New, Changed: g.Changed, Pages: g.Fetched, Failed: len(g.Faults)}
	}
	for _, x := range r.results {
		addResult(&out, x)
	}
	return out
}

// leftToOther is the meaning of an exit code 0 with which a run left the work to
// another one.
const leftToOther = "skipped"

// meaning is a word for the exit code that machines may rely on. Two ends share a
// code with others: a run that was left to another one, and one whose time was
// over.
func (r *record) meaning(code int) string {
	var why interruption
	switch {
	case code == exitDone && errors.As(r.cause, &lockedError{}):
		return leftToOther
	case code == timeOver.code && errors.As(r.cause, &why):
		return why.message
	}
	return exitMeanings[code]
}

// addResult adds what came out for one language.
func addResult(out *runs.Run, x result) {
	s := x.Summary
	if s == nil {
		return
	}
	a, g := &out.Articles, &out.Segments
	a.New, a.Updated, a.Unchanged = a.New+s.New, a.Updated+s.Updated, a.Unchanged+s.Unchanged
	a.Failed, a.Left = a.Failed+s.Failed(), a.Left+s.Left
	g.All, g.Untranslated, g.Stale = g.All+s.Total.Segments, g.Untranslated+s.Total.Untranslated, g.Stale+s.Total.Stale
	for origin, n := range s.Total.Origins {
		g.Origins[string(origin)] += n
	}
	for severity, n := range s.Total.Findings {
		out.Findings[severity] += n
	}
	for _, e := range x.Engines {
		out.Spent.Calls += e.Calls
		out.Spent.Characters += e.Source
		if e.Currency == out.Spent.Currency {
			out.Spent.Amount += e.Cost
		}
	}
	out.Written += s.Written
	out.Damaged += x.damaged
}

// mostReason is how much of an error a run is listed with, in bytes.
const mostReason = 2000

// reason says what went wrong, where something did; what the results tell of
// comes from there.
func (r *record) reason(code int, err error) string {
	if code == exitDone || code == exitFindings {
		return ""
	}
	for _, x := range r.results {
		if x.Summary == nil || !errors.Is(err, errArticles) && !errors.Is(err, errBudget) && !errors.Is(err, errEngine) {
			continue
		}
		if errors.Is(err, errArticles) {
			for _, a := range x.Summary.Articles {
				if a.Error != "" {
					return brief(a.Error)
				}
			}
		} else if x.Summary.Engine != "" {
			return brief(x.Summary.Engine)
		}
	}
	if r.gathered != nil && len(r.gathered.Faults) > 0 && errors.Is(err, errArticles) {
		return brief(r.gathered.Faults[0].Err.Error())
	}
	if err == nil {
		return ""
	}
	return brief(err.Error())
}

// brief hides what looks like a secret and cuts what is too long.
func brief(text string) string {
	text = redact(text)
	if len(text) <= mostReason {
		return text
	}
	cut := mostReason
	for !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}

// whole is a path from the root on; empty stays empty.
func whole(file string) string {
	if file == "" {
		return ""
	}
	if abs, err := filepath.Abs(file); err == nil {
		return abs
	}
	return file
}

// runsFolder is where the runs on a memory are kept: beside it.
func runsFolder(cfg *loaded) runs.Store {
	return runs.Store{Folder: filepath.Join(filepath.Dir(cfg.Memory.File), "runs"), Keep: cfg.Report.Keep}
}

// keep writes the run down and its report, where anything happened, and what is
// wanted elsewhere. A slip of the pen leaves nothing behind in a folder in which no
// run has been.
func (r *record) keep(ctx context.Context, run *runs.Run, report *runReport) error {
	store := runsFolder(r.cfg)
	if run.Exit == exitUsage && !there(store.Folder) {
		return nil
	}
	var files map[string][]byte
	var err error
	if !run.Quiet() {
		run.Report = filepath.Join(whole(store.Folder), run.ID)
		report.Report = run.Report
		files, err = r.render(report, store.Folder, formsOf(reportForms)...)
	}
	elsewhere, err2 := r.elsewhere(ctx, *run, report)
	return errors.Join(err, err2, store.Add(*run, files, elsewhere))
}

// elsewhere are the files that are wanted in other places, by their paths. A run
// that found another at work leaves them as they are.
func (r *record) elsewhere(ctx context.Context, run runs.Run, report *runReport) (map[string][]byte, error) {
	out := map[string][]byte{}
	if run.Exit == exitLocked || run.Meaning == leftToOther {
		return out, nil
	}
	for _, file := range r.cfg.Report.Files {
		form := reportForm(file)
		files, err := r.render(report, filepath.Dir(file), form)
		if err != nil {
			return out, err
		}
		out[file] = files[form]
	}
	if r.cfg.Report.Metrics == "" {
		return out, nil
	}
	text, err := r.metrics(ctx, run)
	out[r.cfg.Report.Metrics] = text
	return out, err
}

// there says that something has the name.
func there(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}
