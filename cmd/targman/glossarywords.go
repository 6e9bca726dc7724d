package main

import (
	"strings"

	"targman/glossary"
)

// How a change of the glossary is said in words.

// fieldWords are the messages that name the fields of a concept.
var fieldWords = map[string]string{
	"kind": "glossary.field.kind", "keep": "glossary.field.keep", "case": "glossary.field.case", "note": "glossary.field.note",
	"source": "glossary.field.source", "after": "glossary.field.after", "canonical": "glossary.field.canonical",
	"admitted": "glossary.field.admitted", "classes": "glossary.field.admitted-class", "variants": "glossary.field.variant", "preferred": "glossary.field.preferred",
	"forbidden": "glossary.field.forbidden", "class": "glossary.field.class", "forms": "glossary.field.form",
}

// field names a field, with its locale behind.
func (p *program) field(f glossary.Field) string {
	what := p.text(fieldWords[f.Name], nil)
	if f.Locale != "" {
		what += " (" + f.Locale + ")"
	}
	if f.Given {
		what = p.text("glossary.field.given", map[string]any{"What": what})
	}
	return what
}

// plainValue shows a value as it is.
func plainValue(value string, _ bool) string { return value }

// edit says an edit; show sets the old values and the new ones off.
func (p *program) edit(e glossary.Edit, show func(value string, old bool) string) string {
	values := map[string]any{"What": p.field(e.Field), "Old": show(e.Old, true), "New": show(e.New, false)}
	switch {
	case e.Old == "":
		return p.text("glossary.diff.add", values)
	case e.New == "":
		return p.text("glossary.diff.drop", values)
	}
	return p.text("glossary.diff.set", values)
}

// changeWord is the word for a kind of change.
func (p *program) changeWord(k glossary.ChangeKind) string {
	switch k {
	case glossary.Added:
		return p.text("glossary.diff.added", nil)
	case glossary.Removed:
		return p.text("glossary.diff.removed", nil)
	case glossary.Renamed:
		return p.text("glossary.diff.renamed", nil)
	}
	return p.text("glossary.diff.changed", nil)
}

// inShort says what has become of a concept: the word, the old id of one
// renamed, and the names and terms of one that is new or gone.
func (p *program) inShort(c glossary.Change) string {
	word, colon := p.changeWord(c.Kind), p.text("colon", nil)
	switch c.Kind {
	case glossary.Renamed:
		return word + colon + c.Was + " → " + c.ID
	case glossary.Added:
		return word + colon + terms(c.New)
	case glossary.Removed:
		return word + colon + terms(c.Old)
	}
	return word
}

// terms are the names of a concept and its terms, such as "Venice → Venise".
func terms(c *glossary.Concept) string {
	var names, targets []string
	for _, s := range c.Spellings {
		if name, ok := c.Canonical(s.Locale, true); ok {
			names = append(names, name)
		}
	}
	for _, t := range c.Targets {
		if full, ok := c.Target(t.Locale, true); ok {
			targets = append(targets, full.Preferred)
		}
	}
	if len(targets) == 0 {
		return strings.Join(names, ", ")
	}
	return strings.Join(names, ", ") + " → " + strings.Join(targets, ", ")
}
