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
	taken := s.within(f.find(text, append([]lang.Entry{e}, others...)))
	var all []guess
	for i := range s.atoms {
		for n := max(1, len(w.words)-1); n <= len(w.words)+1 && i+n <= len(s.atoms); n++ {
			if slices.Contains(taken[i:i+n], true) {
				break
			}
			if g, ok := w.at(&s, i, n); ok {
				all = append(all, g)
			}
		}
	}
	return nearest(all, taken)
}

// within marks the atoms that belong to what was found, which is ascending and
// disjoint.
func (s *scanned) within(found []lang.Found) []bool {
	in := make([]bool, len(s.atoms))
	for i, a := range s.atoms {
		for len(found) > 0 && found[0].End <= s.Start(a.start) {
			found = found[1:]
		}
		in[i] = len(found) > 0 && found[0].Start < s.End(a.end)
	}
	return in
}

// nearest orders guesses, the best first, and drops those that overlap a
// better one. It marks what they take.
func nearest(all []guess, taken []bool) []lang.Candidate {
	slices.SortStableFunc(all, func(a, b guess) int { return cmp.Compare(a.Distance, b.Distance) })
	var out []lang.Candidate
	for _, g := range all {
		if slices.Contains(taken[g.from:g.to], true) {
			continue
		}
		for i := g.from; i < g.to; i++ {
			taken[i] = true
		}
		out = append(out, g.Candidate)
	}
	return out
}
