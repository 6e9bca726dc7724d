//go:build linux

package main

import (
	"os"
	"slices"
	"syscall"
)

// interrupts are the signals that ask a run to end, with the exit codes they give.
var interrupts = map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143}

// signals interrupts runs at random moments: what is under way lands, so nothing
// is ever paid for again.
func signals(b *bench, r *result, n int) error {
	r.promise(lost, wrong, torn, corrupt, hidden, overpaid, leftover, stuck, exitCodes)
	folder, err := os.MkdirTemp(b.work, "signals-")
	if err != nil {
		return err
	}
	s, err := b.newSite(folder, folder, b.random("signals"), 12)
	if err != nil {
		return err
	}
	defer s.close()
	for sent := 0; sent < n && !r.over(); r.step++ {
		f := findings{}
		one, err := s.interrupt(r, f)
		if err != nil {
			return err
		}
		if one {
			sent++
		}
		if r.step%20 == 19 {
			err = s.finish(f)
		}
		r.take(f)
		if err != nil {
			return err
		}
	}
	return s.closeBooks(b, r)
}

// interrupt sends a signal to a run, unless it is over before.
func (s *site) interrupt(r *result, f findings) (sent bool, err error) {
	if err := s.edit(2 + s.rnd.IntN(8)); err != nil {
		return false, err
	}
	before := s.engine.billed().calls
	p, err := s.start()
	if err != nil {
		return false, err
	}
	s.moment()
	signal := []syscall.Signal{syscall.SIGINT, syscall.SIGTERM}[s.rnd.IntN(2)]
	sent = p.cmd.Process.Signal(signal) == nil
	e, err := p.wait()
	if err != nil {
		return false, err
	}
	st, err := s.inspect(f)
	if err != nil {
		return false, err
	}
	b := s.engine.billed()
	switch {
	case e.code == 0:
		r.count("over before the signal was noticed", 1)
		s.learn(e)
		sent = false
	case e.code == interrupts[signal]:
		r.count("signals", 1)
	case e.signal == signal && b.calls == before:
		r.count("signals", 1)
		r.count("signals before the program had set itself up", 1)
	default:
		f.add(exitCodes, "after %s: %s, want %d", signal, e, interrupts[signal])
	}
	if again := b.repaid(); again > 0 {
		f.add(overpaid, "%d characters were paid again, although the run was only asked to end", again)
	}
	if st.open > 0 {
		f.add(overpaid, "%d calls were left open, although the run was only asked to end", st.open)
	}
	if left := s.leftovers(); len(left) > 0 && !slices.Contains([]syscall.Signal{syscall.SIGINT, syscall.SIGTERM}, e.signal) {
		f.add(leftover, "%v", left)
	}
	return sent, nil
}
