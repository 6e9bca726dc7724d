package check

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"targman/pipeline/lang"
)

// Figures are the numbers of a text by their value, with its dates, currencies
// and units: "1200", "month-3", "USD". A translation has the same ones, however
// it writes them. Numbers in words are left out.
func Figures(text string, pack lang.Pack) []string {
	s := newSide(text, &pack)
	var out []string
	for _, n := range s.numbers {
		out = append(out, n.figures()...)
	}
	for _, w := range s.words {
		if isUnit(w.Sense) || strings.HasPrefix(w.Sense, lang.SenseMonth) || strings.HasPrefix(w.Sense, lang.SenseWeekday) {
			out = append(out, w.Sense)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// figures are the values of a number: one, but for dates and scores, whose
// parts count.
func (n *number) figures() []string {
	values := n.parts
	if len(n.values) > 0 {
		values = n.values[:1]
	}
	var out []string
	for _, v := range values {
		if n.afternoon && v < 12 {
			v += 12
		}
		if !math.IsInf(v, 0) {
			out = append(out, strconv.FormatFloat(v, 'f', -1, 64))
		}
	}
	return out
}
