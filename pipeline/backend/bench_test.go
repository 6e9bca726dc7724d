package backend

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"
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

// slow is an engine of fixed latency.
type slow struct {
	info    Info
	latency time.Duration
	calls   atomic.Int32
	took    atomic.Int64 // all calls together: a busy machine sleeps longer than asked
}

func (s *slow) Info() Info   { return s.info }
func (s *slow) Close() error { return nil }

func (s *slow) Translate(_ context.Context, r Request) (Reply, error) {
	s.calls.Add(1)
	defer func(start time.Time) { s.took.Add(int64(time.Since(start))) }(time.Now())
	time.Sleep(s.latency)
	return answers(r), nil
}

// BenchmarkLatency asks for 10,000 segments of an engine of fixed latency while
// each batch takes 5 ms to be kept. It reports the wall time as a share of the
// ideal, calls by concurrency by the latency that calls had, and the calls as a share of the least
// number possible.
func BenchmarkLatency(b *testing.B) {
	segs := segments(10000)
	for _, calls := range []int{1, 4, 16} {
		b.Run(fmt.Sprintf("%d at once", calls), func(b *testing.B) {
			e := &slow{info: Info{Limits: Limits{Segments: 50, Bytes: 128 << 10, Calls: calls}}, latency: 200 * time.Millisecond}
			for b.Loop() {
				e.calls.Store(0)
				e.took.Store(0)
				failures, err := client(e).Translate(b.Context(), Request{Segments: segs}, func(Reply) error {
					time.Sleep(5 * time.Millisecond)
					return nil
				})
				if len(failures) > 0 || err != nil {
					b.Fatal(failures, err)
				}
			}
			n := int(e.calls.Load())
			ideal := time.Duration((n+calls-1)/calls) * time.Duration(e.took.Load()) / time.Duration(n)
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(ideal), "x-ideal")
			b.ReportMetric(float64(n)/float64(roomFor(e.info.Limits, 0).least(segs)), "x-least-calls")
		})
	}
}
