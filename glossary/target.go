package glossary

import (
	"slices"
	"strings"
)

// Target is how a concept is written in one target locale. Every term stands
// uninflected; of several words only the last one takes endings.
type Target struct {
	Locale string `json:"locale"`
	// Preferred is the agreed term.
	Preferred string `json:"preferred"`
	// Admitted are other terms that are left alone.
	Admitted []string `json:"admitted,omitempty"`
	// Classes are the declension classes of admitted terms, by term, where
	// neither the automatic one nor, for a term that ends in the same word, that
	// of Preferred is right.
	Classes map[string]string `json:"classes,omitempty"`
	// Forbidden are known wrong spellings, to be replaced by Preferred.
	Forbidden []string `json:"forbidden,omitempty"`
	// Class is the declension class of Preferred where the automatic one of the language
	// pack is wrong, or empty.
	Class string `json:"class,omitempty"`
	// Forms are further accepted forms of Preferred, as they stand in text.
	Forms []string `json:"forms,omitempty"`
}

// Target returns the concept's term for a locale, with a person's given name
// or without. A locale that has none falls back to its parent ("hy-AM" to
// "hy"); false means that the glossary has no term.
func (c *Concept) Target(locale string, given bool) (Target, bool) {
	t := find(c.Targets, locale)
	if c.Keep {
		return c.kept(locale, t, given), true
	}
	if t == nil {
		return Target{}, false
	}
	if !given || c.Given == nil {
		return *t, true
	}
	g := find(c.Given.Targets, locale)
	if g == nil {
		return *t, true
	}
	return c.Given.full(g, t), true
}

// kept is the term of a concept that is not translated; t may be nil.
func (c *Concept) kept(locale string, t *Target, given bool) Target {
	out := Target{Locale: locale}
	if t != nil {
		out = *t
	}
	out.Preferred, _ = c.Canonical(c.Spellings[0].Locale, given)
	for _, other := range c.Spellings[0].Admitted { // they stay as they are, too
		if !slices.Contains(out.Admitted, other) && !slices.Contains(out.Forbidden, other) {
			out.Admitted = append(slices.Clip(out.Admitted), other)
		}
	}
	return out
}

// full joins the terms of a given name with those of the surname. A surname's
// forbidden spellings are forbidden with the given name as without.
func (g *Given) full(given, surname *Target) Target {
	out := Target{
		Locale:    surname.Locale,
		Preferred: g.join(given.Preferred, surname.Preferred),
		Forbidden: append([]string(nil), surname.Forbidden...),
		Class:     surname.Class,
	}
	for _, form := range surname.Forms {
		out.Forms = append(out.Forms, g.join(given.Preferred, form))
	}
	if g.After { // The given name is the last word, which takes the endings.
		out.Class, out.Forms = given.Class, nil
		for _, form := range given.Forms {
			out.Forms = append(out.Forms, g.join(form, surname.Preferred))
		}
	}
	first, last := given.graded(), surname.graded()
	for _, a := range first {
		for _, b := range last {
			switch max(a.grade, b.grade) {
			case admitted:
				out.admit(g.join(a.term, b.term), g.lastClass(given, a.term, surname, b.term))
			case forbidden:
				out.Forbidden = append(out.Forbidden, g.join(a.term, b.term))
			}
		}
	}
	return out
}

// lastClass is the class that an admitted spelling of the last name has of its
// own, or empty.
func (g *Given) lastClass(given *Target, first string, surname *Target, last string) string {
	if g.After {
		return given.Classes[first]
	}
	return surname.Classes[last]
}

// admit adds an admitted term with its class, which may be empty.
func (t *Target) admit(term, class string) {
	t.Admitted = append(t.Admitted, term)
	if class == "" {
		return
	}
	if t.Classes == nil {
		t.Classes = map[string]string{}
	}
	t.Classes[term] = class
}

// ClassOf is the declension class set for one of the terms, or empty: its own,
// else that of the preferred term if both end in the same word, which takes the
// endings.
func (t *Target) ClassOf(term string) string {
	if class := t.Classes[term]; class != "" {
		return class
	}
	if term[strings.LastIndexByte(term, ' ')+1:] == t.Preferred[strings.LastIndexByte(t.Preferred, ' ')+1:] {
		return t.Class
	}
	return ""
}

// grade orders terms: a name is as good as the worse of its parts.
type grade uint8

const (
	preferred grade = iota
	admitted
	forbidden
)

type gradedTerm struct {
	term  string
	grade grade
}

// graded lists the terms of the target, best first.
func (t *Target) graded() []gradedTerm {
	out := []gradedTerm{{t.Preferred, preferred}}
	for _, term := range t.Admitted {
		out = append(out, gradedTerm{term, admitted})
	}
	for _, term := range t.Forbidden {
		out = append(out, gradedTerm{term, forbidden})
	}
	return out
}
