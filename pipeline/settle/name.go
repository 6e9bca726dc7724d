package settle

import (
	"slices"

	"targman/glossary"
	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

// name is how a concept may and may not be written in the target language.
type name struct {
	concept string
	// accepted begins with the preferred spelling, that of a surname without
	// the given name.
	accepted  []spelling
	forbidden []spelling
}

// spelling is one way to write a name.
type spelling struct {
	lang.Entry
	// full says that a person's given name is part of it.
	full bool
	// well is the index in accepted of what stands in place of a forbidden one.
	well int
}

// nameOf collects the spellings of a concept; nil if it has none in the locale.
func nameOf(c *glossary.Concept, locale string) *name {
	n := &name{concept: c.ID}
	bare, ok := c.Target(locale, false)
	if !ok {
		return nil
	}
	n.add(c, bare, false)
	if full, _ := c.Target(locale, true); full.Preferred != bare.Preferred {
		n.add(c, full, true)
	}
	// A spelling that is accepted elsewhere in the concept is not forbidden.
	n.forbidden = slices.DeleteFunc(n.forbidden, func(f spelling) bool { return n.accepts(f.Lemma) })
	return n
}

// nameOfTerm stands in for a concept that is not in the glossary; nil if the
// term has no target.
func nameOfTerm(t bitext.Term) *name {
	if t.Keep && t.Target == "" {
		t.Target = t.Canonical
	}
	if t.Target == "" {
		return nil
	}
	e := lang.Entry{Lemma: t.Target, Kind: t.Kind, Class: t.Class}
	return &name{concept: t.Concept, accepted: []spelling{{Entry: e}}}
}

func (n *name) add(c *glossary.Concept, t glossary.Target, full bool) {
	well := len(n.accepted)
	entry := func(lemma string) lang.Entry {
		return lang.Entry{Lemma: lemma, Kind: string(c.Kind), Class: t.ClassOf(lemma)}
	}
	best := entry(t.Preferred)
	best.Extra = t.Forms
	n.accepted = append(n.accepted, spelling{Entry: best, full: full})
	for _, a := range t.Admitted {
		if !n.accepts(a) {
			n.accepted = append(n.accepted, spelling{Entry: entry(a), full: full})
		}
	}
	for _, f := range t.Forbidden {
		if !slices.ContainsFunc(n.forbidden, func(old spelling) bool { return old.Lemma == f }) {
			n.forbidden = append(n.forbidden, spelling{Entry: entry(f), full: full, well: well})
		}
	}
}

func (n *name) accepts(lemma string) bool {
	return slices.ContainsFunc(n.accepted, func(s spelling) bool { return s.Lemma == lemma })
}

// preferred is the index of the preferred spelling, with the given name if
// there is such a one and it is wanted.
func (n *name) preferred(full bool) int {
	return max(0, slices.IndexFunc(n.accepted, func(s spelling) bool { return full && s.full }))
}

// Spellings are all ways to write a concept in the target language, good ones
// and bad ones; none where the glossary has no form.
func (s *Settler) Spellings(concept string) []lang.Entry {
	n := s.names[concept]
	if n == nil {
		return nil
	}
	var out []lang.Entry
	for _, list := range [][]spelling{n.accepted, n.forbidden} {
		for _, sp := range list {
			out = append(out, sp.Entry)
		}
	}
	return out
}
