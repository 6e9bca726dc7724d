package pipeline

import (
	"strings"
	"testing"

	"targman/pipeline/bitext"
	"targman/pipeline/read"
	"targman/pipeline/split"
)

// TestNamesOfAnArticle: so many on average, wherever they stand; one more is
// refused with the setting that raises the limit.
func TestNamesOfAnArticle(t *testing.T) {
	const segments = 4
	l := lineWith(t, names)
	l.Read = read.Options{MaxSegments: segments}
	for n, ok := range map[int]bool{segments*namesPerSegment - 1: true, segments * namesPerSegment: true, segments*namesPerSegment + 1: false} {
		a, err := read.Article("a.txt", "a", []byte("Text.\n\n"+strings.Repeat("Kars ", n)+"\n"), read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		j := &job{input: Input{Path: "a.txt"}, art: a}
		if j.units, err = split.Article(a, func(string) []int { return nil }, segments); err != nil {
			t.Fatal(err)
		}
		err = l.matchAll(j)
		if (err == nil) != ok || !ok && !strings.Contains(err.Error(), "read a.txt: found more than 12 names of the glossary, expected less; raise read.max_segments") {
			t.Errorf("%d names of at most %d: %v", n, segments*namesPerSegment, err)
		}
	}
}

// TestBackgroundIsBounded: what is longer is not told, for it goes with every call.
func TestBackgroundIsBounded(t *testing.T) {
	unit := func(kind bitext.Kind, block, letters int) bitext.Unit {
		u := bitext.Unit{Kind: kind, Block: block, State: bitext.Translated}
		u.Source.Text, u.Target.Text = strings.Repeat("ա", letters), "բ"
		return u
	}
	for n, ok := range map[int]bool{mostBackground - 1: true, mostBackground: true, mostBackground + 1: false} {
		units := []bitext.Unit{unit(bitext.Headline, 0, n), unit(bitext.Paragraph, 1, n), unit(bitext.Headline, 2, n), unit(bitext.Paragraph, 3, 5)}
		b := newBackground(units, bitext.Meta{})
		for what, text := range map[string]string{"title": b.title, "lead": b.lead, "section": b.sections[3],
			"title of the page": newBackground(nil, bitext.Meta{Title: units[0].Source.Text}).title} {
			if (text != "") != ok {
				t.Errorf("a %s of %d letters is told: %v", what, n, !ok)
			}
		}
	}
	for n, ok := range map[int]bool{mostEarlier - 1: true, mostEarlier: true, mostEarlier + 1: false} {
		j := &job{units: []bitext.Unit{unit(bitext.Paragraph, 0, n-1), unit(bitext.Paragraph, 0, 5)}}
		if told := len(place{job: j, i: 1}.earlier()) == 1; told != ok {
			t.Errorf("a sentence of %d letters with its translation is told: %v", n, told)
		}
	}
	j := &job{}
	for range earlierUnits + 2 {
		j.units = append(j.units, unit(bitext.Paragraph, 0, 5))
	}
	for n := range len(j.units) {
		if got := len(place{job: j, i: n}.earlier()); got != min(n, earlierUnits) {
			t.Errorf("behind %d sentences %d are told, want %d", n, got, min(n, earlierUnits))
		}
	}
}
