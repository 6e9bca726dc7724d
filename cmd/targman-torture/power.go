//go:build linux

package main

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// power cuts the power at random moments, on the kind of file system.
func power(kind string) func(b *bench, r *result, n int) error {
	return func(b *bench, r *result, n int) error {
		if err := mayMount(); err != nil {
			return err
		}
		r.promise(lost, wrong, torn, corrupt, hidden, overpaid, leftover, stuck)
		rnd := b.random("power " + kind)
		for left := n; left > 0 && !r.over(); left -= epoch {
			if err := b.powerEpoch(r, rnd, kind, min(epoch, left)); err != nil {
				return err
			}
		}
		return nil
	}
}

// powerEpoch is the life of one project, whose memory and outputs stand on a
// file system of their own.
func (b *bench) powerEpoch(r *result, rnd *rand.Rand, kind string, n int) error {
	folder, err := os.MkdirTemp(b.work, "power-")
	if err != nil {
		return err
	}
	defer remove(folder)
	v, err := newVolume(folder, kind)
	if err != nil {
		return err
	}
	defer unmountBelow(folder)
	s, err := b.newSite(folder, v.folder, rnd, 12)
	if err != nil {
		return err
	}
	defer s.close()
	for range n {
		if r.over() {
			break
		}
		f := findings{}
		err := s.cutOnce(r, f, v)
		if err == nil && r.step%10 == 9 {
			err = s.finish(f)
		}
		r.take(f)
		r.step++
		if err != nil {
			return err
		}
	}
	return s.closeBooks(b, r)
}

// cutOnce edits, starts a run, cuts the power, and looks at what the disk has.
func (s *site) cutOnce(r *result, f findings, v *volume) error {
	if err := s.edit(2 + s.rnd.IntN(8)); err != nil {
		return err
	}
	p, err := s.start()
	if err != nil {
		return err
	}
	s.moment()
	frozen, err := p.freeze()
	if err != nil {
		return err
	}
	safe, err := s.safe(f, frozen)
	if err != nil {
		return err
	}
	if err := v.shutDown(); err != nil {
		return err
	}
	_ = p.cmd.Process.Kill() // it may be over
	e, err := p.wait()
	if err != nil {
		return err
	}
	if err := v.unmount(); err != nil {
		return err
	}
	if err := v.mount(); err != nil {
		f.add(corrupt, "the file system: %v", err)
		return err
	}
	r.count("cuts", 1)
	maps.Copy(s.kept, safe)
	left := len(s.leftovers())
	st, err := s.inspect(f)
	if err != nil {
		return err
	}
	r.count("temporary files found after cuts", left)
	r.most("calls open after a cut, at most", st.open)
	if !frozen {
		r.count("cuts right after the end of a run", 1)
		return s.allThere(f, e)
	}
	return nil
}

// safe is what the memory holds for good at the moment of the cut: everything but
// the last transaction, which may be on its way; all when the run is over.
func (s *site) safe(f findings, running bool) (map[string]string, error) {
	full, err := readState(s.memory())
	if err != nil {
		return nil, err
	}
	if full.unreadable {
		f.add(corrupt, "before the cut: %v", full.damage)
	}
	if !running {
		return full.kept, nil
	}
	folder, err := os.MkdirTemp("", "targman-torture-cut-")
	if err != nil {
		return nil, err
	}
	defer remove(folder)
	file := filepath.Join(folder, "memory.db")
	if err := copyFile(s.memory(), file); err != nil {
		if os.IsNotExist(err) {
			return nil, nil
		}
		return nil, err
	}
	log, err := os.ReadFile(s.memory() + "-wal")
	if err != nil {
		return full.kept, nil // all of it stands in the file
	}
	if err := os.WriteFile(file+"-wal", withoutLastCommit(log), 0o666); err != nil {
		return nil, err
	}
	cut, err := readCopy(file)
	if err != nil || cut.unreadable {
		// The log is being copied into the file, so it was synced whole.
		return full.kept, nil
	}
	for text, target := range full.kept {
		if cut.kept[text] != target {
			delete(full.kept, text)
		}
	}
	return full.kept, nil
}

// allThere wants everything on the disk when the program has said that it is
// done.
func (s *site) allThere(f findings, e ended) error {
	if e.code != 0 {
		f.add(stuck, "a run before the cut: %s", e)
		return nil
	}
	s.learn(e)
	for name := range s.articles {
		data, err := os.ReadFile(filepath.Join(s.outputs(), name+".txt"))
		if err != nil || !s.current(name).is(".txt", string(data)) {
			f.add(lost, "the run was done before the cut, and %s.txt is not there as it was: %v", name, err)
		}
	}
	return nil
}
