//go:build linux

package main

import (
	"math/rand/v2"
	"os"
	"syscall"
)

// epoch is how many kills a project lives through before a new one is made, so
// that the first moments of a memory are met too.
const epoch = 50

// kill kills runs at random moments, with articles edited in between.
func kill(b *bench, r *result, n int) error {
	r.promise(lost, wrong, torn, corrupt, hidden, overpaid, leftover, stuck)
	rnd := b.random("kill")
	for left := n; left > 0 && !r.over(); left -= epoch {
		if err := b.killEpoch(r, rnd, min(epoch, left)); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) killEpoch(r *result, rnd *rand.Rand, n int) error {
	folder, err := os.MkdirTemp(b.work, "kill-")
	if err != nil {
		return err
	}
	defer remove(folder)
	s, err := b.newSite(folder, folder, rnd, 12)
	if err != nil {
		return err
	}
	defer s.close()
	for kills := 0; kills < n && !r.over(); r.step++ {
		f := findings{}
		killed, err := s.killOnce(r, f)
		if err != nil {
			return err
		}
		if killed {
			kills++
		}
		if r.step%10 == 9 {
			err = s.finish(f)
		}
		r.take(f)
		if err != nil {
			return err
		}
	}
	return s.closeBooks(b, r)
}

// killOnce edits, starts a run and kills it, unless it is over before.
func (s *site) killOnce(r *result, f findings) (killed bool, err error) {
	if err := s.edit(2 + s.rnd.IntN(8)); err != nil {
		return false, err
	}
	p, err := s.start()
	if err != nil {
		return false, err
	}
	s.moment()
	_ = p.cmd.Process.Kill() // it may be over
	e, err := p.wait()
	if err != nil {
		return false, err
	}
	switch {
	case e.signal == syscall.SIGKILL:
		killed = true
		r.count("kills", 1)
	case e.code == 0:
		r.count("over before the kill", 1)
		s.learn(e)
	default:
		f.add(stuck, "a run that was not killed yet: %s", e)
	}
	left := len(s.leftovers())
	st, err := s.inspect(f)
	if err != nil {
		return killed, err
	}
	r.count("temporary files found after kills", left)
	r.most("calls open after a kill, at most", st.open)
	return killed, nil
}

// closeBooks ends a project: undisturbed, and compared with one that never was
// disturbed.
func (s *site) closeBooks(b *bench, r *result) error {
	f := findings{}
	defer func() { r.take(f) }()
	if err := s.finish(f); err != nil {
		return err
	}
	if err := b.compare(f, s); err != nil {
		return err
	}
	st, err := readState(s.memory())
	if err != nil {
		return err
	}
	bill := s.engine.billed()
	r.count("calls billed", bill.calls)
	r.count("characters billed", bill.characters)
	r.count("characters in the ledger", st.characters)
	r.count("characters paid again", bill.repaid())
	r.count("characters of unknown calls", st.unknown)
	return nil
}
