package settle

import (
	"cmp"
	"slices"
	"strings"

	"targman/pipeline/bitext"
)

// edit is a repair of the target: what stands at the span becomes with.
type edit struct {
	bitext.Span
	want       *want
	problem    Problem
	from, with string
}

// repair notes that the name at the span is to become with. Where an inline
// code stands inside the name it would lose its place: the name stays and is a
// fault.
func (v *survey) repair(p Problem, w *want, s bitext.Span, with string) {
	from := s.Of(v.target.Text)
	if from == with {
		return
	}
	inside := func(c bitext.Code) bool { return c.At > s.Start && c.At < s.End }
	if strings.Contains(from, bitext.Object) || slices.ContainsFunc(v.target.Codes, inside) {
		v.fail(p, w, s, with)
		return
	}
	v.edits = append(v.edits, edit{Span: s, want: w, problem: p, from: from, with: with})
	v.cover(s)
	v.has[w.at]++
}

// refused is the survey with every repair turned into a fault.
func (v *survey) refused() *survey {
	for _, e := range v.edits {
		v.faults = append(v.faults, fault{e.Span, e.want, e.problem, e.with})
		v.has[e.want.at]--
	}
	v.edits = nil
	return v
}

// apply carries out edits, which are disjoint. Codes keep their places.
func apply(c bitext.Content, edits []edit) bitext.Content {
	edits = slices.SortedFunc(slices.Values(edits), func(a, b edit) int { return cmp.Compare(a.Start, b.Start) })
	out := bitext.Content{Codes: slices.Clone(c.Codes)}
	var text strings.Builder
	at, code := 0, 0
	move := func(to int) { // the codes before the offset
		for ; code < len(out.Codes) && out.Codes[code].At < to; code++ {
			out.Codes[code].At += text.Len() - at
		}
	}
	for _, e := range append(edits, edit{Span: bitext.Span{Start: len(c.Text), End: len(c.Text)}}) {
		move(e.Start + 1)
		text.WriteString(c.Text[at:e.Start])
		text.WriteString(e.with)
		at = e.End
	}
	out.Text = text.String()
	return out
}
