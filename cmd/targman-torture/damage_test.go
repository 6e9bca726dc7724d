//go:build linux

package main

import (
	"bytes"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestDamages has each damage change the file it is for.
func TestDamages(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			data := bytes.Repeat([]byte("x"), 10_000)
			if got := d.do(rnd, slices.Clone(data)); bytes.Equal(got, data) || len(got) > len(data) {
				t.Errorf("%d bytes came back the same", len(got))
			}
			if err := d.apply(rnd, filepath.Join(t.TempDir(), "none")); err == nil {
				t.Error("a file that is not there was damaged")
			}
		})
	}
}

func TestJudgeFlip(t *testing.T) {
	for _, tt := range []struct {
		name string
		got  flipped
		want string
	}{
		{"nothing happened", flipped{}, ""},
		{"it refused", flipped{ended: ended{code: exitStorage}}, ""},
		{"it paid and refused", flipped{ended: ended{code: exitStorage}, paid: 5}, exitCodes},
		{"it paid again and said so", flipped{ended: ended{err: "1 unit is damaged"}, again: 5}, ""},
		{"it paid again and said nothing", flipped{again: 5}, silentlyMissing},
		{"it failed", flipped{ended: ended{code: 1}}, exitCodes},
		{"it panicked", flipped{ended: ended{code: 2, err: "panic: x"}}, exitCodes},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := findings{}
			tt.got.judge(&result{Figures: map[string]int{}}, f)
			if len(f) > 1 || (tt.want != "") != (len(f[tt.want]) == 1) {
				t.Errorf("found %v, want %q", f, tt.want)
			}
		})
	}
}

// TestNumbers has the n of a sweep.
func TestNumbers(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, many := range []int{1, 5, 30, 99} {
		list := numbers(rnd, many)
		if len(list) != min(many, farthest) || list[0] != 1 || !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != len(list) || list[len(list)-1] > farthest {
			t.Errorf("numbers(%d) = %v", many, list)
		}
	}
}

// TestJudgeSweep has the exit codes that a fault may give.
func TestJudgeSweep(t *testing.T) {
	s := &site{data: "/data"}
	memory, article := `fsync(3</data/state/memory.db>) = -1 EIO (INJECTED)`, `openat(4</data/in>, "a.txt") = -1 EIO (INJECTED)`
	for _, tt := range []struct {
		at   string
		end  ended
		want bool
	}{
		{memory, ended{code: exitStorage}, true},
		{memory, ended{code: 0}, true},
		{memory, ended{code: 1}, false},
		{memory, ended{code: 5}, false},
		{article, ended{code: 1}, true},
		{article, ended{code: 3}, false},
		{memory, ended{code: 2, err: "panic: x"}, false},
		{`write(7<anon_inode:[eventfd]>) = -1 EIO (INJECTED)`, ended{code: 2, err: "fatal error: x"}, true},
	} {
		f := findings{}
		s.judge(&result{Figures: map[string]int{}}, f, tt.end, []string{tt.at})
		if got := len(f) == 0; got != tt.want {
			t.Errorf("%s, %s: %v", tt.at, tt.end, f)
		}
	}
}

// TestRunRefusesWrongUse ends with 2 and does nothing.
func TestRunRefusesWrongUse(t *testing.T) {
	for _, args := range []string{"kill none", "kill 0", "other", "page --folder /nowhere", "short 3"} {
		if code := run(strings.Fields(args)); code != exitUnable {
			t.Errorf("%s: exit code %d, want %d", args, code, exitUnable)
		}
	}
}
