package backend

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawn are any segments and any limits.
func drawn(t *rapid.T) ([]Segment, Limits) {
	segs := segments(rapid.IntRange(0, 70).Draw(t, "segments"))
	for i := range segs {
		segs[i].Text = strings.Repeat(rapid.SampledFrom([]string{"x", "ա"}).Draw(t, "letter"), rapid.IntRange(0, 30).Draw(t, "length"))
	}
	return segs, Limits{
		Segments:    rapid.IntRange(-1, 20).Draw(t, "most segments"),
		Bytes:       rapid.IntRange(-1, 100).Draw(t, "most bytes"),
		Characters:  rapid.IntRange(-1, 100).Draw(t, "most characters"),
		Tokens:      rapid.IntRange(-1, 25).Draw(t, "most tokens"),
		PowersOfTwo: rapid.Bool().Draw(t, "powers of two"),
	}
}

// TestPack cuts any segments by any limits: each segment is in one batch, none
// is empty, each is within the limits and in the order of the segments, and
// there are no more than without filling gaps.
func TestPack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		segs, l := drawn(t)
		batches := pack(segs, l, 0)
		seen := map[string]bool{}
		for _, b := range batches {
			withinLimits(t, b, l)
			last := 0
			for _, s := range b {
				n, _ := strconv.Atoi(s.ID)
				if n <= last || seen[s.ID] {
					t.Fatalf("segment %s stands after %d, or twice", s.ID, last)
				}
				seen[s.ID], last = true, n
			}
		}
		if len(seen) != len(segs) {
			t.Fatalf("%d segments in the batches, want %d", len(seen), len(segs))
		}
		inOrder := packInOrder(segs, roomFor(l, 0), l.PowersOfTwo)
		if least := roomFor(l, 0).least(segs); len(batches) > len(inOrder) || !l.PowersOfTwo && len(inOrder) == least && !slices.EqualFunc(batches, inOrder, sameSegments) {
			t.Fatalf("%d batches, %d in order, and %d at least", len(batches), len(inOrder), least)
		}
	})
}

func sameSegments(a, b []Segment) bool {
	return slices.EqualFunc(a, b, func(s, t Segment) bool { return s.ID == t.ID })
}

func withinLimits(t *rapid.T, b []Segment, l Limits) {
	switch {
	case len(b) == 0:
		t.Fatal("an empty batch")
	case l.Segments > 0 && len(b) > l.Segments:
		t.Fatalf("%d segments, want at most %d", len(b), l.Segments)
	case l.Bytes > 0 && len(b) > 1 && size(b) > l.Bytes:
		t.Fatalf("%d bytes, want at most %d", size(b), l.Bytes)
	case l.Characters > 0 && len(b) > 1 && charactersOf(b) > l.Characters:
		t.Fatalf("%d characters, want at most %d", charactersOf(b), l.Characters)
	case l.Tokens > 0 && len(b) > 1 && charactersOf(b) > defaultDensity*l.Tokens:
		t.Fatalf("%d characters, want at most %d tokens", charactersOf(b), l.Tokens)
	case l.PowersOfTwo && bits.OnesCount(uint(len(b))) != 1:
		t.Fatalf("%d segments, want a power of two", len(b))
	}
}

// TestPackBound packs sentences by the limits of real services, and by tight
// ones: the calls are at most 1.02 times the number that none can do without.
func TestPackBound(t *testing.T) {
	segs := segments(10000)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range segs {
		segs[i].Text = strings.Repeat("x", 10+random.IntN(30)*random.IntN(15))
	}
	for name, l := range map[string]Limits{
		"50 texts":                  {Segments: 50},
		"128 KiB":                   {Segments: 50, Bytes: 128 << 10},
		"30,000 characters":         {Segments: 1024, Characters: 30000},
		"1000 items, 50,000 chars":  {Segments: 1000, Characters: 50000},
		"10,000 characters":         {Characters: 10000},
		"2,000 tokens":              {Tokens: 2000},
		"16 at a time":              {Segments: 16, PowersOfTwo: true},
		"1,000 bytes":               {Bytes: 1000},
		"5,000 characters, 20 each": {Segments: 20, Characters: 5000},
	} {
		got, least := len(pack(segs, l, 0)), roomFor(l, 0).least(segs)
		t.Logf("%s: %d calls, at least %d (%.3f), in order %d", name, got, least, float64(got)/float64(least), len(packInOrder(segs, roomFor(l, 0), l.PowersOfTwo)))
		if 100*got > 102*least {
			t.Errorf("%s: %d calls, want at most 1.02 times %d", name, got, least)
		}
	}
}

func size(segs []Segment) (n int) {
	for _, s := range segs {
		n += len(s.Text)
	}
	return n
}

// TestPackInOrder shows what a last, short batch is cut into.
func TestPackInOrder(t *testing.T) {
	var sizes []string
	for _, b := range pack(segments(23), Limits{Segments: 8, PowersOfTwo: true}, 0) {
		sizes = append(sizes, strconv.Itoa(len(b)))
	}
	if got, want := strings.Join(sizes, " "), "8 8 4 2 1"; got != want {
		t.Errorf("batches of %s, want %s", got, want)
	}
}
