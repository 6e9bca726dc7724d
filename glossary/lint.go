package glossary

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// LintOptions is what Lint cannot know by itself.
type LintOptions struct {
	// Targets are the locales that are translated into.
	Targets []string
	// Language gives what is known of a locale's language; it may be nil.
	Language func(locale string) Language
}

// Language is what Lint asks about the language of a term. A nil function means
// that nothing is known.
type Language struct {
	// Polish gives a term with the letters of its own script in place of those
	// that only look like them.
	Polish func(term string) string
	// Forms gives the forms of a term that a person should look at; none when
	// the class is not known. sure says that its ending, or the class set by
	// hand, leaves no doubt about them.
	Forms func(term, kind, class string) (forms []string, sure bool)
}

// Lint looks for everything that is wrong or worth a look in glossary files.
// What would stop Load is among the findings. They are ordered by file, line
// and rule.
func Lint(files []File, o LintOptions) []Finding {
	if o.Language == nil {
		o.Language = func(string) Language { return Language{} }
	}
	l := &lint{files: files, options: o, scripts: map[rune]string{}, severity: map[string]Severity{}}
	for _, r := range Rules() {
		l.severity[r.ID] = r.Severity
	}
	l.concepts = gather(files, l.problem)
	l.glossary = assemble(l.concepts, l.problem)
	for _, r := range Rules() {
		if r.check != nil {
			l.rule = r.ID
			r.check(l)
		}
	}
	slices.SortStableFunc(l.out, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Found, b.Found))
	})
	return slices.Compact(l.out)
}

// lint is one run.
type lint struct {
	files    []File
	options  LintOptions
	concepts []*Concept
	glossary *Glossary
	// rule is the one at work.
	rule     string
	severity map[string]Severity
	// scripts remembers the script of letters.
	scripts map[rune]string
	out     []Finding
}

// problem is a finding that reading has made.
func (l *lint) problem(p Problem) {
	l.out = append(l.out, Finding{p.Rule, l.severity[p.Rule], p.Concept, p.File, max(p.Line, 1),
		p.Found + "; expected " + p.Expected, p.Fix})
}

// add is a finding of the rule at work.
func (l *lint) add(c *Concept, line int, found, fix string, values ...any) {
	if line == 0 {
		line = c.Line
	}
	l.out = append(l.out, Finding{l.rule, l.severity[l.rule], c.ID, c.File, line, fmt.Sprintf(found, values...), fix})
}

// targets calls for every target block, those of given names too, with its
// line.
func (l *lint) targets(do func(c *Concept, t *Target, given bool, line int)) {
	for _, c := range l.concepts {
		for i := range c.Targets {
			do(c, &c.Targets[i], false, c.targetLine(c.Targets[i].Locale, false))
		}
		if c.Given == nil {
			continue
		}
		for i := range c.Given.Targets {
			do(c, &c.Given.Targets[i], true, c.targetLine(c.Given.Targets[i].Locale, true))
		}
	}
}

// order is about concepts that stand after one with a greater id.
func (l *lint) order() {
	for i := 1; i < len(l.concepts); i++ {
		c, before := l.concepts[i], l.concepts[i-1]
		if c.File == before.File && c.ID < before.ID {
			l.add(c, 0, "%q after %q", "run targman glossary fmt", c.ID, before.ID)
		}
	}
}

// Unconfirmed begins the source of a concept whose terms no person has looked at.
const Unconfirmed = "unconfirmed:"

func (l *lint) sourceUnconfirmed() {
	for _, c := range l.glossary.concepts {
		if strings.HasPrefix(c.Source, Unconfirmed) {
			l.add(c, 0, "the source %q", "look at the terms, then put a URL or a reference in its place", c.Source)
		}
	}
}

func (l *lint) targetMissing() {
	for _, c := range l.glossary.concepts {
		for _, locale := range l.options.Targets {
			if _, ok := c.Target(locale, false); !ok {
				l.add(c, 0, "no term for %s", "add \""+locale+": {preferred: ...}\", or keep: true if the name stays as it is", locale)
			}
		}
	}
}
