// Package glossary knows how names are spelled: which spellings of the source
// language mean which concept, and what the agreed term is in each target
// locale. Its data are the YAML files beside it, which translators edit; Load
// reads them strictly, a Matcher finds their terms in text, and a Concept gives
// its term for a locale. The package never inflects a word and knows no target
// language: forms are the business of the language packs. Start at Load.
package glossary

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
)

// Glossary is a set of concepts. It does not change once loaded, so it may be
// shared between goroutines, as may its concepts and matchers.
type Glossary struct {
	concepts []*Concept
	byID     map[string]*Concept
	matchers map[string]*Matcher
}

// assemble makes a glossary of concepts that have passed the schema, and
// reports what is wrong between them: an id given twice, a spelling that two
// concepts claim.
func assemble(concepts []*Concept, report func(Problem)) *Glossary {
	g := &Glossary{byID: make(map[string]*Concept, len(concepts)), matchers: map[string]*Matcher{}}
	for _, c := range concepts {
		if first, ok := g.byID[c.ID]; ok {
			report(duplicateID(c, first))
			continue
		}
		g.byID[c.ID] = c
		g.concepts = append(g.concepts, c)
	}
	slices.SortFunc(g.concepts, func(a, b *Concept) int { return strings.Compare(a.ID, b.ID) })
	for _, locale := range g.sources() {
		g.matchers[locale] = newMatcher(locale, g.concepts, report)
	}
	return g
}

// sources lists the source locales of the glossary, ascending.
func (g *Glossary) sources() []string {
	var out []string
	for _, c := range g.concepts {
		for i := range c.Spellings {
			if l := c.Spellings[i].Locale; !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	slices.Sort(out)
	return out
}

// Concepts lists all concepts by id, ascending. The list is shared: do not
// change it.
func (g *Glossary) Concepts() []*Concept { return g.concepts }

// Concept returns the concept with the given id.
func (g *Glossary) Concept(id string) (*Concept, bool) {
	c, ok := g.byID[id]
	return c, ok
}

// Matcher returns the matcher for texts in the source locale. A locale without
// spellings of its own falls back to its parent ("en-GB" to "en"); where there
// is none the matcher finds nothing.
func (g *Glossary) Matcher(source string) *Matcher {
	for locale := source; locale != ""; locale = parent(locale) {
		if m, ok := g.matchers[locale]; ok {
			return m
		}
	}
	return newMatcher(source, nil, nil)
}

// Fingerprint is a hash, in hexadecimal digits, of what the glossary says. It
// does not depend on which file says it, on the order of concepts, on layout
// or on comments.
func (g *Glossary) Fingerprint() string {
	h := sha256.New()
	for _, c := range g.concepts {
		line, err := json.Marshal(c)
		if err != nil {
			panic(err) // A concept holds strings, lists and booleans only.
		}
		h.Write(append(line, '\n'))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Only is the part of the glossary that has the given ids; others are passed
// over.
func (g *Glossary) Only(ids ...string) *Glossary {
	var part []*Concept
	for _, id := range ids {
		if c, ok := g.byID[id]; ok {
			part = append(part, c)
		}
	}
	return assemble(part, func(Problem) {}) // what it has to report was reported of the whole
}
