package glossary

import "slices"

// Target is how a concept is written in one target locale. Every term stands
// uninflected; of several words only the last one takes endings.
type Target struct {
	Locale string `json:"locale"`
	// Preferred is the agreed term.
	Preferred string `json:"preferred"`
	// Admitted are other terms that are left alone.
	Admitted []string `json:"admitted,omitempty"`
	// Forbidden are known wrong spellings, to be replaced by Preferred.
	Forbidden []string `json:"forbidden,omitempty"`
	// Class is the declension class where the automatic one of the language
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
				out.Admitted = append(out.Admitted, g.join(a.term, b.term))
			case forbidden:
				out.Forbidden = append(out.Forbidden, g.join(a.term, b.term))
			}
		}
	}
	return out
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
