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

	"github.com/spf13/cobra"

	"targman/pipeline/runs"
)

// record is a run of `targman translate` from its first moment, for what is
// told of it when it has ended, however it ends; or another command that is
// listed, see onrecord.go.
type record struct {
	*translation
	started time.Time
	// command is the one that is listed, empty for translate itself.
	command string
	// begun says that there is a run; a help text is none, nor a dry run.
	begun bool
	// noted takes the note away that a run is at work; nil where there is none.
	noted func(runs.Run)
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
		r.noted, _ = runsFolder(r.cfg).Begin(runs.Run{ID: r.id(), Command: r.command, Version: tool(), Project: whole(r.cfg.File), Memory: whole(r.cfg.Memory.File),
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
	if r.cfg != nil {
		if err := r.tellAll(ctx, &run); err != nil && r.cfg.Hooks.Done.Required && (code == exitDone || code == exitFindings) {
			code = exitFailed
			run.Level, run.Exit, run.Meaning, run.Error = "ERROR", code, exitMeanings[code], brief(err.Error())
			r.tellFault(r.keep(ctx, &run, r.build(run)))
		}
	}
	if r.noted != nil {
		r.noted(run)
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
	report := r.build(*run)
	kept := r.keep(ctx, run, report)
	hooked := r.hook(ctx, report)
	r.tellFault(kept)
	r.tellFault(hooked)
	return hooked
}

func (r *record) tellFault(err error) {
	if err != nil {
		r.warn(err.Error())
	}
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
// wanted elsewhere. A run that was written down already is replaced. A slip of the
// pen leaves nothing behind in a folder in which no run has been.
func (r *record) keep(ctx context.Context, run *runs.Run, report *runReport) error {
	ctx = context.WithoutCancel(ctx)
	store := runsFolder(r.cfg)
	if run.Exit == exitUsage && !there(store.Folder) {
		return nil
	}
	var files map[string][]byte
	var err error
	if !run.Quiet() {
		run.Report = filepath.Join(whole(store.Folder), run.ID)
		report.Report = run.Report
		if files, err = r.render(report, store.Folder, formsOf(reportForms)...); err != nil {
			run.Report = ""
		}
	}
	elsewhere, err2 := r.elsewhere(ctx, *run, report)
	err3 := store.Add(run, files, elsewhere)
	report.Report = run.Report // which there may be no room for
	return errors.Join(err, err2, err3)
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
