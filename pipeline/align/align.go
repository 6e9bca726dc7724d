// Package align finds which sentences of two documents translate each other.
// It knows no language: what a translation keeps (names, numbers) it is told
// as marks, and the words it learns from the documents themselves and from
// pairs that are known already. It opens no file and changes no text. Start at
// Align.
//
// The method is that of Gale and Church, "A Program for Aligning Sentences in
// Bilingual Corpora" (https://aclanthology.org/J93-1004/), a path of pairs
// through both documents, with the word model that Moore added to it, "Fast
// and Accurate Sentence Alignment of Bilingual Corpora"
// (https://aclanthology.org/W02-2001/). See docs/ALIGN.md.
package align

import (
	"cmp"
	"slices"
	"strings"
)

// Sentence is one sentence and what is known of it.
type Sentence struct {
	Text string
	// Marks name what a translation keeps, in the same words on both sides: the
	// concepts, numbers and dates in the sentence. The order does not matter.
	Marks []string
	// Paragraph is the same for sentences of one paragraph, and another for
	// those of the next.
	Paragraph int
	// Kind is the part the paragraph plays, such as "headline"; a headline and a
	// sentence below it are hardly ever one sentence in the translation.
	Kind string
}

// Range is a half-open range of sentences, by index.
type Range struct{ From, To int }

// Len is the number of sentences.
func (r Range) Len() int { return r.To - r.From }

// Pair is a group of sentences with those that translate it. One side may be
// empty, never both.
type Pair struct {
	Source, Target Range
	// Confidence is how likely the pair is right, 0 to 1; 0 where a side is
	// empty.
	Confidence float64
}

// Linked says that neither side is empty.
func (p Pair) Linked() bool { return p.Source.Len() > 0 && p.Target.Len() > 0 }

// Alignment is what two documents come to.
type Alignment struct {
	// Pairs have every sentence of both sides exactly once and in order.
	Pairs []Pair
	// Related says whether the documents are translations of each other at all.
	Related Verdict
}

// Align pairs the sentences of two documents. Swapping the documents mirrors
// the pairs. The time and the memory grow with the length of the longer one.
// The lexicon, of source and target, may be nil.
func Align(source, target []Sentence, known *Lexicon) Alignment {
	var a Alignment
	if after(source, target) {
		a = align(target, source, known.mirrored())
		for i, p := range a.Pairs {
			a.Pairs[i].Source, a.Pairs[i].Target = p.Target, p.Source
		}
	} else {
		a = align(source, target, known)
	}
	a.Pairs = complete(a.Pairs, len(source), len(target))
	return a
}

// after is an order of documents, so that a pair of them is always looked at
// from the same side.
func after(a, b []Sentence) bool {
	if len(a) != len(b) {
		return len(a) > len(b)
	}
	return slices.CompareFunc(a, b, func(s, t Sentence) int {
		return cmp.Or(strings.Compare(s.Text, t.Text), cmp.Compare(s.Paragraph, t.Paragraph), strings.Compare(s.Kind, t.Kind), slices.Compare(s.Marks, t.Marks))
	}) > 0
}

// complete are the linked pairs of two documents with all other sentences
// between them, each alone; those of the source come first.
func complete(linked []Pair, sources, targets int) []Pair {
	out := make([]Pair, 0, len(linked))
	i, j := 0, 0 // what is there already
	upTo := func(source, target int) {
		for ; i < source; i++ {
			out = append(out, Pair{Source: Range{i, i + 1}, Target: Range{j, j}})
		}
		for ; j < target; j++ {
			out = append(out, Pair{Source: Range{i, i}, Target: Range{j, j + 1}})
		}
	}
	for _, p := range linked {
		upTo(p.Source.From, p.Target.From)
		out = append(out, p)
		i, j = p.Source.To, p.Target.To
	}
	upTo(sources, targets)
	return out
}

// The passes: what one finds is what the next learns its words from.
const passes = 2

func align(source, target []Sentence, known *Lexicon) Alignment {
	if len(source) == 0 || len(target) == 0 {
		return Alignment{Related: Unknown}
	}
	m := newModel(source, target, known)
	found := m.search(m.diagonal(), firstBeads)
	for range passes {
		m.learn(found.path)
		found = m.search(m.around(found.path), allBeads)
	}
	a := Alignment{Related: m.verdict(found)}
	for i, confidence := range m.confidence(found) {
		if b := found.path[i]; b.linked() {
			a.Pairs = append(a.Pairs, Pair{Range{b.i, b.i + b.a}, Range{b.j, b.j + b.b}, confidence})
		}
	}
	return a
}
