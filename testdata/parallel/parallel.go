// Package parallel makes up pairs of documents whose alignment is known, for
// measuring. It takes sentences with their translations and does to them what
// translators and editors do: sentences are merged, split at a clause, left
// out, added and put in another order, names are spelled another way, and
// paragraphs begin elsewhere. The same seed gives the same documents.
package parallel

import (
	_ "embed"
	"math/rand/v2"
	"strings"
)

//go:embed news.tsv
var news string

// Translation is a sentence and its translation.
type Translation struct{ Source, Target string }

// Articles are those of news.tsv, in order.
func Articles() [][]Translation { return Read(news) }

// Read reads lines of two columns; an empty line begins another article, and
// what is no such line is left out.
func Read(tsv string) [][]Translation {
	out := [][]Translation{nil}
	for line := range strings.Lines(tsv) {
		line = strings.TrimRight(line, "\n")
		source, target, ok := strings.Cut(line, "\t")
		switch {
		case line == "" && len(out[len(out)-1]) > 0:
			out = append(out, nil)
		case ok && line[0] != '#' && !strings.Contains(target, "\t"):
			out[len(out)-1] = append(out[len(out)-1], Translation{source, target})
		}
	}
	return out
}

// Sentence is a sentence of a document.
type Sentence struct {
	Text string
	// Opens says that it is the first of its paragraph.
	Opens bool
}

// Link pairs sentences of the source with sentences of the target: half-open
// ranges of indices.
type Link struct{ SourceFrom, SourceTo, TargetFrom, TargetTo int }

// Document is a pair of documents with what is to be found.
type Document struct {
	Source, Target []Sentence
	Gold           []Link
}

// Rates say how often each thing is done, for one sentence.
type Rates struct {
	// Split and Merge are for each side. A sentence without a clause to cut at
	// is not split.
	Split, Merge float64
	// Drop and Insert are for each side.
	Drop, Insert float64
	// Swap puts two sentences of the target in the other order, Turn the clauses
	// of one.
	Swap, Turn float64
	// Respell is for each capitalised word of the target but the first.
	Respell float64
	// Move is the share of paragraphs of the target that begin elsewhere.
	Move float64
}

// Usual are the rates that are measured with: about two sentences in five are
// not one to one.
var Usual = Rates{Split: 0.08, Merge: 0.08, Drop: 0.05, Insert: 0.03, Swap: 0.02, Turn: 0.05, Respell: 0.15, Move: 0.3}

// Make makes a document of at least the given number of translations out of
// the articles, which it takes in any order and as often as it must.
func Make(r *rand.Rand, articles [][]Translation, size int, rates Rates) Document {
	m := maker{r: r, rates: rates, articles: articles}
	var list []Translation
	for len(list) < size {
		for _, i := range r.Perm(len(articles)) {
			if len(list) < size {
				list = append(list, articles[i]...)
			}
		}
	}
	for len(list) > 0 {
		list = list[m.take(list):]
	}
	m.paragraphs()
	return m.out
}

type maker struct {
	r        *rand.Rand
	rates    Rates
	articles [][]Translation
	out      Document
}

func (m *maker) happens(rate float64) bool { return m.r.Float64() < rate }

// take puts the first sentences of the list into the document and says how
// many they were.
func (m *maker) take(list []Translation) int {
	t := list[0]
	if m.happens(m.rates.Insert) {
		m.add([]string{m.other().Source}, nil)
	}
	if m.happens(m.rates.Insert) {
		m.add(nil, []string{m.other().Target})
	}
	two := len(list) > 1
	switch {
	case m.happens(m.rates.Drop):
		m.add([]string{t.Source}, nil)
	case m.happens(m.rates.Drop):
		m.add(nil, []string{m.changed(t.Target)})
	case two && m.happens(m.rates.Merge):
		m.add([]string{t.Source, list[1].Source}, []string{joined(m.changed(t.Target), m.changed(list[1].Target), "։", ", իսկ ")})
		return 2
	case two && m.happens(m.rates.Merge):
		m.add([]string{joined(t.Source, list[1].Source, ".", ", and ")}, []string{m.changed(t.Target), m.changed(list[1].Target)})
		return 2
	case two && m.happens(m.rates.Swap):
		m.add([]string{t.Source, list[1].Source}, []string{m.changed(list[1].Target), m.changed(t.Target)})
		return 2
	case m.happens(m.rates.Split):
		m.add([]string{t.Source}, cut(m.changed(t.Target), "։", targetClauses))
	case m.happens(m.rates.Split):
		m.add(cut(t.Source, ".", sourceClauses), []string{m.changed(t.Target)})
	default:
		m.add([]string{t.Source}, []string{m.changed(t.Target)})
	}
	return 1
}

func (m *maker) other() Translation {
	a := m.articles[m.r.IntN(len(m.articles))]
	return a[m.r.IntN(len(a))]
}

func (m *maker) add(source, target []string) {
	d := &m.out
	if len(source) > 0 && len(target) > 0 {
		d.Gold = append(d.Gold, Link{len(d.Source), len(d.Source) + len(source), len(d.Target), len(d.Target) + len(target)})
	}
	for _, s := range source {
		d.Source = append(d.Source, Sentence{Text: s})
	}
	for _, t := range target {
		d.Target = append(d.Target, Sentence{Text: t})
	}
}

// paragraphs begins paragraphs every two to five sentences of the source and,
// but for those that move, at the sentences of the target that go with them.
func (m *maker) paragraphs() {
	d := &m.out
	partner := map[int]int{}
	for _, l := range d.Gold {
		partner[l.SourceFrom] = l.TargetFrom
	}
	for i := 0; i < len(d.Source); i += 2 + m.r.IntN(4) {
		d.Source[i].Opens = true
		j, ok := partner[i]
		if !ok {
			continue
		}
		if m.happens(m.rates.Move) {
			j += m.r.IntN(5) - 2
		}
		d.Target[min(len(d.Target)-1, max(0, j))].Opens = true
	}
}
