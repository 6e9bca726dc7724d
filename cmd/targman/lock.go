package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"github.com/spf13/cobra"

	"targman/pipeline/memory"
)

// Two runs at once on one memory would pay for the same text twice, and on one
// output folder each would clear away the files the other is about to rename.
// So a command locks what it will write before it does anything. The kernel
// frees a lock when its process ends, however that ends: none is ever stale.

// lockedError says that another run is at work.
type lockedError struct{ error }

// ifLocked gives a command that locks something a flag for what to do when it is
// locked: to fail, or to leave the work to the other run.
func (p *program) ifLocked(cmd *cobra.Command) *cobra.Command {
	var mode string
	cmd.Flags().StringVar(&mode, "if-locked", "fail", p.text("flag.if-locked", nil))
	do := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := known("--if-locked", mode, "fail", "skip"); err != nil {
			return err
		}
		err := do(cmd, args)
		if mode == "skip" && errors.As(err, &lockedError{}) {
			if quiet, _ := cmd.Flags().GetBool("quiet"); !quiet { // the list of runs has it all the same
				p.warn(p.text("locked", map[string]any{"Reason": err.Error()}))
			}
			return nil
		}
		return err
	}
	return cmd
}

// lock locks what the run will write: the memory and the outputs of all targets.
func (t *translation) lock() (release func(), err error) {
	if t.dryRun {
		return func() {}, nil
	}
	var folders []string
	for _, target := range t.cfg.Targets {
		folders = append(folders, filepath.Join(t.cfg.Out, target))
	}
	return lockAll(t.cfg.Memory.File, folders...)
}

// lockAll locks the memory in a file, where that is named, and folders.
func lockAll(file string, folders ...string) (release func(), err error) {
	var locks []func() error
	release = func() {
		for _, unlock := range locks {
			_ = unlock() // the end of the process does it else
		}
	}
	take := func(lock func(string) (func() error, error), name string) {
		var unlock func() error
		if err == nil {
			unlock, err = lock(name)
		}
		if unlock != nil {
			locks = append(locks, unlock)
		}
	}
	if file != "" {
		take(lockMemory, file)
	}
	for _, folder := range folders {
		take(lockFolder, folder)
	}
	if err != nil {
		release()
		return nil, err
	}
	return release, nil
}

// locked does something that no run may come between.
func locked(cfg *loaded, do func() error) error {
	release, err := lockMemory(cfg.Memory.File)
	if err != nil {
		return err
	}
	return errors.Join(do(), release())
}

// lockMemory locks a file beside the memory, and notes in it who has it: for
// the message only.
func lockMemory(file string) (release func() error, err error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return nil, memory.FileFault("lock", file, err)
	}
	name := file + ".lock"
	f, err := memory.OpenBeside(name, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, memory.FileFault("lock", file, err)
	}
	_ = f.Close() // nothing was written
	release, ok, err := lock(name, os.O_CREATE|os.O_RDWR)
	switch {
	case err != nil:
		return nil, memory.FileFault("lock", file, err)
	case !ok:
		return nil, lockedError{fmt.Errorf("lock memory %s: another run is at work with it%s; wait for that to end and run again, or name another with --memory", file, holder(name))}
	}
	if err := memory.RemoveLeftovers(file, backupFolder(file)); err != nil {
		return nil, errors.Join(err, release())
	}
	host, _ := os.Hostname()
	note := fmt.Sprintf("process %d on %s since %s\n", os.Getpid(), host, time.Now().UTC().Format(time.RFC3339))
	_ = os.WriteFile(name, []byte(note), 0o644) // the lock holds without its note
	return release, nil
}

func holder(name string) string {
	note, err := os.ReadFile(name)
	if err != nil || len(note) == 0 {
		return ""
	}
	return " (" + strings.TrimSpace(string(note)) + ")"
}

// lockFolder locks an output folder itself, so that nothing is left in it. What
// is wrong with a folder that cannot be opened, the sink tells.
func lockFolder(folder string) (release func() error, err error) {
	_ = os.MkdirAll(folder, 0o777)
	release, ok, err := lock(folder, os.O_RDONLY)
	switch {
	case errors.As(err, new(*fs.PathError)):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("lock output %s: %w; use a folder on a local disk", folder, err)
	case !ok:
		return nil, lockedError{fmt.Errorf("lock output %s: another run writes there; wait for that to end and run again, or name another folder with --out", folder)}
	}
	return release, nil
}

// lock says no when another process has the lock.
func lock(name string, flag int) (release func() error, ok bool, err error) {
	l := flock.New(name, flock.SetFlag(flag))
	if ok, err = l.TryLock(); !ok || err != nil {
		return nil, ok, errors.Join(err, l.Close())
	}
	return l.Close, true, nil
}
