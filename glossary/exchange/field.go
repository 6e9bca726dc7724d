package exchange

import (
	"slices"

	"targman/glossary"
)

// Field is a part of a concept beside its canonical spelling and its preferred
// term, which every format holds.
type Field string

// The fields.
const (
	ID        Field = "id"
	Kind      Field = "kind"
	Keep      Field = "keep"
	Case      Field = "case"
	Admitted  Field = "admitted spellings"
	Variants  Field = "variants"
	Terms     Field = "admitted terms"
	Forbidden Field = "forbidden terms"
	Class     Field = "class"
	Forms     Field = "forms"
	// Given is a person's given name, canonical and preferred.
	Given Field = "given name"
	// GivenMore is what else is known of a given name.
	GivenMore Field = "spellings of the given name"
	Note      Field = "note"
	Source    Field = "source"
	// MoreTargets is more than one target language.
	MoreTargets Field = "more target languages"
	// MoreSources is a source language other than the one that is written.
	MoreSources Field = "more source languages"
)

// Fields lists all fields.
func Fields() []Field {
	return []Field{ID, Kind, Keep, Case, Admitted, Variants, Terms, Forbidden, Class, Forms, Given, GivenMore, Note, Source, MoreTargets, MoreSources}
}

const (
	noPlace  = "the format has no place for it"
	asRows   = "written as rows of their own, which do not tell what they are"
	fullName = "the full name is a row of its own"
)

// lost tells what a format has no place for in a concept.
func (o *output) lost(c *glossary.Concept) {
	for _, f := range Fields() {
		if f == ID || f == Kind || slices.Contains(o.format.Holds, f) || !has(c, f, o.Options) {
			continue
		}
		switch f {
		case Admitted:
			o.lose(c.ID, string(f), asRows)
		case Given:
			o.lose(c.ID, string(f), fullName)
		default:
			o.lose(c.ID, string(f), noPlace)
		}
	}
}

// has says that a concept has something to say in a field. What goes without
// saying is nothing: every concept has an id and a kind, and import makes them
// anew.
func has(c *glossary.Concept, f Field, o Options) bool {
	spelling := func(is func(s *glossary.Spelling) bool) bool {
		return slices.ContainsFunc(c.Spellings, func(s glossary.Spelling) bool { return is(&s) })
	}
	target := func(is func(t *glossary.Target) bool) bool {
		return slices.ContainsFunc(c.Targets, func(t glossary.Target) bool { return slices.Contains(o.Targets, t.Locale) && is(&t) })
	}
	switch f {
	case ID, Kind:
		return true
	case Keep:
		return c.Keep
	case Case:
		return c.Case == glossary.Exact
	case Admitted:
		return spelling(func(s *glossary.Spelling) bool { return len(s.Admitted) > 0 })
	case Variants:
		return spelling(func(s *glossary.Spelling) bool { return len(s.Variants) > 0 })
	case Terms:
		return target(func(t *glossary.Target) bool { return len(t.Admitted) > 0 })
	case Forbidden:
		return target(func(t *glossary.Target) bool { return len(t.Forbidden) > 0 })
	case Class:
		return target(func(t *glossary.Target) bool { return t.Class != "" || len(t.Classes) > 0 })
	case Forms:
		return target(func(t *glossary.Target) bool { return len(t.Forms) > 0 })
	case Given:
		return c.Given != nil
	case GivenMore:
		return c.Given != nil && givenMore(c.Given)
	case Note:
		return c.Note != ""
	case Source:
		return c.Source != ""
	case MoreSources:
		return spelling(func(s *glossary.Spelling) bool { return s.Locale != o.Source })
	}
	return slices.ContainsFunc(c.Targets, func(t glossary.Target) bool { return !slices.Contains(o.Targets, t.Locale) })
}

// givenMore says that a given name has more than one spelling and one term.
func givenMore(g *glossary.Given) bool {
	return slices.ContainsFunc(g.Spellings, func(s glossary.Spelling) bool { return len(s.Admitted)+len(s.Variants) > 0 }) ||
		slices.ContainsFunc(g.Targets, func(t glossary.Target) bool {
			return len(t.Admitted)+len(t.Forbidden)+len(t.Forms) > 0 || t.Class != "" || len(t.Classes) > 0
		})
}
