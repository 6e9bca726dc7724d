//go:build linux

package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// finish lets a run end undisturbed, and holds what it leaves against the
// articles as they stand. Another run after it finds nothing to do.
func (s *site) finish(f findings) error {
	e, err := s.run()
	if err != nil {
		return err
	}
	if e.code != 0 {
		f.add(stuck, "an undisturbed run: %s", e)
		return nil
	}
	s.learn(e)
	if _, err := s.inspect(f); err != nil {
		return err
	}
	for _, file := range s.leftovers() {
		f.add(leftover, "%s", file)
	}
	s.checkCurrent(f, stuck)
	return s.again(f)
}

// checkCurrent wants every article translated as it stands.
func (s *site) checkCurrent(f findings, figure string) {
	for _, name := range slices.Sorted(maps.Keys(s.articles)) {
		for _, end := range []string{".txt", ".tsv"} {
			data, err := os.ReadFile(filepath.Join(s.outputs(), name+end))
			if err != nil || !s.current(name).is(end, string(data)) {
				f.add(figure, "the run ended well, but %s is not the article as it stands: %v", name+end, err)
			}
		}
	}
}

// again runs once more, over all articles: there is nothing to pay for.
func (s *site) again(f findings) error {
	before := s.engine.billed().characters
	e, err := s.run("--force")
	if err != nil {
		return err
	}
	if e.code != 0 {
		f.add(stuck, "the run after an undisturbed one: %s", e)
	}
	if more := s.engine.billed().characters - before; more > 0 {
		f.add(overpaid, "the run after an undisturbed one paid %d characters", more)
	}
	return nil
}

// compare runs the program on the same articles in a new project, and finds what
// differs there.
func (b *bench) compare(f findings, s *site) error {
	folder, err := os.MkdirTemp(b.work, "undisturbed-")
	if err != nil {
		return err
	}
	defer remove(folder)
	e, err := startEngine(s.engine.pace)
	if err != nil {
		return err
	}
	other := &site{program: b.reference, folder: folder, data: folder, engine: e, kept: map[string]string{}, articles: map[string][]version{}}
	defer other.close()
	for name := range s.articles {
		if err := other.publish(name, s.current(name)); err != nil {
			return err
		}
	}
	if err := other.configure(); err != nil {
		return err
	}
	end, err := other.run()
	if err != nil {
		return err
	}
	if end.code != 0 {
		return fmt.Errorf("run the same articles undisturbed: %s", end)
	}
	for name := range s.articles {
		mine, err := os.ReadFile(filepath.Join(s.outputs(), name+".txt"))
		theirs, err2 := os.ReadFile(filepath.Join(other.outputs(), name+".txt"))
		if err != nil || err2 != nil || string(mine) != string(theirs) {
			f.add(stuck, "%s.txt differs from that of an undisturbed run: %v, %v", name, err, err2)
		}
	}
	return nil
}
