//go:build linux

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
			missed := 0 // in a row: no thread makes so many calls
			for _, n := range numbers(rnd, many) {
				if r.over() || missed == 2 {
					break
				}
				r.step++
				hit, err := b.breakOnce(r, bases[rnd.IntN(len(bases))], call, fault, n)
				if err != nil {
					return err
				}
				if missed++; hit {
					missed = 0
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

// sweepBases are projects that wait for a run: a new one, some with articles that
// were edited since the last run, and some whose memory has all translations and
// whose outputs are old, so that writing comes early.
func (b *bench) sweepBases(rnd *rand.Rand) (bases []*site, err error) {
	for _, prepare := range []func(*site) error{(*site).asNew, (*site).edited, (*site).edited, (*site).outdated, (*site).outdated} {
		folder, err := os.MkdirTemp(b.work, "base-")
		if err != nil {
			return nil, err
		}
		s, err := b.newSite(folder, folder, rnd, 4)
		if err != nil {
			return nil, err
		}
		defer s.close() // its bill stays
		s.program = b.reference
		if err := prepare(s); err != nil {
			return nil, err
		}
		s.program = b.program
		bases = append(bases, s)
	}
	return bases, nil
}

func (*site) asNew() error { return nil }

func (s *site) edited() error {
	if err := s.undisturbed(); err != nil {
		return err
	}
	return s.edit(8)
}

func (s *site) outdated() error {
	if err := errors.Join(s.edited(), s.undisturbed()); err != nil {
		return err
	}
	for name, versions := range s.articles {
		if err := os.WriteFile(filepath.Join(s.outputs(), name+".txt"), []byte(versions[0].translated()), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// undisturbed is a run that has to end well.
func (s *site) undisturbed() error {
	f := findings{}
	if err := s.finish(f); err != nil {
		return err
	}
	if len(f) > 0 {
		return fmt.Errorf("an undisturbed run: %v", f)
	}
	return nil
}

// breakOnce makes one call of one kind fail. It says whether one was made.
func (b *bench) breakOnce(r *result, base *site, call, fault string, n int) (hit bool, err error) {
	folder, err := os.MkdirTemp(b.work, "sweep-")
	if err != nil {
		return false, err
	}
	defer remove(folder)
	s, err := base.clone(folder)
	if err != nil {
		return false, err
	}
	defer s.close()
	log := filepath.Join(folder, "strace.log")
	// strace counts the calls of each thread; one processor makes few of them. With
	// --seccomp-bpf it would be quicker, but 6.1 then sends no signal after n = 1.
	p, err := start(s.folder, "strace", "-f", "-E", "GOMAXPROCS=1", "-qq", "-y", "-e", "signal=none", "-e", "trace="+call,
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
	if e.signal == syscall.SIGKILL {
		r.count("killed", 1)
	} else {
		r.count(fmt.Sprintf("exit code %d", e.code), 1)
	}
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
