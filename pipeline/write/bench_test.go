package write

import (
	"bytes"
	"fmt"
	"testing"
)

// BenchmarkFormats renders the fixture with one of everything; the metric is
// segments a second on one core, for each format and for all six together.
func BenchmarkFormats(b *testing.B) {
	d := fixtures(b)["news"]
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
