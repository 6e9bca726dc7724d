package pipeline

import (
	"slices"
	"strings"

	"targman/pipeline/bitext"
)

// partners ties the inline codes of a translation to those of the source, as
// far as both have the same: the same markup first, then markup of the same
// type. What one side has alone is left out of both, for a code without its
// partner is a fault in every tool.
func partners(source, target bitext.Content) (s, t bitext.Content) {
	if len(source.Codes) == 0 && len(target.Codes) == 0 {
		return source, target
	}
	mine, theirs := units(source.Codes), units(target.Codes)
	ids := map[int]int{} // of the target's codes, those of the source
	taken := map[int]bool{}
	for _, same := range []func(a, b bitext.Code) bool{
		func(a, b bitext.Code) bool { return a.Raw == b.Raw },
		func(a, b bitext.Code) bool { return a.Type == b.Type },
	} {
		for _, k := range theirs {
			if _, done := ids[k.ID]; done {
				continue
			}
			i := slices.IndexFunc(mine, func(m bitext.Code) bool { return !taken[m.ID] && m.Kind == k.Kind && same(m, k) })
			if i >= 0 {
				ids[k.ID], taken[mine[i].ID] = mine[i].ID, true
			}
		}
	}
	return without(source, func(id int) (int, bool) { return id, taken[id] }),
		without(target, func(id int) (int, bool) { n, ok := ids[id]; return n, ok })
}

// units are the codes that stand alone or open, one for each id.
func units(codes []bitext.Code) []bitext.Code {
	return slices.DeleteFunc(slices.Clone(codes), func(k bitext.Code) bool { return k.Kind == bitext.Close })
}

// without is the content with the codes that have an id, by that, and without
// what stands in the text for the others.
func without(c bitext.Content, id func(int) (int, bool)) bitext.Content {
	var out bitext.Content
	at := 0
	for _, k := range c.Codes {
		if k.At < at {
			continue
		}
		out.Text += c.Text[at:k.At]
		at = k.At
		n, ok := id(k.ID)
		if !ok {
			if k.Kind == bitext.Alone && strings.HasPrefix(c.Text[at:], bitext.Object) {
				at += len(bitext.Object)
			}
			continue
		}
		k.ID, k.At = n, len(out.Text)
		out.Codes = append(out.Codes, k)
	}
	out.Text += c.Text[at:]
	return out
}
