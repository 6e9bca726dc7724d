//go:build linux

package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
)

// damage is a way in which a file rots. It changes the file's bytes, or takes it
// away by returning nil.
type damage struct {
	name string
	file string // the end of its name
	do   func(rnd *rand.Rand, data []byte) []byte
}

// damages are those of the memory's file and of its log.
var damages = []damage{
	{"a byte flipped in the file", "", flipByte},
	{"a byte flipped in the log", "-wal", flipByte},
	{"a page of zeros in the file", "", zeroPage},
	{"a page of zeros in the log", "-wal", zeroPage},
	{"the file cut", "", cut},
	{"the log cut", "-wal", cut},
	{"the log removed", "-wal", func(*rand.Rand, []byte) []byte { return nil }},
}

func flipByte(rnd *rand.Rand, data []byte) []byte {
	data[rnd.IntN(len(data))] ^= byte(1 + rnd.IntN(255))
	return data
}

func zeroPage(rnd *rand.Rand, data []byte) []byte {
	const page = 4096
	at := rnd.IntN((len(data)+page-1)/page) * page
	clear(data[at:min(at+page, len(data))])
	return data
}

func cut(rnd *rand.Rand, data []byte) []byte { return data[:rnd.IntN(len(data))] }

// The figures that flip adds.
const (
	silentlyMissing = "silently missing"
	silentlyWrong   = "silently wrong"
)

// flip damages the memory of a project in n ways. The next run may refuse to
// work, or do again what is damaged and say so; it may not write anything wrong,
// and not pay again without a word.
func flip(b *bench, r *result, n int) error {
	r.promise(silentlyWrong, silentlyMissing, exitCodes)
	rnd := b.random("flip")
	base, err := b.flipBase(rnd)
	if err != nil {
		return err
	}
	defer base.close()
	// What the killed run had under way is paid again in any case.
	usual, err := b.flipOnce(base, nil)
	if err != nil {
		return err
	}
	if usual.code != 0 {
		return fmt.Errorf("a run without damage: %s", usual.ended)
	}
	for ; r.step < n && !r.over(); r.step++ {
		d := damages[rnd.IntN(len(damages))]
		got, err := b.flipOnce(base, func(memory string) error { return d.apply(rnd, memory) })
		if err != nil {
			return err
		}
		f := got.found
		got.again -= usual.again
		got.judge(r, f)
		f.note("after %s; it ended with %s", d.name, got.ended)
		r.take(f)
		r.count("damages", 1)
		r.count(d.name, 1)
	}
	return nil
}

// flipBase is a project whose last run was killed, so that part of its memory
// stands in the log alone.
func (b *bench) flipBase(rnd *rand.Rand) (*site, error) {
	folder, err := os.MkdirTemp(b.work, "flip-")
	if err != nil {
		return nil, err
	}
	s, err := b.newSite(folder, folder, rnd, 10)
	if err != nil {
		return nil, err
	}
	if err := s.undisturbed(); err != nil {
		return nil, err
	}
	f, before := findings{}, len(s.kept)
	for tries := 0; tries < 100; tries++ {
		if err := s.edit(8); err != nil {
			return nil, err
		}
		if _, err := s.killOnce(&result{Figures: map[string]int{}}, f); err != nil {
			return nil, err
		}
		if len(f) > 0 {
			return nil, fmt.Errorf("a killed run: %v", f)
		}
		if log, err := os.Stat(s.memory() + "-wal"); err == nil && log.Size() > 0 && len(s.kept) > before+10 {
			return s, nil
		}
	}
	return nil, fmt.Errorf("no run that was killed left a log with translations in it")
}

// flipped is what came of a run that met damage.
type flipped struct {
	ended
	paid, again int // characters
	found       findings
}

// flipOnce runs a copy of the project, over all articles, after the harm.
func (b *bench) flipOnce(base *site, harm func(memory string) error) (got flipped, err error) {
	folder, err := os.MkdirTemp(b.work, "flipped-")
	if err != nil {
		return got, err
	}
	defer remove(folder)
	s, err := base.clone(folder)
	if err != nil {
		return got, err
	}
	defer s.close()
	if harm != nil {
		if err := harm(s.memory()); err != nil {
			return got, err
		}
	}
	before := s.engine.billed()
	if got.ended, err = s.run("--force"); err != nil {
		return got, err
	}
	if err := s.engine.quiet(); err != nil {
		return got, err
	}
	after := s.engine.billed()
	got.paid, got.again = after.characters-before.characters, after.repaid()-before.repaid()
	got.found = findings{}
	if got.code == 0 {
		s.checkCurrent(got.found, silentlyWrong)
	}
	return got, nil
}

// apply damages the file. One that is not there is left alone.
func (d damage) apply(rnd *rand.Rand, memory string) error {
	file := memory + d.file
	data, err := os.ReadFile(file)
	if err != nil || len(data) == 0 {
		return err
	}
	if data = d.do(rnd, data); data == nil {
		return os.Remove(file)
	}
	return os.WriteFile(file, data, fs.FileMode(0o666))
}

// judge says what the run should not have done.
func (got flipped) judge(r *result, f findings) {
	switch {
	case got.panicked() || got.code != 0 && got.code != exitStorage:
		f.add(exitCodes, "%s, want 0 or %d", got.ended, exitStorage)
	case got.code == exitStorage && got.paid > 0:
		f.add(exitCodes, "it paid %d characters before it refused", got.paid)
	case got.code == exitStorage:
		r.count("refused", 1)
	case got.again > 0 && strings.Contains(got.err, "damage"):
		r.count("paid again, and told of", 1)
	case got.again > 0:
		f.add(silentlyMissing, "%d characters were paid again without a word", got.again)
	default:
		r.count("nothing paid again", 1)
	}
}
