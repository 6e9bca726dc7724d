package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"targman/pipeline/write"
)

// TestExitCode is the table of the codes, and which weighs more where two meet.
func TestExitCode(t *testing.T) {
	full := &write.StorageError{Path: "out", Err: syscall.ENOSPC}
	for _, c := range []struct {
		name string
		err  error
		want int
	}{
		{"nothing", nil, exitDone},
		{"anything", errors.New("no"), exitFailed},
		{"articles", errArticles, exitFailed},
		{"use", usage(fs.ErrNotExist), exitUsage},
		{"use of a file on a bad disk", usage(&fs.PathError{Err: syscall.EIO}), exitUsage},
		{"findings", errFindings, exitFindings},
		{"a cap", errBudget, exitBudget},
		{"an engine", errEngine, exitEngine},
		{"full outputs", full, exitStorage},
		{"full outputs that were told of", toldError{full}, exitStorage},
		{"a file on a full disk", &fs.PathError{Err: syscall.ENOSPC}, exitStorage},
		{"a quota", &fs.PathError{Err: syscall.EDQUOT}, exitStorage},
		{"a read-only disk", &fs.PathError{Err: syscall.EROFS}, exitStorage},
		{"a failing disk", &fs.PathError{Err: syscall.EIO}, exitStorage},
		{"a lock", fmt.Errorf("wait: %w", lockedError{errors.New("no")}), exitLocked},
		{"a signal", fmt.Errorf("keep: %w", interrupted), exitInterrupted},
		{"another signal", errors.Join(context.Canceled, terminated), exitTerminated},
		{"the time", timeOver, exitFindings},
		{"a signal on a full disk", errors.Join(full, interrupted), exitStorage},
	} {
		if got := exitCode(c.err); got != c.want {
			t.Errorf("%s: exit code %d, want %d", c.name, got, c.want)
		}
	}
	ended, end := context.WithCancelCause(t.Context())
	end(terminated)
	for want, err := range map[int]error{
		exitTerminated:  fmt.Errorf("recall: %w", ended.Err()),
		exitInterrupted: interrupted, // it knows why
		exitFailed:      errors.New("no"),
	} {
		if got := exitCode(because(ended, err)); got != want {
			t.Errorf("%v: exit code %d, want %d", err, got, want)
		}
	}
}

// usesMemory are commands of which each opens the memory.
var usesMemory = [][]string{
	{"translate", "article.txt"},
	{"translate", "--dry-run", "article.txt"},
	{"align", "--keep", "article.txt", "article.txt"},
	{"glossary", "apply", "article.txt"},
	{"export", "omegat", "project", "article.txt"},
	{"memory", "import", "people.tmx"},
	{"memory", "export"},
	{"memory", "lookup", "Hello."},
	{"memory", "stats"},
	{"memory", "clean"},
	{"memory", "clean", "--apply"},
	{"memory", "backup"},
	{"usage"},
}

// TestBadMemory ends with 6 whatever the command, and leaves the file as it is.
func TestBadMemory(t *testing.T) {
	folder, file := kept(t, 3)
	put(t, filepath.Join(folder, "people.tmx"), `<tmx version="1.4"><header srclang="en"/><body/></tmx>`)
	hand(t, folder)
	sound := text(file)
	for _, c := range []struct {
		name string
		do   func()
		say  string
	}{
		{"damaged", func() { put(t, file, "no database, whatever it is called, is like this one here.\n"+sound[100:]) }, "put a backup in its place (targman memory restore)"},
		{"forbidden", func() { forbid(t, file, 0) }, "give write permission to the file and its folder"},
	} {
		c.do()
		before := text(file)
		for _, args := range usesMemory {
			t.Run(fmt.Sprint(c.name, args), func(t *testing.T) {
				end(t, asNobody(t, command(t, folder, args...))).want(t, exitStorage, "memory state/memory.db: ", c.say)
			})
		}
		if text(file) != before {
			t.Error("the memory has changed")
		}
		if err := os.Chmod(file, 0o644); err != nil {
			t.Fatal(err)
		}
		put(t, file, sound)
	}
}
