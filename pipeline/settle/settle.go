// Package settle sees to it that the agreed names stand in a translation, each
// in the form that the sentence gives it. Where a name is misspelled and there
// is no doubt which one is meant, the right spelling takes its place, in the
// same form; what is in doubt stays as it is and becomes a finding and a reason
// to ask the engine again. Text that a person wrote or approved is reported on
// and never changed, and text that is right already stays as it is. Settling
// twice is settling once.
//
// The package knows no language: forms are the business of the language pack.
// Start at Settler.Unit, then survey.go, which is how a text is looked at.
package settle

import (
	"fmt"
	"slices"

	"targman/glossary"
	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

// Settler puts the names of a glossary right in the translations of one
// language pair. It does not change, so goroutines may share it.
type Settler struct {
	pack lang.Pack
	// target is the locale of the translations.
	target string
	names  map[string]*name // by concept
	// source finds names that were left in the source language.
	source *glossary.Matcher
	// initials has the accepted spellings of all names by the letters that
	// their words begin with.
	initials map[rune]*roll
}

// New makes a settler for translations between two locales of the glossary.
func New(g *glossary.Glossary, source, target string, pack lang.Pack) *Settler {
	s := &Settler{pack: pack, target: target, names: map[string]*name{}, source: g.Matcher(source), initials: map[rune]*roll{}}
	for _, c := range g.Concepts() {
		if n := nameOf(c, target); n != nil {
			s.names[c.ID] = n
			s.enrol(n)
		}
	}
	return s
}

// rounds bounds how often a text is repaired. The first survey finds all there
// is to repair, unless one fault hides another.
const rounds = 4

// Unit settles the names of a unit that has a target: it fills Found and Forms
// of the unit's terms, repairs what can be repaired, notes it in Provenance, and
// adds a finding for each repair, earlier ones too, and for each name that is
// still not right. The reasons say the
// latter to an engine that can be asked again.
func (s *Settler) Unit(u *bitext.Unit) []Reason {
	if !u.Translated() || len(u.Terms) == 0 {
		return nil
	}
	wants := s.wants(u.Terms)
	if len(wants) == 0 {
		return nil
	}
	remember(u, wants)
	v, repairs := s.settled(u, wants)
	u.Target = v.target
	v.record(u.Terms)
	tell(u, repairs)
	reasons := v.reasons()
	for _, r := range reasons {
		u.Find(r.Finding())
	}
	return slices.DeleteFunc(reasons, func(r Reason) bool { return r.Problem == derived })
}

// tell notes the repairs in the provenance, which the memory keeps, so that a
// unit recalled from there tells of them too.
func tell(u *bitext.Unit, repairs []edit) {
	all := slices.Clip(u.Provenance.Repairs)
	for _, e := range repairs {
		if r := fmt.Sprintf("%q → %q", e.from, e.with); !slices.Contains(all, r) {
			all = append(all, r)
		}
	}
	u.Provenance.Repairs = all
	for _, r := range all {
		u.Find(bitext.Finding{ID: "term-repaired", Severity: bitext.Info, Message: r})
	}
}

// settled is the survey of the target with its names put right, and the
// repairs that led there. A text that would be repaired for ever is left as it
// was.
func (s *Settler) settled(u *bitext.Unit, wants []*want) (*survey, []edit) {
	first := s.survey(u, u.Target, wants)
	if human(u) {
		return first.refused(), nil
	}
	var repairs []edit
	v := first
	for range rounds {
		if len(v.edits) == 0 {
			return v, repairs
		}
		repairs = append(repairs, v.edits...)
		v = s.survey(u, apply(v.target, v.edits), wants)
	}
	return first.refused(), nil
}

// human says that the target is a person's word.
func human(u *bitext.Unit) bool {
	return u.Provenance.Human || u.State == bitext.Reviewed || u.State == bitext.Final
}
