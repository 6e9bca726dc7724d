package settle

import (
	"maps"
	"slices"
	"strings"

	"targman/glossary"
	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

// After is the settler for translations that were made before the changes: what
// a name was agreed to be then counts as forbidden where it is not agreed now,
// in every form, so that the new name takes its place in the same form.
func (s *Settler) After(changes []glossary.Change) *Settler {
	out := *s
	out.names = maps.Clone(s.names)
	for _, c := range changes {
		if c.Old == nil || c.New == nil {
			continue
		}
		is, was := s.names[c.New.ID], nameOf(c.Old, s.target)
		if is != nil && was != nil {
			out.names[c.New.ID] = is.replacing(was.accepted)
		}
	}
	return &out
}

// remember does the same for what the unit itself says its names were agreed to
// be when it was made.
func remember(u *bitext.Unit, wants []*want) {
	if len(u.Provenance.Concepts) != len(u.Terms) {
		return
	}
	for _, w := range wants {
		for _, i := range w.terms {
			t := &u.Terms[i]
			id, was, _ := strings.Cut(u.Provenance.Concepts[i], "=")
			if id != t.Concept || was == "" || was == t.Target {
				continue
			}
			now := glossary.Target{Preferred: t.Target, Class: t.Class}
			old := spelling{Entry: lang.Entry{Lemma: was, Kind: t.Kind, Class: now.ClassOf(was)}}
			if k := slices.IndexFunc(w.accepted, func(a spelling) bool { return a.Lemma == t.Target }); k >= 0 {
				old.full = w.accepted[k].full
			}
			w.name = w.replacing([]spelling{old})
		}
	}
}

// replacing is the name with former spellings among the forbidden ones.
func (n *name) replacing(former []spelling) *name {
	out := *n
	out.forbidden = slices.Clip(n.forbidden)
	for _, f := range former {
		same := func(a spelling) bool { return a.Lemma == f.Lemma && a.Class == f.Class && a.Kind == f.Kind }
		listed := func(a spelling) bool { return a.Lemma == f.Lemma }
		if slices.ContainsFunc(n.accepted, same) || slices.ContainsFunc(out.forbidden, listed) {
			continue
		}
		// A spelling of the same letters but of another class stands for itself.
		f.well = max(slices.IndexFunc(n.accepted, listed), 0)
		if f.well == 0 {
			f.well = n.preferred(f.full)
		}
		out.forbidden = append(out.forbidden, f)
	}
	return &out
}
