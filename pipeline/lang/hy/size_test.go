package hy

import (
	"strings"
	"testing"

	"targman/pipeline/lang"
)

// Work that grows with the square of the text would not come to an end here.
func TestLongTexts(t *testing.T) {
	const size = 1 << 16
	for _, part := range []string{"?", "»?", "՞", "ա՞", "1,", "12 ", "աo", "Լավռով ", "Լավռով-", "-ԻՑ", "Ա ", "⟦", "⟦1⟧ի ", "ւ", "․", "... ", " - "} {
		n := size / len(part)
		text := "Սա տեքստ է " + strings.Repeat(part, n) + " և վերջ։"
		for _, i := range issues(text, text) {
			if i.End > len(text) {
				t.Errorf("much of %q: %+v", part, i)
			}
		}
		f := newFinder()
		want := 0
		if strings.HasPrefix(part, "Լավռով") {
			want = n
		}
		if part == "Լավռով-" {
			want-- // the last is joined to nothing
		}
		if got := len(f.near(text, lang.Entry{Lemma: "Լավրով"}, nil)); got < want || want == 0 && got > 0 {
			t.Errorf("much of %q: %d places, want %d", part, got, want)
		}
		f.near(text, lang.Entry{Lemma: text}, nil)
		if _, ok := f.reinflect(lang.Entry{Lemma: "Լավրով"}, text, text); ok {
			t.Errorf("much of %q is a form", part)
		}
	}
}
