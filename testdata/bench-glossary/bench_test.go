// Package bench measures the glossary's matcher beside public Aho-Corasick
// libraries, on the same terms and the same text.
package bench

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	bobu "github.com/BobuSumisu/aho-corasick"
	petar "github.com/petar-dambovaliev/aho-corasick"

	"targman/glossary"
)

// span is a match, in bytes.
type span struct{ start, end int }

// engine makes a finder of terms; find gives the matches in the order in which
// the library gives them.
type engine struct {
	name  string
	build func(terms []string) (find func(text string) []span)
}

var engines = []engine{
	{"targman", func(terms []string) func(string) []span {
		var b strings.Builder
		for i, t := range terms {
			fmt.Fprintf(&b, "- {id: c%d, kind: other, en: {canonical: %s}, source: made up}\n", i, t)
		}
		g, err := glossary.Parse(glossary.File{Name: "terms.yaml", Data: []byte(b.String())})
		if err != nil {
			panic(err)
		}
		m := g.Matcher("en")
		return func(text string) (out []span) {
			for _, f := range m.Match(text) {
				out = append(out, span{f.Start, f.End})
			}
			return out
		}
	}},
	{"petar-dambovaliev", func(terms []string) func(string) []span {
		b := petar.NewAhoCorasickBuilder(petar.Opts{MatchOnlyWholeWords: true, MatchKind: petar.LeftMostLongestMatch, DFA: false})
		a := b.Build(terms)
		return func(text string) (out []span) {
			for _, f := range a.FindAll(text) {
				out = append(out, span{f.Start(), f.End()})
			}
			return out
		}
	}},
	{"BobuSumisu", func(terms []string) func(string) []span {
		a := bobu.NewTrieBuilder().AddStrings(terms).Build()
		return func(text string) (out []span) {
			for _, f := range a.MatchString(text) {
				out = append(out, span{int(f.Pos()), int(f.Pos()) + len(f.Match())})
			}
			return out
		}
	}},
}

func BenchmarkMatch(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		terms := coin(n)
		text := news(terms, 1<<20)
		for _, e := range engines {
			b.Run(fmt.Sprintf("%s/%d", e.name, n), func(b *testing.B) {
				var before, after runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&before)
				start := spent()
				find := e.build(terms)
				took := spent() - start
				runtime.GC()
				runtime.ReadMemStats(&after)
				found := find(text)
				start = spent()
				for b.Loop() {
					find(text)
				}
				b.ReportMetric(float64(len(text))*float64(b.N)/1e6/(spent()-start).Seconds(), "MB/cpu-s")
				b.ReportMetric(float64(took.Microseconds())/1000, "build-ms")
				b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "heap-MB")
				b.ReportMetric(float64(len(found)), "matches")
				b.ReportMetric(float64(overlaps(found)), "overlaps")
				runtime.KeepAlive(find)
			})
		}
	}
}

// spent is the processor time of this process, which other work on the machine
// disturbs less than the clock.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func overlaps(found []span) int {
	n := 0
	for i := 1; i < len(found); i++ {
		if found[i].start < found[i-1].end {
			n++
		}
	}
	return n
}

// coin makes n different names.
func coin(n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	onsets := strings.Fields("b br ch d f g gr h j k kh l m n p r s sh st t tr v z zh")
	rimes := strings.Fields("a an ar e en er i in o on or u un ev ov")
	seen := map[string]bool{}
	var out []string
	for len(out) < n {
		words := make([]string, 1+r.IntN(3))
		for i := range words {
			var w strings.Builder
			for range 2 + r.IntN(3) {
				w.WriteString(onsets[r.IntN(len(onsets))] + rimes[r.IntN(len(rimes))])
			}
			words[i] = strings.ToUpper(w.String()[:1]) + w.String()[1:]
		}
		if name := strings.Join(words, " "); !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	return out
}

// news makes text of about size bytes.
func news(terms []string, size int) string {
	r := rand.New(rand.NewPCG(3, 4))
	plain := strings.Fields("the of and to in a that for on was with said by is as at it from has have were be an he " +
		"their are not which had after its who will also officials ministers government Thursday reporters meeting " +
		"ceasefire agreement statement country region “continued” talks—again, process. Monday; however military's")
	var b strings.Builder
	for n := 0; b.Len() < size; n++ {
		if n%12 == 11 {
			b.WriteString(terms[r.IntN(len(terms))])
		} else {
			b.WriteString(plain[r.IntN(len(plain))])
		}
		b.WriteByte(' ')
	}
	return b.String()
}
