package write

import (
	"cmp"
	"slices"

	"targman/pipeline/bitext"
)

// termSpan is a place where a term stands.
type termSpan struct {
	bitext.Span
	// term is the index in Unit.Terms.
	term int
}

// sourceTerms are the places of the terms in Unit.Source.Text, ascending and
// disjoint. The first of two that overlap wins.
func sourceTerms(u *bitext.Unit) []termSpan {
	if len(u.Terms) == 0 {
		return nil
	}
	out := make([]termSpan, 0, len(u.Terms))
	for i := range u.Terms {
		out = appendTerm(out, u.Terms[i].Span, u.Source.Text, i)
	}
	return disjoint(out)
}

// targetTerms are the places of the terms in Unit.Target.Text.
func targetTerms(u *bitext.Unit) []termSpan {
	if len(u.Terms) == 0 {
		return nil
	}
	out := make([]termSpan, 0, len(u.Terms))
	for i := range u.Terms {
		for _, s := range u.Terms[i].Found {
			out = appendTerm(out, s, u.Target.Text, i)
		}
	}
	return disjoint(out)
}

func appendTerm(out []termSpan, s bitext.Span, text string, term int) []termSpan {
	if s, ok := inside(s, text); ok {
		return append(out, termSpan{s, term})
	}
	return out
}

func disjoint(ts []termSpan) []termSpan {
	slices.SortStableFunc(ts, func(a, b termSpan) int { return cmp.Compare(a.Start, b.Start) })
	end := 0
	return slices.DeleteFunc(ts, func(t termSpan) bool {
		if t.Start < end {
			return true
		}
		end = t.End
		return false
	})
}

// spans are the bare places.
func spans(ts []termSpan) []bitext.Span {
	if len(ts) == 0 {
		return nil
	}
	out := make([]bitext.Span, len(ts))
	for i, t := range ts {
		out[i] = t.Span
	}
	return out
}
