package write

import (
	"bytes"
	"fmt"
	"testing"

	"targman/pipeline/bitext"
)

// typical is an article as most are: 42 sentences in 14 paragraphs, a name in
// every other, a code in every fifth, a finding in every tenth.
func typical(b *testing.B) *Doc {
	news := fixtures(b)["news"]
	plain, named, coded := news.Units[2], news.Units[9], news.Units[4]
	d := *news
	a := *news.Article
	a.Source, a.Blocks, a.LangSpans = "", nil, nil
	d.Article, d.Units = &a, nil
	for i := range 42 {
		u := plain
		switch {
		case i%5 == 0:
			u = coded
		case i%2 == 0:
			u = named
		}
		if i%3 == 0 {
			a.Blocks = append(a.Blocks, bitext.Block{Kind: bitext.Paragraph})
		}
		u.ID, u.Block, u.Kind = fmt.Sprintf("%d.%d", i/3+1, i%3+1), i/3, bitext.Paragraph
		u.Findings = nil
		if i%10 == 0 {
			u.Findings = news.Units[5].Findings
		}
		block := &a.Blocks[u.Block]
		start := len(a.Source)
		a.Source += u.Original.Text
		u.Span = bitext.Span{Start: start, End: len(a.Source)}
		a.Source += " "
		block.Text += u.Original.Text + " "
		d.Units = append(d.Units, u)
	}
	return &d
}

// BenchmarkFormats gives segments a second on one core, for each format and
// for all six together.
func BenchmarkFormats(b *testing.B) {
	d := typical(b)
	rate := func(b *testing.B) {
		b.ReportMetric(float64(len(d.Units)*b.N)/b.Elapsed().Seconds(), "segments/s")
	}
	for _, f := range Formats() {
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				if err := f.Render(&out, d); err != nil {
					b.Fatal(err)
				}
			}
			rate(b)
		})
	}
	b.Run("all", func(b *testing.B) {
		b.ReportAllocs()
		var out bytes.Buffer
		for b.Loop() {
			for _, f := range Formats() {
				out.Reset()
				if err := f.Render(&out, d); err != nil {
					b.Fatal(err)
				}
			}
		}
		rate(b)
	})
}

// BenchmarkSink writes articles of one fixture: new ones with all that makes
// them durable, and ones that stand already.
func BenchmarkSink(b *testing.B) {
	for _, again := range []bool{false, true} {
		b.Run(fmt.Sprintf("again=%v", again), func(b *testing.B) {
			d := fixtures(b)["news"]
			s := sink(b, b.TempDir(), every...)
			for i := 0; b.Loop(); i++ {
				if !again {
					d.Article.Name = fmt.Sprint(i)
				}
				if _, err := s.Write(d); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(d.Units)*b.N)/b.Elapsed().Seconds(), "segments/s")
		})
	}
}
