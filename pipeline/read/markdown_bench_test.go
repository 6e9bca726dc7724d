package read

import (
	"testing"

	"targman/pipeline/bitext"
)

// The speed is that of a news article with all kinds of markup.

func BenchmarkMarkdownRead(b *testing.B) {
	src, f := readFixture(b, "testdata/markdown/harvest.md"), Markdown()
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f.Read(src, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMarkdownSpell(b *testing.B) {
	src := readFixture(b, "testdata/markdown/harvest.md")
	p := mdMustRead(b, src)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		mdSplice(src, p, func(c bitext.Content) bitext.Content { return c })
	}
}
