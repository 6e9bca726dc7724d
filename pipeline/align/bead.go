package align

import "math"

// bead is a step of the path: a sentences of the source from i on and b of the
// target from j on.
type bead struct{ i, j, a, b int }

func (b bead) linked() bool { return b.a > 0 && b.b > 0 }

// shape is a kind of bead with the logarithm of how often it comes.
type shape struct {
	a, b  int
	prior float64
}

// The kinds of beads. Gale and Church counted 89 % of one to one, 9 % of one to
// two and 1 % without a partner in the records of a parliament; news are
// translated more freely.
var (
	firstBeads = []shape{
		{1, 1, math.Log(0.86)}, {1, 0, math.Log(0.05)}, {0, 1, math.Log(0.05)}, {1, 2, math.Log(0.04)}, {2, 1, math.Log(0.04)},
	}
	allBeads = append(append([]shape{}, firstBeads...),
		shape{1, 3, math.Log(0.004)}, shape{3, 1, math.Log(0.004)}, shape{2, 2, math.Log(0.006)},
		shape{1, 4, math.Log(0.0008)}, shape{4, 1, math.Log(0.0008)}, shape{2, 3, math.Log(0.0005)}, shape{3, 2, math.Log(0.0005)})
)

// longest is the greatest number of sentences on one side of a bead.
const longest = 4

// noise is the share of words whose translation is not in the lexicon or not in
// the sentence; wordWeight is how far words are trusted, which come in phrases
// and so say less together than one by one.
const (
	noise      = 0.55
	wordWeight = 0.9
)

// content is the part of the score that what is said makes.
func (m *model) content(b bead, e *evidence) float64 {
	marks, hits := 0.0, 0
	for i := b.i; i < b.i+b.a; i++ {
		marks += m.source.unmatched[i]
	}
	for j := b.j; j < b.j+b.b; j++ {
		marks += m.target.unmatched[j]
	}
	for i := b.i; i < b.i+b.a; i++ {
		for j := b.j; j < b.j+b.b; j++ {
			c := e.cell(i, j)
			marks += c.marks
			hits += len(c.hits)
		}
	}
	return marks + wordWeight*m.words(b, e, hits)
}
