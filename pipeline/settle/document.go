package settle

import (
	"fmt"
	"slices"

	"targman/pipeline/bitext"
)

// Document reports names that are spelled in more than one accepted way in
// the units of a document. The preferred spelling is the measure where it
// stands anywhere, else the one that stands first.
func (s *Settler) Document(units []bitext.Unit) {
	first := map[string]use{}
	for i := range units {
		for k := range units[i].Terms {
			t := &units[i].Terms[k]
			for _, f := range t.Forms {
				s.note(first, use{t.Concept, f.Spelling, units[i].ID})
			}
		}
	}
	for i := range units {
		s.compare(&units[i], first)
	}
}

// use is where a spelling stands.
type use struct{ concept, spelling, unit string }

// key tells a person's surname from the full name: the two are not two
// spellings.
func (s *Settler) key(u use) string {
	if n := s.names[u.concept]; n != nil {
		full := slices.ContainsFunc(n.accepted, func(a spelling) bool { return a.full && a.Lemma == u.spelling })
		return fmt.Sprint(u.concept, full)
	}
	return u.concept
}

func (s *Settler) note(first map[string]use, u use) {
	key := s.key(u)
	old, ok := first[key]
	if !ok || !s.isPreferred(old) && s.isPreferred(u) {
		first[key] = u
	}
}

func (s *Settler) isPreferred(u use) bool {
	n := s.names[u.concept]
	return n != nil && (n.accepted[0].Lemma == u.spelling || n.accepted[n.preferred(true)].Lemma == u.spelling)
}

// compare reports the spellings of a unit that are not the measure, each once.
func (s *Settler) compare(u *bitext.Unit, first map[string]use) {
	told := map[use]bool{}
	for _, t := range u.Terms {
		for _, f := range t.Forms {
			here := use{t.Concept, f.Spelling, u.ID}
			there := first[s.key(here)]
			if there.spelling == here.spelling || told[here] {
				continue
			}
			told[here] = true
			u.Find(bitext.Finding{ID: "term-inconsistent", Severity: bitext.Style,
				Message: fmt.Sprintf("%s (%s): %q stands here and %q in segment %s", t.Canonical, t.Concept, f.Spelling, there.spelling, there.unit)})
		}
	}
}
