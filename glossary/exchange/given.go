package exchange

import (
	"strings"

	"targman/glossary"
)

// apart takes a surname off a full name; what is left is the given name, and
// after says that it stands behind.
func apart(full, surname string) (given string, after, ok bool) {
	if rest, ok := strings.CutSuffix(full, " "+surname); ok {
		return rest, false, rest != ""
	}
	rest, ok := strings.CutPrefix(full, surname+" ")
	return rest, true, ok && rest != ""
}

// restore puts the given name of a person back that a file has as part of full
// names, by locale. It does nothing unless all locales agree about its place.
func restore(c *glossary.Concept, full map[string]string) bool {
	g := &glossary.Given{}
	seen := false
	add := func(locale, surname string, put func(given string)) bool {
		name, ok := full[locale]
		if !ok {
			return true
		}
		given, after, ok := apart(name, surname)
		if !ok || seen && after != g.After {
			return false
		}
		g.After, seen = after, true
		put(given)
		return true
	}
	for _, s := range c.Spellings {
		if !add(s.Locale, s.Canonical, func(given string) {
			g.Spellings = append(g.Spellings, glossary.Spelling{Locale: s.Locale, Canonical: given})
		}) {
			return false
		}
	}
	for _, t := range c.Targets {
		if !add(t.Locale, t.Preferred, func(given string) {
			g.Targets = append(g.Targets, glossary.Target{Locale: t.Locale, Preferred: given})
		}) {
			return false
		}
	}
	if len(g.Spellings) == 0 {
		return false
	}
	c.Given = g
	return true
}
