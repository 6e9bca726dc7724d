package align

import (
	"math"
	"slices"
)

// band says where the path may go: for each number of source sentences that
// are done, from which to which number of target sentences, both included.
type band struct {
	from, to []int
	targets  int
	// whole says that it is the whole plane.
	whole bool
}

// sentences are the target sentences that may stand in a bead with a sentence
// of the source, half-open.
func (b *band) sentences(i int) (first, last int) {
	return b.from[max(0, i-longest+1)], min(b.targets, b.to[min(len(b.to)-1, i+longest)])
}

// The half widths of a band, in sentences: that of the first search, which
// knows nothing but how long the documents are, and that around a path. A
// search whose path touches the edge is done again with twice the width.
const (
	firstWidth = 120
	laterWidth = 14
)

// diagonal is where the path goes when nothing is left out: at the same share
// of letters.
func (m *model) diagonal() func(width int) band {
	centre := make([]int, len(m.source.words)+1)
	all, j := m.lengths.source[len(m.source.words)], 0
	for i := range centre {
		share := m.lengths.source[i] / max(all, 1)
		for j < len(m.target.words) && m.lengths.target[j] < share*m.lengths.target[len(m.target.words)] {
			j++
		}
		centre[i] = j
	}
	return func(width int) band { return m.bandAround(centre, width+firstWidth) }
}

// around is where another path is.
func (m *model) around(path []bead) func(width int) band {
	centre := make([]int, len(m.source.words)+1)
	for _, b := range path {
		for i := range b.a {
			centre[b.i+i+1] = b.j + b.b
		}
	}
	return func(width int) band { return m.bandAround(centre, width+laterWidth) }
}

// bandAround widens a line, so that it never goes back and both ends of the
// documents are in it.
func (m *model) bandAround(centre []int, width int) band {
	n := len(centre) - 1
	b := band{from: make([]int, n+1), to: make([]int, n+1), targets: len(m.target.words)}
	for i, j := range centre {
		b.from[i], b.to[i] = max(0, j-width), min(b.targets, j+width)
	}
	b.from[0], b.to[n] = 0, b.targets
	for i := n - 1; i >= 0; i-- {
		b.from[i] = min(b.from[i], b.from[i+1])
	}
	for i := 1; i <= n; i++ {
		b.to[i] = max(b.to[i], b.to[i-1])
		b.from[i] = min(b.from[i], b.to[i-1]) // a sentence of the source may stand alone
	}
	b.whole = b.from[n] == 0 && b.to[0] == b.targets
	return b
}

// found is what a search comes to.
type found struct {
	path   []bead
	band   band
	shapes []shape
	// scores are those of the beads of all shapes that end at each place.
	scores [][]float32
}

// score is that of a bead.
func (f *found) score(i, j, shape int) float64 {
	return float64(f.scores[i][(j-f.band.from[i])*len(f.shapes)+shape])
}

// search finds the likeliest path through a band that a function gives for a
// width added to its own.
func (m *model) search(bandOf func(width int) band, shapes []shape) found {
	for width := 0; ; width = max(laterWidth, 2*width) {
		f := m.best(bandOf(width), shapes)
		if f.band.whole || !f.band.touched(f.path) {
			return f
		}
	}
}

// touched says that a path comes near an edge that is not the plane's own.
func (b *band) touched(path []bead) bool {
	const near = 2
	return slices.ContainsFunc(path, func(p bead) bool {
		from, to := b.from[p.i], b.to[p.i]
		return from > 0 && p.j < from+near || to < b.targets && p.j > to-near && p.i > 0
	})
}

// best is the likeliest path through a band.
func (m *model) best(b band, shapes []shape) found {
	f := found{band: b, shapes: shapes, scores: make([][]float32, len(b.from))}
	rows, steps := b.plane(), make([][]uint8, len(b.from))
	rows[0][0] = 0
	e := evidence{m: m, band: b}
	for i, row := range rows {
		steps[i], f.scores[i] = make([]uint8, len(row)), make([]float32, len(row)*len(shapes))
		for at := range row {
			j := b.from[i] + at
			for k, s := range shapes {
				before := b.of(rows, i-s.a, j-s.b)
				if math.IsInf(before, -1) {
					continue
				}
				score := m.step(bead{i - s.a, j - s.b, s.a, s.b}, s, &e)
				f.scores[i][at*len(shapes)+k] = float32(score)
				if before+score > row[at] {
					row[at], steps[i][at] = before+score, uint8(k)
				}
			}
		}
	}
	f.path = b.trace(steps, shapes)
	return f
}

// hopeless is the score of shape and lengths below which nobody looks at what a
// bead says.
const hopeless = -11

// step is the whole score of a bead.
func (m *model) step(b bead, s shape, e *evidence) float64 {
	if !b.linked() {
		return s.prior
	}
	score := s.prior + m.lengths.score(b)
	if score < hopeless {
		return 2 * score
	}
	return score + m.border(b) + m.content(b, e)
}

// plane has a row of the band for each number of source sentences.
func (b *band) plane() [][]float64 {
	rows := make([][]float64, len(b.from))
	for i := range rows {
		rows[i] = make([]float64, b.to[i]-b.from[i]+1)
		for j := range rows[i] {
			rows[i][j] = math.Inf(-1)
		}
	}
	return rows
}

// of is a place of the plane; outside the band nothing is likely.
func (b *band) of(rows [][]float64, i, j int) float64 {
	if i < 0 || i >= len(rows) || j < b.from[i] || j > b.to[i] {
		return math.Inf(-1)
	}
	return rows[i][j-b.from[i]]
}

// trace is the path that the steps lead back along.
func (b *band) trace(steps [][]uint8, shapes []shape) []bead {
	var path []bead
	for i, j := len(steps)-1, b.targets; i > 0 || j > 0; {
		s := shapes[steps[i][j-b.from[i]]]
		i, j = i-s.a, j-s.b
		path = append(path, bead{i, j, s.a, s.b})
	}
	slices.Reverse(path)
	return path
}
