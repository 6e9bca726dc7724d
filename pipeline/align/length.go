package align

import (
	"math"
	"slices"
)

// lengthModel compares lengths: Gale and Church found that each letter of one
// language makes a number of letters in the other with the same mean and
// variance everywhere.
type lengthModel struct {
	// source and target have the length up to each sentence.
	source, target []float64
	// ratio is letters of the target for one of the source, variance that for
	// one letter.
	ratio, variance float64
	// scale is the root of the variance.
	scale float64
}

// The variance is that of Gale and Church, section 3.2, as long as the
// documents have not shown their own; it is then kept in bounds.
const (
	usualVariance = 6.8
	leastVariance = 2.5
	mostVariance  = 14
	// evenLetters keep the ratio of short documents, in which one sentence that
	// was left out weighs much, near to 1.
	evenLetters = 400
)

func newLengthModel(source, target []float64) lengthModel {
	l := lengthModel{source: sums(source), target: sums(target), variance: usualVariance}
	l.scale = math.Sqrt(l.variance)
	l.ratio = (l.target[len(target)] + evenLetters) / (l.source[len(source)] + evenLetters)
	return l
}

func sums(list []float64) []float64 {
	out := make([]float64, len(list)+1)
	for i, x := range list {
		out[i+1] = out[i] + x
	}
	return out
}

// deviation is how far the lengths of a bead are from what is expected, in
// standard deviations of a variance of 1 a letter.
func (l *lengthModel) deviation(b bead) float64 {
	s := (l.source[b.i+b.a] - l.source[b.i]) * l.ratio
	t := l.target[b.j+b.b] - l.target[b.j]
	return (t - s) / math.Sqrt((s+t)/2+1)
}

// score is the logarithm of how much likelier the lengths are than those of
// any two sentences. Far from what is expected it falls as a line and not as a
// square: a free translation is not impossible.
func (l *lengthModel) score(b bead) float64 {
	const (
		gain = 0.7
		far  = 2.5
	)
	z := math.Abs(l.deviation(b)) / l.scale
	if z <= far {
		return gain - z*z/2
	}
	return gain - far*(z-far/2)
}

// fitted is the model with the variance of a path, by its median.
func (l *lengthModel) fitted(path []bead) lengthModel {
	out := *l
	var squares []float64
	var s, t float64
	for _, b := range path {
		if b.a == 1 && b.b == 1 {
			z := l.deviation(b)
			squares = append(squares, z*z)
			s, t = s+l.source[b.i+1]-l.source[b.i], t+l.target[b.j+1]-l.target[b.j]
		}
	}
	const (
		enough = 10
		median = 0.455 // of the chi-squared distribution with one degree of freedom
	)
	if len(squares) >= enough {
		slices.Sort(squares)
		out.variance = min(mostVariance, max(leastVariance, squares[len(squares)/2]/median))
		out.scale = math.Sqrt(out.variance)
		out.ratio = (t + evenLetters) / (s + evenLetters)
	}
	return out
}
