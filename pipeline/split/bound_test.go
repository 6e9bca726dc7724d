package split

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// all are the units of an article without a limit.
func all(t *testing.T, art *bitext.Article, breaks func(string) []int) []bitext.Unit {
	t.Helper()
	units, err := Article(art, breaks, 0)
	if err != nil {
		t.Fatal(err)
	}
	return units
}

func none(string) []int { return nil }

// TestBound cuts what is no sentence any more, and nothing shorter.
func TestBound(t *testing.T) {
	code := func(n int) string { return strings.Repeat("a<x/>", n) + "a" }
	for _, c := range []struct {
		name, markup string
		want         int
	}{
		{"a byte less than the limit", strings.Repeat("a", maxBytes-1), 1},
		{"the limit", strings.Repeat("a", maxBytes), 1},
		{"a byte more", strings.Repeat("a", maxBytes+1), 2},
		{"words", strings.Repeat("a word ", maxBytes/2), 4},
		{"letters of several bytes", strings.Repeat("\u0533", maxBytes), 2},
		{"a letter with marks", "e" + strings.Repeat("\u0301", maxBytes), 3},
		{"codes less than the limit", code(maxCodes - 1), 1},
		{"as many codes as the limit", code(maxCodes), 1},
		{"a code more", code(maxCodes + 1), 2},
		{"codes that no text parts", "a" + strings.Repeat("<x/>", 3*maxCodes) + "b", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			art := article(c.markup)
			units := all(t, art, none)
			conform(t, art, units)
			if len(units) != c.want {
				t.Errorf("%d segments, want %d", len(units), c.want)
			}
			for _, u := range units {
				if len(u.Original.Text) > maxBytes || !utf8.ValidString(u.Original.Text) {
					t.Errorf("a segment of %d bytes, valid: %v", len(u.Original.Text), utf8.ValidString(u.Original.Text))
				}
			}
		})
	}
}

// TestBoundKeepsSentences cuts a long sentence and none of its neighbours; the
// block that repeats it is cut in the same places, whatever its codes are.
func TestBoundKeepsSentences(t *testing.T) {
	long := strings.Repeat("word ", maxBytes/4) + "end."
	art := article("One. "+long+" Two.", strings.Repeat("<x/>a", 2*maxCodes), strings.Repeat("a", 2*maxCodes))
	art.Blocks[2].Kind, art.Blocks[2].Of = bitext.Duplicate, 1
	per := map[int]int{}
	for _, u := range all(t, art, full) {
		per[u.Block]++
	}
	if got := fmt.Sprint(per[0], per[1] == per[2]); got != "4 true" {
		t.Errorf("got %s, want 4 segments, and a repetition that is cut alike (%v)", got, per)
	}
}

func TestTooManySegments(t *testing.T) {
	for n, want := range map[int]bool{2: true, 3: true, 4: false} {
		_, err := Article(article(strings.Repeat("One. ", n)), full, 3)
		if (err == nil) != want {
			t.Errorf("%d segments of at most 3: %v", n, err)
		}
		if err != nil && !strings.Contains(err.Error(), "found more than 3 segments; raise read.max_segments") {
			t.Error(err)
		}
	}
}
