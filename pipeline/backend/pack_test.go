package backend

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPack cuts any segments by any limits: the batches join to the input, none
// is empty, and each is within the limits and as long as they allow.
func TestPack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		segs := segments(rapid.IntRange(0, 70).Draw(t, "segments"))
		for i := range segs {
			segs[i].Text = strings.Repeat("x", rapid.IntRange(0, 30).Draw(t, "length"))
		}
		l := Limits{
			Segments:    rapid.IntRange(-1, 20).Draw(t, "most segments"),
			Bytes:       rapid.IntRange(-1, 100).Draw(t, "most bytes"),
			PowersOfTwo: rapid.Bool().Draw(t, "powers of two"),
		}
		batches := pack(segs, l)
		if joined := slices.Concat(batches...); len(joined) != len(segs) {
			t.Fatalf("%d segments in the batches, want %d", len(joined), len(segs))
		}
		at := 0
		for _, b := range batches {
			for i := range b {
				if b[i].ID != segs[at+i].ID {
					t.Fatalf("segment %s stands where %s should", b[i].ID, segs[at+i].ID)
				}
			}
			switch {
			case len(b) == 0:
				t.Fatal("an empty batch")
			case l.Segments > 0 && len(b) > l.Segments:
				t.Fatalf("%d segments, want at most %d", len(b), l.Segments)
			case l.Bytes > 0 && len(b) > 1 && size(b) > l.Bytes:
				t.Fatalf("%d bytes, want at most %d", size(b), l.Bytes)
			case l.PowersOfTwo && bits.OnesCount(uint(len(b))) != 1:
				t.Fatalf("%d segments, want a power of two", len(b))
			}
			at += len(b)
			more := len(b) + 1
			if l.PowersOfTwo {
				more = 2 * len(b)
			}
			if rest := segs[at-len(b):]; more <= len(rest) && (l.Segments <= 0 || more <= l.Segments) && (l.Bytes <= 0 || size(rest[:more]) <= l.Bytes) {
				t.Fatalf("a batch of %d, where %d fit", len(b), more)
			}
		}
	})
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
	for _, b := range pack(segments(23), Limits{Segments: 8, PowersOfTwo: true}) {
		sizes = append(sizes, strconv.Itoa(len(b)))
	}
	if got, want := strings.Join(sizes, " "), "8 8 4 2 1"; got != want {
		t.Errorf("batches of %s, want %s", got, want)
	}
}
