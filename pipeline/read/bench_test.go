package read

import (
	"os"
	"strings"
	"testing"

	"targman/pipeline/bitext"
)

// pages are shapes of plain text, each of about the given size in bytes.
var pages = []struct {
	name string
	make func(size int) string
}{
	{"news", func(size int) string {
		page, err := os.ReadFile("testdata/text/news.txt")
		if err != nil {
			panic(err)
		}
		return strings.Repeat(string(page), size/len(page)+1)
	}},
	{"prose", func(size int) string {
		return strings.Repeat(strings.Repeat("Two cranes at the port are still out of work, the office said. ", 4)+"\n\n", size/254+1)
	}},
	{"wrapped", func(size int) string {
		page, err := os.ReadFile("testdata/text/wrapped.text")
		if err != nil {
			panic(err)
		}
		return strings.Repeat(string(page), size/len(page)+1)
	}},
	{"one line", func(size int) string { return strings.Repeat("The port opened again on Tuesday. ", size/34+1) }},
	{"short lines", func(size int) string { return strings.Repeat("a boat\n", size/7+1) }},
	{"short lines ending in CR", func(size int) string { return strings.Repeat("a boat\r", size/7+1) }},
	{"the same caption for ever", func(size int) string { return strings.Repeat("VARDAL -- Boats return to harbor\n", size/33+1) }},
	{"captions that begin alike", func(size int) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			b.WriteString("VARDAL -- Boats return ")
			b.WriteString(strings.Repeat("again ", i%90+1))
			b.WriteByte('\n')
		}
		return b.String()
	}},
	{"quote marks", func(size int) string { return strings.Repeat("> ", size/2) + "a" }},
	{"capitals", func(size int) string { return strings.Repeat("AB C, ", size/6+1) }},
	{"full lines in one group", func(size int) string {
		return strings.Repeat("the harbor office said that two cranes are still out of work and\n", size/65+1)
	}},
	{"white space", func(size int) string { return strings.Repeat(" \t", size/2) }},
}

func BenchmarkArticle(b *testing.B) {
	rules := rules(b,
		RuleSpec{ID: "lines", Reason: "r", Lines: []string{"XS", "SM", "MD", "LG", "Advertisement"}},
		RuleSpec{ID: "pattern", Reason: "r", Pattern: `(Share|Post) on \w+`},
	)
	for _, p := range pages {
		b.Run(p.name, func(b *testing.B) {
			data := []byte(p.make(4 << 20))
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := Article("page.txt", "page", data, Options{Rules: rules, UI: isSiteString}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestLargeText reads what would take hours if any step were quadratic.
func TestLargeText(t *testing.T) {
	tests := []struct {
		name   string
		src    string
		blocks int
	}{
		{"one line of 50 MB", strings.Repeat("The port opened again on Tuesday. ", 50<<20/34), 1},
		{"a million short lines", strings.Repeat("a boat\n", 1e6), 1e6},
		{"a million line ends", strings.Repeat("\n", 1e6), 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := len(readString(t, tt.src, Options{UI: isSiteString}).Blocks); got != tt.blocks {
				t.Errorf("got %d blocks, want %d", got, tt.blocks)
			}
		})
	}
}

func TestOddShapesOfText(t *testing.T) {
	for _, p := range pages {
		src := p.make(100_000)
		a := readString(t, src, Options{UI: isSiteString})
		if splice(a, func(b *bitext.Block) string { return b.Span.Of(a.Source) }) != src {
			t.Errorf("%s: the blocks do not fit into the source", p.name)
		}
	}
}
