package hy

import (
	"cmp"
	"slices"

	"targman/pipeline/lang"
)

// near is lang.Pack.Near. Only words in capitals or with a capital are looked
// at, and no word of grammar, which may have one at the start of a sentence.
func (f *finder) near(text string, e lang.Entry, others []lang.Entry) []lang.Candidate {
	w := wantedName(e)
	if w == nil || text == "" {
		return nil
	}
	s := scan(text)
	taken := f.known(text, &s, append([]lang.Entry{e}, others...))
	var out []lang.Candidate
	for i := range s.atoms {
		for n := max(1, len(w.words)-1); n <= len(w.words)+1 && i+n <= len(s.atoms); n++ {
			if slices.Contains(taken[i:i+n], true) {
				break
			}
			if c, ok := w.at(&s, i, n); ok {
				out = append(out, c)
			}
		}
	}
	return apartFromBetter(out)
}

// known marks the atoms that belong to a form of one of the entries.
func (f *finder) known(text string, s *scanned, entries []lang.Entry) []bool {
	taken := make([]bool, len(s.atoms))
	for _, found := range f.find(text, entries) {
		for i, a := range s.atoms {
			if s.Start(a.start) < found.End && s.End(a.end) > found.Start {
				taken[i] = true
			}
		}
	}
	return taken
}

// apartFromBetter orders candidates, the best first, and drops those that
// overlap a better one.
func apartFromBetter(all []lang.Candidate) []lang.Candidate {
	slices.SortStableFunc(all, func(a, b lang.Candidate) int { return cmp.Compare(a.Distance, b.Distance) })
	var out []lang.Candidate
	for _, c := range all {
		overlaps := func(d lang.Candidate) bool { return c.Start < d.End && d.Start < c.End }
		if !slices.ContainsFunc(out, overlaps) {
			out = append(out, c)
		}
	}
	return out
}
