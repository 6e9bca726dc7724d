package align

import "math"

// borderModel weighs paragraphs: where they are the same on both sides they
// say a lot, where a page was laid out anew they say nothing.
type borderModel struct {
	// both and one are scores of a bead at whose start both sides, or only one,
	// begin a paragraph; inside is that of a border within a bead.
	both, one, inside float64
}

var defaultBorders = borderModel{both: 0.8, one: -0.4, inside: -0.7}

// newBorderModel counts how often the paragraphs agree along a path: the
// scores are logarithms of how much oftener than by chance, which is never
// trusted wholly.
func newBorderModel(path []bead, source, target []bool) borderModel {
	const (
		doubt    = 2.0
		strength = 0.9
		most     = 2.0
	)
	n, s, t, both := doubt*4, doubt, doubt, doubt/2
	for _, b := range path {
		if !b.linked() || b.i == 0 || b.j == 0 {
			continue
		}
		n++
		if source[b.i] {
			s++
		}
		if target[b.j] {
			t++
		}
		if source[b.i] && target[b.j] {
			both++
		}
	}
	score := func(p, chance float64) float64 {
		return max(-most, min(most, strength*math.Log(max(p, 1e-3)/max(chance, 1e-3))))
	}
	s, t, both = s/n, t/n, both/n
	m := borderModel{both: score(both, s*t), one: min(0, score(s-both+t-both, s*(1-t)+t*(1-s)))}
	m.inside = min(0, -m.both/2)
	return m
}

// score is that of a bead.
func (m *model) border(b bead) float64 {
	out := 0.0
	switch s, t := m.source.opens[b.i], m.target.opens[b.j]; {
	case s && t && b.i > 0 && b.j > 0:
		out += m.borders.both
	case s != t:
		out += m.borders.one
	}
	return out + m.source.inside(b.i, b.a, m.borders.inside) + m.target.inside(b.j, b.b, m.borders.inside)
}

// otherKind is the score of a border within a bead between a headline and text.
const otherKind = -4

// inside is the score of the borders between n sentences from the first on.
func (d *document) inside(first, n int, border float64) float64 {
	out := 0.0
	for i := first + 1; i < first+n; i++ {
		switch {
		case d.turns[i]:
			out += otherKind
		case d.opens[i]:
			out += border
		}
	}
	return out
}
