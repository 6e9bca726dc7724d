//go:build linux

package main

import (
	"os"
	"strings"
	"sync"
	"time"
)

// atOnce is how many runs are started at the same time.
const atOnce = 8

// locksWait is how long those may take that find it locked.
const locksWait = 20 * time.Second

// locks starts several runs at the same time: one works, the others end at once
// and pay nothing.
func locks(b *bench, r *result, n int) error {
	r.promise(lost, wrong, torn, corrupt, hidden, overpaid, leftover, stuck, exitCodes)
	folder, err := os.MkdirTemp(b.work, "locks-")
	if err != nil {
		return err
	}
	s, err := b.newSite(folder, folder, b.random("locks"), 4)
	if err != nil {
		return err
	}
	defer s.close()
	for ; r.step < n && !r.over(); r.step++ {
		f := findings{}
		if err := s.edit(3); err != nil {
			return err
		}
		if err := s.together(r, f); err != nil {
			return err
		}
		if _, err := s.inspect(f); err != nil {
			return err
		}
		if again := s.engine.billed().repaid(); again > 0 {
			f.add(overpaid, "%d characters were paid twice", again)
		}
		r.take(f)
	}
	return s.closeBooks(b, r)
}

// exited is the end of one of the runs that were started together.
type exited struct {
	end   ended
	skips bool // it was to leave the work to another
	err   error
}

// together starts the runs. The engine answers nobody before all but one have
// ended, so that the one has not ended before the others begin.
func (s *site) together(r *result, f findings) error {
	gate := make(chan struct{})
	s.engine.setGate(gate)
	ends := make(chan exited, atOnce)
	for i := range atOnce {
		mode := "fail"
		if i%4 == 3 {
			mode = "skip"
		}
		p, err := s.start("--if-locked=" + mode)
		if err != nil {
			return err
		}
		go func() {
			e, err := p.wait()
			ends <- exited{e, mode == "skip", err}
		}()
	}
	open := sync.OnceFunc(func() { close(gate) })
	defer open()
	late := time.AfterFunc(locksWait, open)
	defer late.Stop()
	worked := 0
	for i := range atOnce {
		if i == atOnce-1 && !late.Stop() {
			f.add(exitCodes, "%d of %d runs have not ended in %s, although another one is at work", atOnce-1, atOnce, locksWait)
		}
		if i == atOnce-1 {
			open()
		}
		e := <-ends
		if e.err != nil {
			return e.err
		}
		worked += e.judge(r, f)
	}
	s.engine.setGate(nil)
	r.count("rounds", 1)
	if worked != 1 {
		f.add(exitCodes, "%d of %d runs worked, want 1", worked, atOnce)
	}
	return nil
}

// judge says whether the run has worked: 1 if it has.
func (e exited) judge(r *result, f findings) int {
	// The last line of a run says what became of it; one that skips says no more.
	switch left := strings.Contains(e.end.err, `"meaning":"locked"`) || strings.Contains(e.end.err, `"meaning":"skipped"`); {
	case e.end.code == 0 && !left:
		r.count("runs that worked", 1)
		return 1
	case e.end.code == 0 && e.skips:
		r.count("runs that left the work to another", 1)
	case e.end.code == exitLocked && left && !e.skips:
		r.count("runs that found it locked", 1)
	default:
		f.add(exitCodes, "of several runs at once: %s, skips: %v", e.end, e.skips)
	}
	return 0
}
