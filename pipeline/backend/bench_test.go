package backend

import (
	"strings"
	"testing"
)

// BenchmarkClient asks engines that take no time, so that what is left is the
// client's share.
func BenchmarkClient(b *testing.B) {
	segs := segments(20000)
	marked := segments(20000)
	for i := range segs {
		segs[i].Text = strings.Repeat("a clause of twenty-. ", 5)
		marked[i].Text = "⟦1⟧" + segs[i].Text + "⟦2⟧"
	}
	echo := &scripted{info: Info{Limits: Limits{Segments: 16, PowersOfTwo: true, Calls: 4}}, reply: func(_ int, r Request) (Reply, error) { return answers(r), nil }}
	for _, bb := range []struct {
		name string
		e    Engine
		segs []Segment
	}{
		{"pseudo", NewPseudo(PseudoOptions{Expand: 1.3}), segs},
		{"pseudo with placeholders", NewPseudo(PseudoOptions{Expand: 1.3}), marked},
		{"batches of 16", echo, segs},
	} {
		b.Run(bb.name, func(b *testing.B) {
			c := client(bb.e)
			for b.Loop() {
				failures, err := c.Translate(b.Context(), Request{Segments: bb.segs}, func(Reply) error { return nil })
				if len(failures) > 0 || err != nil {
					b.Fatal(failures[0], err)
				}
				echo.calls = nil
			}
			b.ReportMetric(float64(b.N*len(segs))/b.Elapsed().Seconds(), "segments/s")
		})
	}
}

// BenchmarkParseAnswer reads an answer of 16 texts.
func BenchmarkParseAnswer(b *testing.B) {
	var answer object
	for i := range 16 {
		answer = append(answer, member{key(i), strings.Repeat("բառ ", 30)})
	}
	content := "```json\n" + text(answer) + "\n```"
	segs := segments(16)
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		if results, err := parseAnswer(content, segs); len(results) != 16 || err != nil {
			b.Fatal(len(results), err)
		}
	}
}
