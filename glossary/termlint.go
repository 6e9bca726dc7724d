package glossary

import (
	"fmt"
	"strings"
)

// What lint finds about the target terms of concepts.

// holder is a concept with a term of its that another may have too.
type holder struct {
	concept *Concept
	target  *Target
}

// holders maps the terms that pick gives of a target to who has them.
func (l *lint) holders(pick func(t *Target) []string) map[string][]holder {
	out := map[string][]holder{}
	for _, c := range l.glossary.concepts {
		for i := range c.Targets {
			t := &c.Targets[i]
			for _, term := range pick(t) {
				key := t.Locale + "\n" + term
				out[key] = append(out[key], holder{c, t})
			}
		}
	}
	return out
}

func agreed(t *Target) []string {
	if t.Preferred == "" {
		return t.Admitted
	}
	return append([]string{t.Preferred}, t.Admitted...)
}

func (l *lint) targetForbidden() {
	by := l.holders(func(t *Target) []string { return t.Forbidden })
	for _, c := range l.glossary.concepts {
		for i := range c.Targets {
			t := &c.Targets[i]
			for _, term := range agreed(t) {
				for _, h := range by[t.Locale+"\n"+term] {
					if h.concept != c {
						l.add(c, c.targetLine(t.Locale, false), "%q, which the concept %q at %s:%d forbids", "remove it from one of the two",
							term, h.concept.ID, h.concept.File, h.line())
					}
				}
			}
		}
	}
}

func (h holder) line() int { return h.concept.targetLine(h.target.Locale, false) }

func (l *lint) forbiddenShared() {
	l.shared(func(t *Target) []string { return t.Forbidden }, "remove it from one of the two, or forbid the longer name",
		func(a, b holder) bool { return a.target.Preferred != b.target.Preferred })
}

func (l *lint) targetShared() {
	l.shared(func(t *Target) []string { return []string{t.Preferred} }, "nothing, if both names are meant to be the same in translation",
		func(a, b holder) bool { return a.target.Preferred != "" && a.concept.given(a) == b.concept.given(b) })
}

// given is the given name that belongs to a term, or empty.
func (c *Concept) given(h holder) string {
	t, _ := c.Target(h.target.Locale, true)
	return strings.TrimSuffix(t.Preferred, h.target.Preferred)
}

// shared is about a term that several concepts have, where that matters; each
// is told of once, with the first of the others.
func (l *lint) shared(pick func(t *Target) []string, fix string, matters func(a, b holder) bool) {
	by := l.holders(pick)
	for _, c := range l.glossary.concepts {
		for i := range c.Targets {
			t := &c.Targets[i]
			for _, term := range pick(t) {
				for _, h := range by[t.Locale+"\n"+term] {
					if h.concept.ID >= c.ID {
						break
					}
					if matters(h, holder{c, t}) {
						l.add(c, c.targetLine(t.Locale, false), "%q, which the concept %q at %s:%d has too", fix, term, h.concept.ID, h.concept.File, h.line())
						break
					}
				}
			}
		}
	}
}

// classUnknown asks the language for the forms in a class set by hand.
func (l *lint) classUnknown() {
	l.inflected(func(c *Concept, t *Target, line int, forms func(term string) ([]string, bool)) {
		for _, term := range agreed(t) {
			if all, _ := forms(term); len(all) == 0 && t.ClassOf(term) != "" {
				l.add(c, line, "the class %q, in which %q has no forms", "see the classes of the language in its documentation, or remove class", t.ClassOf(term), term)
			}
		}
	})
}

func (l *lint) formsUnconfirmed() {
	l.inflected(func(c *Concept, t *Target, line int, forms func(term string) ([]string, bool)) {
		for _, term := range agreed(t) {
			fix := "if they are right, set the class that they are of; if not, another one"
			if term != t.Preferred {
				fix = "if they are right, write {term: " + term + ", class: …} with the class that they are of; if not, another one"
			}
			if all, sure := forms(term); len(all) > 0 && !sure {
				l.add(c, line, "%q would have the forms %s", fix, term, strings.Join(all, ", "))
			}
		}
	})
}

// inflected calls for the targets whose last word takes the endings: a surname,
// and a given name where that comes last. forms gives those of one of its terms.
func (l *lint) inflected(do func(c *Concept, t *Target, line int, forms func(term string) ([]string, bool))) {
	l.targets(func(c *Concept, t *Target, given bool, line int) {
		language := l.options.Language(t.Locale)
		if language.Forms == nil || t.Preferred == "" || given && !c.Given.After {
			return
		}
		do(c, t, line, func(term string) ([]string, bool) { return language.Forms(term, string(c.Kind), t.ClassOf(term)) })
	})
}

// variantRedundant is about spellings that find nothing of their own.
func (l *lint) variantRedundant() {
	for _, c := range l.glossary.concepts {
		for _, s := range c.Spellings {
			seen := map[string]string{}
			s.terms(func(text, canonical string, line int) {
				var needs [MaxTermWords]need
				key, words, err := appendKey(nil, text, &needs)
				id := fmt.Sprint(string(key), needs[:words], canonical)
				if first, ok := seen[id]; ok && err == nil && c.Case != Exact && text != s.Canonical {
					l.add(c, line, "%q, which is found as %q anyway", "remove it, unless it is there for people to read", text, first)
					return
				}
				if _, ok := seen[id]; !ok {
					seen[id] = text
				}
			})
		}
	}
}

// shadowed is about terms inside longer ones of another concept.
func (l *lint) shadowed() {
	for _, c := range l.glossary.concepts {
		for _, s := range c.Spellings {
			m := l.glossary.Matcher(s.Locale)
			seen := map[*Concept]bool{c: true}
			s.terms(func(text, _ string, line int) {
				for _, inner := range [...]string{text[:lastWordStart(text)], text[firstWordEnd(text):]} {
					for _, match := range m.Match(inner) {
						if !seen[match.Concept] {
							seen[match.Concept] = true
							l.add(c, line, "%q, with %q of the concept %q inside", "nothing, if the longer name is a thing of its own",
								text, inner[match.Start:match.End], match.Concept.ID)
						}
					}
				}
			})
		}
	}
}

// firstWordEnd is where the first word ends.
func firstWordEnd(term string) int { return wordEnd(term, nextWord(term, 0)) }

// lastWordStart is where the last word begins.
func lastWordStart(term string) int {
	last := 0
	for i := nextWord(term, 0); i < len(term); i = nextWord(term, wordEnd(term, i)) {
		last = i
	}
	return last
}
