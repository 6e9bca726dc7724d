package backend

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestLearnedLimits waits for what a service says with its answers.
func TestLearnedLimits(t *testing.T) {
	for _, tt := range []struct {
		name  string
		rate  Rate
		after time.Duration
		want  time.Duration
	}{
		{"nothing said", Rate{}, 0, 0},
		{"calls are left", Rate{Requests: Window{Limit: 50, Remaining: 1, Reset: 7 * time.Second}}, 0, 0},
		{"no call is left", Rate{Requests: Window{Limit: 50, Reset: 7 * time.Second}}, 0, 7 * time.Second},
		{"too few tokens are left", Rate{Tokens: Window{Limit: 1000, Remaining: 99, Reset: 3 * time.Second}}, 0, 3 * time.Second},
		{"the later of both", Rate{Requests: Window{Limit: 50, Reset: 7 * time.Second}, Tokens: Window{Limit: 1000, Reset: 9 * time.Second}}, 0, 9 * time.Second},
		{"told to wait", Rate{}, 20 * time.Second, 20 * time.Second},
		{"told to wait for too long: the engine is given up instead", Rate{}, longestWait + 1, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := newLimiter(Limits{})
				l.learn(tt.rate, tt.after)
				start := time.Now()
				if ok := l.wait(t.Context(), 100); !ok || time.Since(start) != tt.want {
					t.Errorf("waited %s, want %s", time.Since(start), tt.want)
				}
			})
		})
	}
}

// TestRepeatBound sends at most a twentieth again, and one batch.
func TestRepeatBound(t *testing.T) {
	var r repeats
	batch := []Segment{{Text: strings.Repeat("ա", 100)}}
	for range 100 {
		r.noteSent(batch)
	}
	again := 0
	for range 100 {
		if r.mayRepeat(batch) {
			again++
		}
	}
	if again != 6 { // 5 % of 100, and one
		t.Errorf("%d batches of 100 may be sent again, want 6", again)
	}
}

// TestLearnedLength remembers the shortest batch that was too long.
func TestLearnedLength(t *testing.T) {
	var l lengths
	of := func(n int) []Segment { return []Segment{{Text: strings.Repeat("a", n)}} }
	if l.knownTooLong(of(1000)) {
		t.Error("nothing is known, and a batch is too long")
	}
	for _, n := range []int{500, 300, 400} {
		l.noteTooLong(of(n))
	}
	if l.knownTooLong(of(299)) || !l.knownTooLong(of(300)) {
		t.Error("300 bytes were too long, 299 never sent")
	}
}

// TestRepeatsOfARun has an engine that answers two segments at a time: little is
// asked for twice, and sizes that work are found.
func TestRepeatsOfARun(t *testing.T) {
	sent, again, doubtful := 0, 0, map[string]bool{}
	e := &scripted{info: Info{Limits: Limits{Segments: 8}}, reply: func(_ int, r Request) (Reply, error) {
		sent += charactersOf(r.Segments)
		for _, s := range r.Segments {
			if doubtful[s.ID] {
				again += charactersOf([]Segment{s})
			}
			doubtful[s.ID] = len(r.Segments) > 2
		}
		if len(r.Segments) > 2 {
			return Reply{}, broken(Ambiguous)
		}
		return answers(r), nil
	}}
	segs := segments(80)
	got := ask(t, client(e), segs)
	const probes = 3 // one segment of a batch is asked for whatever the share
	if most := sent/repeatShare + charactersOf(segs[:8]) + probes*charactersOf(segs[79:]); again > most {
		t.Errorf("%d characters of %d were asked for twice, want at most %d", again, sent, most)
	}
	for _, s := range segs[40:] {
		if _, ok := got.texts[s.ID]; !ok {
			t.Errorf("segment %s did not come, though sizes that work were known by then", s.ID)
		}
	}
}
