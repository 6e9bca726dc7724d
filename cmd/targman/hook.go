package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"targman/pipeline/fsys"
	"targman/pipeline/process"
	"targman/pipeline/runs"
)

// hookMoments are the values of hooks.done.on.
var hookMoments = []string{"always", "failure", "change"}

// hookEnv are the variables that a hook may see: what programs need to run, and
// nothing that could be a key.
var hookEnv = []string{"PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TZ", "LANG", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LC_TIME",
	"XDG_RUNTIME_DIR", "SYSTEMROOT"}

// hookFacts are the variables in which a hook is told of the run.
var hookFacts = []string{envPrefix + "RUN", envPrefix + "EXIT", envPrefix + "MEANING", envPrefix + "REPORT", envPrefix + "PROJECT"}

// hook runs the program that is to be told of the run, if it is.
func (r *record) hook(ctx context.Context, report *runReport) error {
	h := r.cfg.Hooks.Done
	if len(h.Run) == 0 || !h.wants(&report.Run) {
		return nil
	}
	folder := r.hookFolder()
	input, err := r.render(report, runsFolder(r.cfg).Folder, h.Input)
	if err != nil {
		return err
	}
	errTime := fmt.Errorf("it was ended because it took longer than hooks.done.timeout (%s)", h.Timeout)
	ctx, stop := context.WithTimeoutCause(context.WithoutCancel(ctx), h.Timeout, errTime)
	defer stop()
	cmd := exec.CommandContext(ctx, h.Run[0], h.Run[1:]...)
	said := &process.Tail{Most: 500}
	cmd.Dir, cmd.Env, cmd.WaitDelay = folder, r.hookEnv(&report.Run), 2*time.Second
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(input[h.Input]), said, said
	process.EndTogether(cmd)
	if err = cmd.Run(); errors.Is(err, exec.ErrWaitDelay) {
		_ = process.EndGroup(cmd) // something that it left behind; it is done itself
		err = context.Cause(ctx)
	}
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = cause
	}
	if err != nil {
		return fmt.Errorf("run hooks.done %s: %w", h.Run[0], said.After(fsys.Cause(err)))
	}
	return nil
}

// wants says that the program is to be told of the run.
func (h DoneConfig) wants(run *runs.Run) bool {
	failed := run.Exit != exitDone && run.Exit != exitFindings
	return slices.Contains(h.On, "always") || failed && slices.Contains(h.On, "failure") || run.Written+run.Deleted > 0 && slices.Contains(h.On, "change")
}

// hookFolder is where the program is looked for and runs: beside the
// configuration file that names it, else here.
func (r *record) hookFolder() string {
	if r.origin("hooks.done.run") != "file" {
		return ""
	}
	return filepath.Dir(r.cfg.File)
}

// hookEnv is the environment of the program.
func (r *record) hookEnv(run *runs.Run) (env []string) {
	for _, e := range r.env {
		name, _, _ := strings.Cut(e, "=")
		if slices.Contains(hookEnv, name) || slices.Contains(r.cfg.Hooks.Done.Env, name) {
			env = append(env, e)
		}
	}
	for i, value := range []string{run.ID, strconv.Itoa(run.Exit), run.Meaning, run.Report, run.Project} {
		env = append(env, hookFacts[i]+"="+value)
	}
	return env
}
