package align

import (
	"math"
	"slices"
)

// evidence has, for sentences that may be a pair, what they share. It keeps
// the rows around the one that was asked for last.
type evidence struct {
	m    *model
	band band
	rows [2 * longest]evidenceRow
	sums [2]tally
}

// evidenceRow is that of one sentence of the source, for those of the target
// from the first on.
type evidenceRow struct {
	source, first int // source is one too many, so that zero is none
	cells         []cell
}

// cell is what two sentences share.
type cell struct {
	marks float64
	hits  []hit
}

// hit is a pair of words of the lexicon, by their places in the sentences.
type hit struct {
	source, target uint16
	ratio          float32
}

var nothing cell

func (e *evidence) cell(i, j int) *cell {
	r := &e.rows[i%len(e.rows)]
	if r.source != i+1 {
		e.fill(r, i)
	}
	if j -= r.first; j < 0 || j >= len(r.cells) {
		return &nothing
	}
	return &r.cells[j]
}

func (e *evidence) fill(r *evidenceRow, i int) {
	first, last := e.band.sentences(i)
	r.source, r.first = i+1, first
	if cap(r.cells) < last-first {
		r.cells = make([]cell, last-first)
	}
	r.cells = r.cells[:last-first]
	for j := range r.cells {
		r.cells[j].marks, r.cells[j].hits = 0, r.cells[j].hits[:0]
	}
	for _, id := range e.m.source.marks[i] {
		weight := (1 + 2*lost) * e.m.weights[id]
		for _, p := range within(e.m.marked[id], first, last) {
			r.cells[int(p.sentence)-first].marks += weight
		}
	}
	for at, w := range e.m.source.words[i] {
		for _, t := range e.m.lexicon[w] {
			for _, p := range within(e.m.postings[t.target], first, last) {
				c := &r.cells[int(p.sentence)-first]
				c.hits = append(c.hits, hit{uint16(min(at, math.MaxUint16)), p.at, t.ratio})
			}
		}
	}
}

// within are the postings in sentences from first to last.
func within(list []posting, first, last int) []posting {
	if len(list) == 0 || int(list[0].sentence) >= last || int(list[len(list)-1].sentence) < first {
		return nil
	}
	from, _ := slices.BinarySearchFunc(list, first, func(p posting, j int) int { return int(p.sentence) - j })
	to := from
	for to < len(list) && int(list[to].sentence) < last {
		to++
	}
	return list[from:to]
}

// tally adds ratios up for the words of one side of a bead.
type tally struct {
	sums    []float32
	touched []int32
}

func (t *tally) add(at int, ratio float32) {
	for at >= len(t.sums) {
		t.sums = append(t.sums, 0)
	}
	if t.sums[at] == 0 {
		t.touched = append(t.touched, int32(at))
	}
	t.sums[at] += ratio
}

// take is the logarithm of how much likelier the words are with those of the
// other side, of which there are as many as others, than without; it empties
// the tally.
func (t *tally) take(others int) float64 {
	const most = 3.5 // nats: a word that is too sure of itself
	out := 0.0
	for _, at := range t.touched {
		out += min(most, math.Log(noise+(1-noise)*float64(t.sums[at])/float64(others))) - math.Log(noise)
		t.sums[at] = 0
	}
	t.touched = t.touched[:0]
	return max(0, out)
}

// words is the part of the score that the lexicon makes. A word that the
// lexicon has and whose translation is not there speaks against the bead.
func (m *model) words(b bead, e *evidence, hits int) float64 {
	sources, targets, known := 0, 0, 0
	for i := b.i; i < b.i+b.a; i++ {
		sources += len(m.source.words[i])
		known += m.source.covered[i]
	}
	for j := b.j; j < b.j+b.b; j++ {
		targets += len(m.target.words[j])
		known += m.target.covered[j]
	}
	out := float64(known) * math.Log(noise) / 2
	if hits == 0 {
		return out
	}
	source := 0
	for i := b.i; i < b.i+b.a; i++ {
		target := 0
		for j := b.j; j < b.j+b.b; j++ {
			for _, h := range e.cell(i, j).hits {
				e.sums[0].add(source+int(h.source), h.ratio)
				e.sums[1].add(target+int(h.target), h.ratio)
			}
			target += len(m.target.words[j])
		}
		source += len(m.source.words[i])
	}
	return out + (e.sums[0].take(targets)+e.sums[1].take(sources))/2
}
