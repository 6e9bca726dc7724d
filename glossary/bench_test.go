package glossary

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"
)

// coined makes words that look like names and never end.
type coined struct{ r *rand.Rand }

func (c coined) word() string {
	onsets := strings.Fields("b br ch d f g gr h j k kh l m n p r s sh st t tr v z zh")
	rimes := strings.Fields("a an ar e en er i in o on or u un ev ov")
	var b strings.Builder
	for range 2 + c.r.IntN(3) {
		b.WriteString(onsets[c.r.IntN(len(onsets))] + rimes[c.r.IntN(len(rimes))])
	}
	return b.String()
}

// concepts makes n concepts of one to three words; with small, half of the
// terms are in small letters, so that no word of a text can be passed over.
func (c coined) concepts(n int, small bool) []*Concept {
	seen := map[string]bool{}
	out := make([]*Concept, 0, n)
	for len(out) < n {
		words := make([]string, 1+c.r.IntN(3))
		for i := range words {
			words[i] = c.word()
			if !small || len(out)%2 == 0 {
				words[i] = strings.ToUpper(words[i][:1]) + words[i][1:]
			}
		}
		term := strings.Join(words, " ")
		if key := strings.ToLower(term); !seen[key] {
			seen[key] = true
			out = append(out, &Concept{ID: fmt.Sprint(len(out)), Kind: Other, Case: Smart, Spellings: []Spelling{{Locale: "en", Canonical: term}}})
		}
	}
	return out
}

// news makes text of about size bytes with a term in every twelve words.
func (c coined) news(concepts []*Concept, size int) string {
	plain := strings.Fields("the of and to in a that for on was with said by is as at it from has have were be an he " +
		"their are not which had after its who will also officials ministers government Thursday reporters meeting " +
		"ceasefire agreement statement country region “continued” talks—again, process. Monday; however military's")
	var b strings.Builder
	for n := 0; b.Len() < size; n++ {
		if n%12 == 11 {
			b.WriteString(concepts[c.r.IntN(len(concepts))].Spellings[0].Canonical)
		} else {
			b.WriteString(plain[c.r.IntN(len(plain))])
		}
		b.WriteByte(' ')
	}
	return b.String()
}

func newCoined() coined { return coined{rand.New(rand.NewPCG(1, 2))} }

func benchmarkMatch(b *testing.B, m *Matcher, concepts []*Concept) {
	text := newCoined().news(concepts, 1<<20)
	if len(m.Match(text)) < len(text)/200 {
		b.Fatal("too few matches to mean anything")
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		m.Match(text)
	}
}

func BenchmarkMatchShipped(b *testing.B) {
	g := shipped(b)
	benchmarkMatch(b, g.Matcher("en"), g.Concepts())
}

func BenchmarkMatch100k(b *testing.B) {
	for _, small := range []bool{false, true} {
		concepts := newCoined().concepts(100_000, small)
		b.Run(map[bool]string{false: "names", true: "small-letters-too"}[small], func(b *testing.B) {
			benchmarkMatch(b, newMatcher("en", concepts, nil), concepts)
		})
	}
}

func BenchmarkBuild100k(b *testing.B) {
	concepts := newCoined().concepts(100_000, false)
	b.ReportAllocs()
	for b.Loop() {
		newMatcher("en", concepts, nil)
	}
}

func BenchmarkLoadShipped(b *testing.B) {
	for b.Loop() {
		shipped(b)
	}
}

// The limit is wide of what is measured (about 18 MB), so that a change of the
// order of growth does not pass.
func TestMatcherOf100kTerms(t *testing.T) {
	concepts := newCoined().concepts(100_000, true)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	m := newMatcher("en", concepts, nil)
	took := time.Since(start)
	runtime.GC()
	runtime.ReadMemStats(&after)
	size := float64(after.HeapAlloc-before.HeapAlloc) / (1 << 20)
	t.Logf("built in %v, %.1f MB", took, size)
	if size > 30 {
		t.Errorf("built with %.1f MB", size)
	}
	for _, c := range concepts[:1000] {
		if got := m.Match(c.Spellings[0].Canonical); len(got) != 1 || got[0].Concept != c {
			t.Errorf("%q gives %v", c.Spellings[0].Canonical, got)
		}
	}
}
