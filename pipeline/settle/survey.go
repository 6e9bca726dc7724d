package settle

import (
	"iter"
	"slices"
	"sort"
	"strings"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

// survey is how a target looks: where its names stand, what is to be repaired,
// and what is wrong and cannot be.
type survey struct {
	*Settler
	unit   *bitext.Unit
	target bitext.Content
	wants  []*want
	// has counts for each want the places and the edits.
	has []int
	// places, edits and faults are disjoint; covered are the spans of all,
	// ascending.
	places  []place
	edits   []edit
	faults  []fault
	covered []bitext.Span
}

// place is where an accepted form stands.
type place struct {
	bitext.Span
	of   []ref
	form bitext.Form
	// low says that the form is rare enough to be something else.
	low bool
}

// survey looks at a target, the most certain things first: what was taken once
// is not looked at again.
func (s *Settler) survey(u *bitext.Unit, target bitext.Content, wants []*want) *survey {
	v := &survey{Settler: s, unit: u, target: target, wants: wants, has: make([]int, len(wants))}
	v.good()
	v.bad()
	v.masked()
	v.left()
	v.derived()
	v.near()
	return v
}

// find asks the pack, or looks for the bare spelling where the language has no
// forms.
func (s *Settler) find(text string, entries []lang.Entry) []lang.Found {
	if s.pack.Find != nil {
		return s.pack.Find(text, entries)
	}
	var out []lang.Found
	for i, e := range entries {
		for at := 0; e.Lemma != ""; {
			k := strings.Index(text[at:], e.Lemma)
			if k < 0 {
				break
			}
			out = append(out, lang.Found{Entry: i, Start: at + k, End: at + k + len(e.Lemma)})
			at += k + len(e.Lemma)
		}
	}
	return out
}

// good finds the accepted forms, well spelled or not.
func (v *survey) good() {
	q := accepted(v.wants, nil)
	for _, f := range v.find(v.target.Text, q.entries) {
		span, of := bitext.Span{Start: f.Start, End: f.End}, q.of[f.Entry]
		if f.Malformed && f.Well != "" {
			v.repair(malformed, of[0].want, span, f.Well)
			continue
		}
		form := bitext.Form{Spelling: q.entries[f.Entry].Lemma, Case: f.Case, Number: f.Number, Det: f.Det}
		p := place{span, of, form, f.Low}
		v.places = append(v.places, p)
		v.cover(span)
		v.count(p, 1)
	}
}

// count notes a place for each of its wants, or forgets it.
func (v *survey) count(p place, n int) {
	for w := range p.wants() {
		v.has[w.at] += n
	}
}

// wants yields those that the place satisfies, each once.
func (p place) wants() iter.Seq[*want] {
	return func(yield func(*want) bool) {
		for i, r := range p.of {
			again := slices.ContainsFunc(p.of[:i], func(o ref) bool { return o.want == r.want })
			if !again && !yield(r.want) {
				return
			}
		}
	}
}

// hungry says that the want may stand in the target once more.
func (v *survey) hungry(w *want) bool { return v.has[w.at] < len(w.terms) }

// from is the index of the first covered span that ends behind the offset.
func (v *survey) from(at int) int {
	return sort.Search(len(v.covered), func(i int) bool { return v.covered[i].End > at })
}

func (v *survey) cover(s bitext.Span) { v.covered = slices.Insert(v.covered, v.from(s.Start), s) }

func (v *survey) uncover(s bitext.Span) {
	i := v.from(s.Start)
	v.covered = slices.Delete(v.covered, i, i+1)
}

// over counts the covered spans that lie over the span.
func (v *survey) over(s bitext.Span) (n int) {
	for i := v.from(s.Start); i < len(v.covered) && v.covered[i].Start < s.End; i++ {
		n++
	}
	return n
}

// taken says that the span lies over something already found.
func (v *survey) taken(s bitext.Span) bool { return v.over(s) > 0 }

// record notes on the terms where each of them stands.
func (v *survey) record(terms []bitext.Term) {
	for i := range terms {
		terms[i].Found, terms[i].Forms = nil, nil
	}
	for _, p := range v.places {
		for w := range p.wants() {
			for _, t := range w.terms {
				terms[t].Found = append(terms[t].Found, p.Span)
				terms[t].Forms = append(terms[t].Forms, p.form)
			}
		}
	}
}
