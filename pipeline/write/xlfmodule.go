package write

import (
	"slices"
	"strconv"

	"targman/pipeline/bitext"
)

// matches writes the translation candidates, section 5.1: for each segment
// whose target is from the memory that match, and its suggestions. A candidate
// has ids of its own (section 5.1.4).
func (x *xlfWriter) matches(us []bitext.Unit) {
	n := 0
	candidate := func(write func(id string)) {
		if n++; n == 1 {
			x.line(3)
			x.open("mtc:matches")
		}
		write("tm" + strconv.Itoa(n))
	}
	for i := range us {
		u := &us[i]
		if u.Translated() && (u.Origin == bitext.FromExact || u.Origin == bitext.FromContext || u.Origin == bitext.FromMachine) {
			candidate(func(id string) { x.match(u, id) })
		}
		for k := range u.Suggestions {
			candidate(func(id string) { x.suggestion(u, &u.Suggestions[k], id) })
		}
	}
	if n > 0 {
		x.line(3)
		x.close("mtc:matches")
	}
}

// suggestion writes the translation of a similar text; the words of that text
// that differ are marked.
func (x *xlfWriter) suggestion(u *bitext.Unit, s *bitext.Suggestion, id string) {
	kind := "tm"
	if s.Machine {
		kind = "mt"
	}
	x.line(4)
	x.open("mtc:match", "id", id, "ref", "#"+ownValue(u.ID), "type", kind, "similarity", strconv.Itoa(s.Score), "origin", s.By)
	x.line(5)
	x.open("source")
	n := 0
	marked(u, s, x.text, func(text string) {
		n++
		x.open("mrk", "id", "w"+strconv.Itoa(n), "type", "targman:differs")
		x.text(text)
		x.close("mrk")
	})
	x.close("source")
	x.line(5)
	x.element("target", s.Target)
	x.line(4)
	x.close("mtc:match")
}

func (x *xlfWriter) match(u *bitext.Unit, id string) {
	kind := "tm"
	switch u.Origin {
	case bitext.FromContext:
		kind = "icm"
	case bitext.FromMachine:
		kind = "mt"
	}
	l := newLayout([]part{{source: u.Source, target: u.Target, translated: true}})
	x.line(4)
	x.open("mtc:match", "id", id, "ref", "#"+ownValue(u.ID), "type", kind, "similarity", "100", "origin", candidateOrigin(&u.Provenance))
	x.originalData(5, l.data)
	x.line(5)
	x.open("source")
	x.inline(l, l.source[0])
	x.close("source")
	x.line(5)
	x.open("target")
	x.inline(l, l.target[0])
	x.close("target")
	x.line(4)
	x.close("mtc:match")
}

// candidateOrigin tells a person where the memory has its text from.
func candidateOrigin(p *bitext.Provenance) string {
	switch {
	case p.Human && p.By != "":
		return "human " + p.By
	case p.Human:
		return "human"
	case p.Model != "":
		return p.Engine + " " + p.Model
	}
	return maker(p)
}

// glossary writes an entry for each concept of the unit, section 5.2. The
// marks refer to the entries, and each entry to the first mark.
func (x *xlfWriter) glossary(l *layout) {
	if len(l.entries) == 0 {
		return
	}
	x.line(3)
	x.open("gls:glossary")
	for _, e := range l.entries {
		x.entry(e)
	}
	x.line(3)
	x.close("gls:glossary")
}

func (x *xlfWriter) entry(e entry) {
	odd := x.odd
	x.odd = nil // the module has no cp element
	x.line(4)
	x.open("gls:glossEntry", "id", e.id, "ref", "#"+e.mark)
	x.element("gls:term", e.term.Canonical, "source", "glossary:"+e.term.Concept)
	switch {
	case e.term.Target != "":
		x.element("gls:translation", e.term.Target)
	case e.term.Keep:
		x.element("gls:translation", e.term.Canonical)
	}
	if e.term.Kind != "" {
		x.element("gls:definition", e.term.Kind)
	}
	x.close("gls:glossEntry")
	x.odd = odd
}

// stamps writes what the translations were when the file was written, as
// metadata, section 5.4: a segment has no room for an attribute of ours.
func (x *xlfWriter) stamps(us []bitext.Unit) {
	if !slices.ContainsFunc(us, func(u bitext.Unit) bool { return u.Translated() }) {
		return
	}
	x.line(3)
	x.open("mda:metadata")
	x.line(4)
	x.open("mda:metaGroup", "category", "targman:stamp")
	for i := range us {
		if u := &us[i]; u.Translated() {
			x.line(5)
			x.element("mda:meta", bitext.Stamp(u.Source, u.Target), "type", ownValue(u.ID))
		}
	}
	x.line(4)
	x.close("mda:metaGroup")
	x.line(3)
	x.close("mda:metadata")
}

// entry is a concept of the glossary that stands in an XLIFF unit.
type entry struct {
	id, mark string
	term     *bitext.Term
}

// complete says that the entry has what section 5.2.4.3 asks for, a
// translation or a definition.
func (e entry) complete() bool { return e.term.Target != "" || e.term.Keep || e.term.Kind != "" }
