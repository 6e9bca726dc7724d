package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Two runs at once on one memory would pay for the same text twice, and on one
// output folder each would clear away the files the other is about to rename.
// So a run locks both. The kernel frees a lock when its process ends, however
// that ends: none is ever stale.

// lockMemory locks a file beside the memory, and notes in it who has it: for
// the message only.
func lockMemory(file string) (release func() error, err error) {
	_ = os.MkdirAll(filepath.Dir(file), 0o755) // opening the memory tells what is wrong there
	name := file + ".lock"
	release, ok := lock(name, os.O_CREATE|os.O_RDWR)
	if !ok {
		return nil, fmt.Errorf("lock memory %s: another run is at work with it%s; wait for that to end and run again, or name another with --memory", file, holder(name))
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

// lockFolder locks an output folder itself, so that nothing is left in it.
func lockFolder(folder string) (release func() error, err error) {
	_ = os.MkdirAll(folder, 0o777) // opening the sink tells what is wrong there
	release, ok := lock(folder, os.O_RDONLY)
	if !ok {
		return nil, fmt.Errorf("lock output %s: another run writes there; wait for that to end and run again, or name another folder with --out", folder)
	}
	return release, nil
}

// lock says no only when another process has the lock. What cannot be locked
// at all is the business of those who open it.
func lock(name string, flag int) (release func() error, ok bool) {
	l := flock.New(name, flock.SetFlag(flag))
	ok, err := l.TryLock()
	return l.Close, ok || err != nil
}
