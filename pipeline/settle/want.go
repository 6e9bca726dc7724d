package settle

import (
	"slices"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

// want is a name that the source has and the target is to have. That it stands
// several times in the source does not mean that it must in the target, where a
// pronoun may do; it means that it may.
type want struct {
	*name
	// at is the index in the unit's wants.
	at int
	// terms are the places in the source, indices in Unit.Terms.
	terms []int
	// source is the agreed source spelling.
	source string
	// full says that the given name stands in the source too.
	full bool
	// derived says that the survey found the name in a word made of it.
	derived bool
}

// wants lists the names of a unit, each once.
func (s *Settler) wants(terms []bitext.Term) []*want {
	var out []*want
	for i := range terms {
		t := &terms[i]
		k := slices.IndexFunc(out, func(w *want) bool { return w.concept == t.Concept })
		if k < 0 {
			n := s.names[t.Concept]
			if n == nil {
				n = nameOfTerm(*t)
			}
			if n == nil {
				continue
			}
			k = len(out)
			out = append(out, &want{name: n, at: k, source: t.Canonical})
		}
		w := out[k]
		w.terms = append(w.terms, i)
		if best := w.preferred(true); best > 0 && t.Target == w.accepted[best].Lemma {
			w.full, w.source = true, t.Canonical
		}
	}
	return out
}

// best is the spelling that is wanted most.
func (w *want) best() spelling { return w.accepted[w.preferred(w.full)] }

// ref points to a spelling of a want.
type ref struct {
	want *want
	spelling
}

// sought are the spellings of some wants, each entry once.
type sought struct {
	entries []lang.Entry
	of      [][]ref
}

// add notes a spelling. Two concepts may share it.
func (q *sought) add(w *want, s spelling) {
	for i := range q.entries {
		if q.entries[i].Lemma == s.Lemma {
			q.of[i] = append(q.of[i], ref{w, s})
			return
		}
	}
	q.entries = append(q.entries, s.Entry)
	q.of = append(q.of, []ref{{w, s}})
}

// accepted are the accepted spellings of all wants but one, which may be nil.
func accepted(wants []*want, but *want) *sought {
	q := &sought{}
	for _, w := range wants {
		if w == but {
			continue
		}
		for _, s := range w.accepted {
			q.add(w, s)
		}
	}
	return q
}

// forbidden are the forbidden spellings of all wants.
func forbidden(wants []*want) *sought {
	q := &sought{}
	for _, w := range wants {
		for _, s := range w.forbidden {
			q.add(w, s)
		}
	}
	return q
}
