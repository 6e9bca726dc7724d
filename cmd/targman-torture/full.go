//go:build linux

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
)

// fullRuns is how often a run is started on a disk that has no room.
const fullRuns = 5

// trouble is a disk on which a run cannot end.
type trouble struct {
	name string
	// options are those it is mounted with, later those that end the trouble.
	options, later string
	// readOnly takes nothing; used has a memory and outputs already.
	readOnly, used bool
}

// troubles are n disks of different sizes, some without room for names, and one
// that takes nothing.
func troubles(n int) (list []trouble) {
	for i := range n {
		size := smallest + (largest-smallest)*i/max(1, n-1)
		list = append(list, trouble{name: fmt.Sprintf("%d kB", size>>10), options: fmt.Sprintf("size=%d", size), later: "size=64m"})
	}
	for inodes := 3; inodes <= 15; inodes += 2 {
		list = append(list, trouble{name: fmt.Sprintf("%d names", inodes), options: fmt.Sprintf("size=64m,nr_inodes=%d", inodes), later: "size=64m,nr_inodes=1000"})
	}
	return append(list,
		trouble{name: "nothing, being read-only", options: "size=64m", later: "size=64m", readOnly: true},
		trouble{name: "nothing any more, being read-only", options: "size=64m", later: "size=64m", readOnly: true, used: true})
}

// full works on disks that are too small, over and over, until there is room:
// what was paid once is never paid again.
func full(b *bench, r *result, n int) error {
	if err := mayMount(); err != nil {
		return err
	}
	r.promise(lost, wrong, torn, corrupt, hidden, overpaid, leftover, stuck, exitCodes)
	rnd := b.random("full")
	for i, t := range troubles(n) {
		if r.over() {
			break
		}
		r.step = i + 1
		if err := b.fullDisk(r, t, rnd); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	return nil
}

func (b *bench) fullDisk(r *result, t trouble, rnd *rand.Rand) error {
	folder, err := os.MkdirTemp(b.work, "full-")
	if err != nil {
		return err
	}
	defer remove(folder)
	data := filepath.Join(folder, "disk")
	if err := mountMemory(data, t.options); err != nil {
		return err
	}
	defer unmountBelow(folder)
	s, err := b.newSite(folder, data, rnd, 16)
	if err != nil {
		return err
	}
	defer s.close()
	f := findings{}
	err = s.fill(r, f, t)
	f.note("on a disk with room for %s", t.name)
	r.take(f)
	r.count("disks", 1)
	r.count("characters billed", s.engine.billed().characters)
	r.count("characters paid again", s.engine.billed().repaid())
	return err
}

// fill runs while there is trouble, and once when it is over.
func (s *site) fill(r *result, f findings, t trouble) error {
	if t.used {
		if err := s.finish(f); err != nil {
			return err
		}
		if err := s.edit(8); err != nil {
			return err
		}
	}
	if t.readOnly {
		if err := syscall.Mount("", s.data, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, t.options); err != nil {
			return err
		}
	}
	for range fullRuns {
		e, err := s.run()
		if err != nil {
			return err
		}
		r.count(fmt.Sprintf("exit code %d", e.code), 1)
		if e.code != exitStorage && e.code != 0 || e.panicked() {
			f.add(exitCodes, "%s, want %d", e, exitStorage)
		}
		if _, err := s.inspect(f); err != nil {
			return err
		}
	}
	if s.engine.billed().calls > 0 {
		r.count("disks on which something was paid before there was room", 1)
	}
	if err := syscall.Mount("", s.data, "", syscall.MS_REMOUNT, t.later); err != nil {
		return fmt.Errorf("make room: %w", err)
	}
	err := s.finish(f)
	if again := s.engine.billed().repaid(); again > 0 {
		f.add(overpaid, "%d of %d characters were paid again", again, s.engine.billed().characters)
	}
	return err
}

// The sizes of disks, in bytes: on the smallest no memory can be made, on the
// largest the job fits, with the room that the program sets aside.
const (
	smallest = 100 << 10
	largest  = 1900 << 10
)
