package align

import (
	"math"
	"slices"
)

// temper is what scores are multiplied by before they count as likelihoods:
// the parts of a score are not independent, so it is too sure of itself.
const temper = 0.5

// confidence is how likely each bead of a path is right: its share of all paths
// through the band, and how much what is said speaks for it.
func (m *model) confidence(f found) []float64 {
	e := evidence{m: m, band: f.band}
	forth, back := f.forward(), f.backward()
	all := f.band.of(back, 0, 0)
	out := make([]float64, len(f.path))
	for k, p := range f.path {
		if !p.linked() {
			continue
		}
		i, j := p.i+p.a, p.j+p.b
		share := f.band.of(forth, p.i, p.j) + temper*f.score(i, j, f.shapeOf(p)) + f.band.of(back, i, j) - all
		out[k] = calibrated(math.Exp(min(0, share)) * support(m.content(p, &e)))
	}
	return out
}

// support is how likely a bead is right with what is said in it speaking for
// or against it, in nats; without a word it is the middle.
func support(content float64) float64 {
	const middle, slope = 0.75, 0.8
	return 1 / (1 + (1-middle)/middle*math.Exp(-slope*content))
}

// calibrated makes a share of right pairs of a confidence: of pairs with 0.8,
// eight in ten are right. It was fitted to made-up documents whose alignment is
// known; docs/ALIGN.md has the table.
func calibrated(p float64) float64 {
	const slope, shift = 2, 2
	odds := math.Pow(p/max(1-p, 1e-9), slope) * math.Exp(shift)
	return odds / (1 + odds)
}

func (f *found) shapeOf(b bead) int {
	return slices.IndexFunc(f.shapes, func(s shape) bool { return s.a == b.a && s.b == b.b })
}

// forward has the likelihood of all paths from the start to each place.
func (f *found) forward() [][]float64 {
	rows := f.band.plane()
	rows[0][0] = 0
	for i, row := range rows {
		for at := range row {
			j := f.band.from[i] + at
			for k, s := range f.shapes {
				if before := f.band.of(rows, i-s.a, j-s.b); !math.IsInf(before, -1) {
					row[at] = sum(row[at], before+temper*f.score(i, j, k))
				}
			}
		}
	}
	return rows
}

// backward has that of all paths from each place to the end.
func (f *found) backward() [][]float64 {
	rows := f.band.plane()
	n := len(rows) - 1
	rows[n][f.band.targets-f.band.from[n]] = 0
	for i := n; i >= 0; i-- {
		for j := f.band.to[i]; j >= f.band.from[i]; j-- {
			at := &rows[i][j-f.band.from[i]]
			for k, s := range f.shapes {
				if after := f.band.of(rows, i+s.a, j+s.b); !math.IsInf(after, -1) {
					*at = sum(*at, after+temper*f.score(i+s.a, j+s.b, k))
				}
			}
		}
	}
	return rows
}

// sum adds two likelihoods that are given as logarithms.
func sum(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if math.IsInf(b, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}
