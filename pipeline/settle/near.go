package settle

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

// The distances, in those of lang.Candidate. Two candidates nearer to each
// other than a tie are equally good. Beside a place where the name stands
// already only a candidate within sure is taken for the same name: a pronoun
// may be there, and another name elsewhere.
//
// A word that sounds like the name must also look like it: its distance and
// twice what it is unlike are to be within the limit. The first word of a text
// has a capital whatever it is, so less is allowed there. Of the misspellings of
// the test bed 99 in 100 keep these limits; so do, in a million pairs of a
// newspaper sentence and a name that is not in it, about 20.
const (
	tie   = 0.08
	sure  = 0.12
	limit = 0.6
	first = 0.5
)

// many bounds the suspects of a name that are looked into.
const many = 64

// suspect is a place that looks like a misspelling of a want.
type suspect struct {
	bitext.Span
	want     *want
	well     string
	distance float64
}

// near finds misspellings of the names that are still wanting.
func (v *survey) near() {
	if v.pack.Near == nil {
		return
	}
	var all []suspect
	for _, w := range v.wants {
		if v.hungry(w) {
			all = append(all, v.suspects(w)...)
		}
	}
	for _, w := range v.wants {
		v.judge(w, all)
	}
}

// suspects are the places that may be the want, disjoint, the likeliest first.
func (v *survey) suspects(w *want) []suspect {
	others := accepted(v.wants, w).entries
	var out []suspect
	for _, a := range w.accepted {
		for _, c := range v.pack.Near(v.target.Text, a.Entry, others) {
			s := suspect{bitext.Span{Start: c.Start, End: c.End}, w, c.Well, c.Distance}
			if s.likely(v.target.Text, v.has[w.at]) && !v.taken(s.Span) {
				out = append(out, s)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b suspect) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.Len(), a.Len()))
	})
	// More than a few are ambiguous anyway.
	out = disjoint(out[:min(len(out), many)])
	return slices.DeleteFunc(out, func(s suspect) bool { return v.stranger(s.Span) })
}

// likely says that the suspect may be the name misspelled, where that stands
// so many times already.
func (s suspect) likely(text string, has int) bool {
	most := limit
	if strings.IndexFunc(text[:s.Start], unicode.IsLetter) < 0 {
		most = first
	}
	return (has == 0 || s.distance <= sure) && s.distance+2*unlike(s.Of(text), s.well) <= most
}

// disjoint drops what lies over something before it.
func disjoint(all []suspect) []suspect {
	var out []suspect
	for _, s := range all {
		if !slices.ContainsFunc(out, s.over) {
			out = append(out, s)
		}
	}
	return out
}

func (s suspect) over(t suspect) bool { return s.Start < t.End && t.Start < s.End }

// judge repairs the suspects of a want that are beyond doubt: those that
// nothing else in the sentence could be, and that are no more than the source
// has. When the last of these is no better than the first that is too many,
// none is repaired.
func (v *survey) judge(w *want, all []suspect) {
	var mine []suspect
	doubt := false
	for _, s := range all {
		if s.want != w {
			continue
		}
		switch rival := v.rival(s, all); {
		case rival > s.distance+tie:
			mine = append(mine, s)
		case rival >= s.distance-tie:
			doubt = true
			mine = append(mine, s)
		}
	}
	room := len(w.terms) - v.has[w.at]
	if len(mine) > 1 {
		mine = slices.DeleteFunc(mine, func(s suspect) bool { return s.distance > max(mine[0].distance+tie, sure) })
	}
	problem := wrong
	if doubt || len(mine) > room {
		problem = ambiguous
	}
	for _, s := range mine {
		if problem == ambiguous {
			v.fail(ambiguous, w, s.Span, "")
			continue
		}
		v.repair(wrong, w, s.Span, s.well)
	}
}

// rival is how near the suspect's place is to another want; 1 when to none.
func (v *survey) rival(s suspect, all []suspect) float64 {
	nearest := 1.0
	for _, r := range all {
		if r.want != s.want && r.over(s) {
			nearest = min(nearest, r.distance)
		}
	}
	for _, w := range v.wants {
		if w == s.want || v.hungry(w) {
			continue
		}
		for _, a := range w.accepted {
			for _, c := range v.pack.Near(s.Of(v.target.Text), a.Entry, []lang.Entry(nil)) {
				nearest = min(nearest, c.Distance)
			}
		}
	}
	return nearest
}
