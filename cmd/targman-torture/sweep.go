package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// farthest is the highest n: the n-th call of a thread fails.
const farthest = 30

// The calls of the system that reach the disk, and what may happen at one.
var (
	diskCalls  = []string{"openat", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "renameat,renameat2", "unlink,unlinkat"}
	callFaults = []string{"signal=KILL", "error=EIO", "error=ENOSPC"}
)

// sweep lets the n-th call of each kind fail, for so many n, and lets the next
// run set things right.
func sweep(b *bench, r *result, many int) error {
	if _, err := exec.LookPath("strace"); err != nil {
		return fmt.Errorf("%w; install strace", err)
	}
	r.promise(lost, wrong, torn, corrupt, hidden, overpaid, leftover, stuck, exitCodes)
	rnd := b.random("sweep")
	bases, err := b.sweepBases(rnd)
	if err != nil {
		return err
	}
	for _, call := range diskCalls {
		for _, fault := range callFaults {
			for _, n := range numbers(rnd, many) {
				if r.over() {
					return nil
				}
				r.step++
				base := bases[rnd.IntN(len(bases))]
				hit, err := b.breakOnce(r, base, call, fault, n)
				if err != nil {
					return err
				}
				if !hit {
					break // no thread makes so many calls
				}
			}
		}
	}
	return nil
}

// numbers are so many of 1 to 30, ascending, the first always among them.
func numbers(rnd *rand.Rand, many int) []int {
	list := rnd.Perm(farthest - 1)[:min(many, farthest)-1]
	for i := range list {
		list[i] += 2
	}
	list = append(list, 1)
	slices.Sort(list)
	return list
}

// sweepBases are projects that wait for a run: one that is new, and one that has a
// memory and outputs, and articles that were edited since.
func (b *bench) sweepBases(rnd *rand.Rand) (bases []*site, err error) {
	for _, old := range []bool{false, true, true, true} {
		folder, err := os.MkdirTemp(b.work, "base-")
		if err != nil {
			return nil, err
		}
		s, err := b.newSite(folder, folder, rnd, 4)
		if err != nil {
			return nil, err
		}
		s.program = b.reference
		defer s.close() // its bill stays
		if old {
			f := findings{}
			if err := s.finish(f); err != nil || len(f) > 0 {
				return nil, fmt.Errorf("an undisturbed run: %v, %w", f, err)
			}
			if err := s.edit(8); err != nil {
				return nil, err
			}
		}
		s.program = b.program
		bases = append(bases, s)
	}
	return bases, nil
}

// breakOnce makes one call of one kind fail. It says whether one was made.
func (b *bench) breakOnce(r *result, base *site, call, fault string, n int) (hit bool, err error) {
	folder, err := os.MkdirTemp(b.work, "sweep-")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(folder)
	s, err := base.clone(folder)
	if err != nil {
		return false, err
	}
	defer s.close()
	log := filepath.Join(folder, "strace.log")
	p, err := start(s.folder, "strace", "-f", "-qq", "-y", "--seccomp-bpf", "-e", "signal=none", "-e", "trace="+call,
		"-e", fmt.Sprintf("inject=%s:%s:when=%d", call, fault, n), "-o", log, s.program, "translate", "--quiet")
	if err != nil {
		return false, err
	}
	e, err := p.wait()
	if err != nil {
		return false, err
	}
	at, err := injected(log)
	if err != nil {
		return false, err
	}
	f := findings{}
	if hit = len(at) > 0 || e.signal == syscall.SIGKILL; hit {
		r.count("faults", 1)
		s.judge(r, f, e, at)
		if _, err = s.inspect(f); err == nil {
			err = s.finish(f)
		}
	}
	f.note("after %s with %s, n = %d, at %v; it ended with %s", call, fault, n, at, e)
	r.take(f)
	return hit, err
}

// injected are the lines of strace's log that tell of a fault.
func injected(log string) (at []string, err error) {
	data, err := os.ReadFile(log)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	for line := range strings.Lines(string(data)) {
		if strings.Contains(line, "(INJECTED)") {
			at = append(at, strings.TrimSpace(line))
		}
	}
	return at, err
}

// judge looks at the exit code. A fault at the memory or the outputs that was in
// the way is one of storage; one at an article or the configuration is told of
// as theirs.
func (s *site) judge(r *result, f findings, e ended, at []string) {
	r.count(fmt.Sprintf("exit code %d", e.code), 1)
	foreign := slices.ContainsFunc(at, func(line string) bool {
		return !strings.Contains(line, s.data+"/state") && !strings.Contains(line, s.data+"/out")
	})
	beside := slices.ContainsFunc(at, func(line string) bool {
		return strings.Contains(line, "<anon_inode:") || strings.Contains(line, "<socket:")
	})
	switch {
	case beside: // the Go runtime cannot live without these, and they are on no disk
		r.count("faults beside the disk", 1)
	case e.panicked():
		f.add(exitCodes, "it panicked: %s", e.err)
	case e.signal == syscall.SIGKILL || e.code == exitStorage || e.code == 0:
	case foreign && (e.code == 1 || e.code == 2):
	default:
		f.add(exitCodes, "%s, want %d", e, exitStorage)
	}
}
