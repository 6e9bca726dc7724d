package align

import (
	"cmp"
	"math"
	"slices"
)

// training is a pair of sentences to learn from, by the numbers of its words.
type training struct{ source, target []int32 }

// entry is a pair of words with its ratio.
type entry struct {
	source, target int32
	ratio          float32
}

const (
	// rounds of expectation and maximisation; more fit the chance of a small
	// document.
	rounds = 4
	// mostPairs bounds what is learned from, in pairs of words.
	mostPairs = 4 << 20
	// frequent is the share of sentences from which on a word says nothing.
	frequent = 0.2
	// leastRatio is the ratio below which a pair of words is not kept.
	leastRatio = 3
	// discount is taken from the count of every pair of words, so that two words
	// that met once do not count; doubt is added to the count of a word.
	discount = 0.3
	doubt    = 0.5
)

// trainer holds IBM model 1, Brown and others, "The Mathematics of Statistical
// Machine Translation" (https://aclanthology.org/J93-2003/), in both
// directions over the same pairs of words.
type trainer struct {
	beads []training
	// pairs are the pairs of words that meet; at has, bead by bead, the index of
	// each source word with each target word.
	pairs [][2]int32
	at    []int32
	// counts of words over all beads, by side.
	source, target []float64
	words          [2]float64
}

// train learns which words go together.
func train(beads []training, sources, targets int) []entry {
	t := newTrainer(beads, sources, targets)
	if len(t.pairs) == 0 {
		return nil
	}
	there := t.direction(func(p [2]int32) (int32, float64) { return p[0], t.target[p[1]] / t.words[1] }, len(t.source), false)
	back := t.direction(func(p [2]int32) (int32, float64) { return p[1], t.source[p[0]] / t.words[0] }, len(t.target), true)
	var out []entry
	for k, p := range t.pairs {
		if r := math.Sqrt(there[k] * back[k]); r >= leastRatio {
			out = append(out, entry{p[0], p[1], float32(r)})
		}
	}
	slices.SortFunc(out, func(a, b entry) int { return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.target, b.target)) })
	return out
}

func newTrainer(beads []training, sources, targets int) *trainer {
	t := &trainer{source: make([]float64, sources), target: make([]float64, targets)}
	rareSource, rareTarget := rare(beads, sources, func(b training) []int32 { return b.source }), rare(beads, targets, func(b training) []int32 { return b.target })
	index := map[[2]int32]int32{}
	for _, b := range beads {
		b = training{rareSource(b.source), rareTarget(b.target)}
		if len(t.at)+len(b.source)*len(b.target) > mostPairs {
			break
		}
		t.beads = append(t.beads, b)
		for _, s := range b.source {
			t.source[s]++
			for _, w := range b.target {
				k, ok := index[[2]int32{s, w}]
				if !ok {
					k = int32(len(t.pairs))
					index[[2]int32{s, w}] = k
					t.pairs = append(t.pairs, [2]int32{s, w})
				}
				t.at = append(t.at, k)
			}
		}
		for _, w := range b.target {
			t.target[w]++
		}
		t.words[0] += float64(len(b.source))
		t.words[1] += float64(len(b.target))
	}
	return t
}

// rare makes a function that leaves the frequent words of one side out.
func rare(beads []training, size int, side func(training) []int32) func([]int32) []int32 {
	in, last := make([]int, size), make([]int, size)
	for i, b := range beads {
		for _, w := range side(b) {
			if last[w] != i+1 {
				in[w]++
				last[w] = i + 1
			}
		}
	}
	most := max(4, int(frequent*float64(len(beads))))
	return func(ws []int32) []int32 {
		return slices.DeleteFunc(slices.Clone(ws), func(w int32) bool { return in[w] > most })
	}
}

// direction gives, for each pair of words, how much likelier the second is
// with the first than without. of is the first word and the share of the second
// in its language; turned says that the first is the target's.
func (t *trainer) direction(of func([2]int32) (int32, float64), size int, turned bool) []float64 {
	p := make([]float64, len(t.pairs))
	for k := range p {
		p[k] = 1
	}
	var counts []float64
	for range rounds {
		counts = t.expect(p, turned)
		given := make([]float64, size)
		for k, pair := range t.pairs {
			w, _ := of(pair)
			given[w] += counts[k]
		}
		for k, pair := range t.pairs {
			w, _ := of(pair)
			p[k] = counts[k] / max(given[w], 1e-9)
		}
	}
	given := t.source
	if turned {
		given = t.target
	}
	for k, pair := range t.pairs {
		w, share := of(pair)
		p[k] = max(0, counts[k]-discount) / (given[w] + doubt) / share
	}
	return p
}

// expect counts how often each pair of words is one, given the probabilities:
// each word of one side is shared out among those of the other.
func (t *trainer) expect(p []float64, turned bool) []float64 {
	counts := make([]float64, len(p))
	at := t.at
	for _, b := range t.beads {
		rows, columns := len(b.source), len(b.target)
		step := func(s, w int) int32 { return at[s*columns+w] }
		outer, inner := columns, rows
		if turned {
			outer, inner = rows, columns
			step = func(w, s int) int32 { return at[s*columns+w] }
		}
		for o := range outer {
			sum := 0.0
			for i := range inner {
				sum += p[step(i, o)]
			}
			if sum > 0 {
				for i := range inner {
					k := step(i, o)
					counts[k] += p[k] / sum
				}
			}
		}
		at = at[rows*columns:]
	}
	return counts
}
