package glossary

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

var kinds = []string{string(Person), string(Place), string(Organisation), string(Product), string(Other)}

var kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// concept reads one concept; nil when something in it is wrong.
func (d *decoder) concept(n *yaml.Node) *Concept {
	before := d.failed
	d.in, d.places = idOf(n), nil
	c := &Concept{Case: Smart, File: d.file, Line: n.Line}
	seen := d.mapping(n, "a concept", keys{
		"id":     func(v *yaml.Node) { c.ID = d.id(v) },
		"kind":   func(v *yaml.Node) { c.Kind = Kind(d.oneOf(v, kinds)) },
		"given":  func(v *yaml.Node) { c.Given = d.given(v) },
		"keep":   func(v *yaml.Node) { c.Keep = d.boolean(v) },
		"case":   func(v *yaml.Node) { c.Case = Case(d.oneOf(v, []string{string(Smart), string(Exact)})) },
		"note":   func(v *yaml.Node) { c.Note = d.text(v, MaxTextBytes) },
		"source": func(v *yaml.Node) { c.Source = d.text(v, MaxTextBytes) },
	}, d.localeKey(&c.Spellings, &c.Targets))
	if seen != nil && d.failed == before {
		d.complete(n, c, seen)
	}
	if d.failed > before {
		return nil
	}
	c.places = d.places
	return c
}

// idOf is the id of a concept, for messages; empty when it has none.
func idOf(n *yaml.Node) string {
	if id := valueOf(n, "id"); n.Kind == yaml.MappingNode && id != nil && kebab.MatchString(id.Value) {
		return id.Value
	}
	return ""
}

// complete checks what no single key shows.
func (d *decoder) complete(n *yaml.Node, c *Concept, seen map[string]bool) {
	for _, need := range []struct{ key, rule string }{{"id", "schema"}, {"kind", "schema"}, {"source", "source-missing"}} {
		if !seen[need.key] {
			d.failRule(need.rule, n, "a concept without "+need.key, "the key "+need.key, "add it")
		}
	}
	if len(c.Spellings) == 0 {
		d.fail(n, "a concept without a source spelling", "a block such as en with canonical", `add "en: {canonical: ...}"`)
	}
	if c.Given != nil {
		d.completeGiven(n, c)
	}
	for _, t := range c.Targets {
		d.completeTarget(n, c, t)
	}
}

// completeGiven wants a given name wherever the surname stands.
func (d *decoder) completeGiven(n *yaml.Node, c *Concept) {
	if c.Kind != Person {
		d.fail(n, "a given name of a "+string(c.Kind), "kind person", "remove given, or correct kind")
	}
	for _, s := range c.Spellings {
		if ownSpelling(c.Given.Spellings, s.Locale) == nil {
			d.fail(n, "a given name without "+s.Locale, "one for every source locale of the surname",
				"add "+s.Locale+" to given")
		}
	}
	for _, t := range c.Targets {
		if !c.Keep && find(c.Given.Targets, t.Locale) == nil {
			d.fail(n, "a given name without "+t.Locale, "one for every target locale of the surname",
				"add "+t.Locale+" to given")
		}
	}
}

func (d *decoder) completeTarget(n *yaml.Node, c *Concept, t Target) {
	switch {
	case c.Keep && t.Preferred != "":
		d.fail(n, "a preferred term of a concept with keep", "none: it keeps its source spelling", "remove preferred, or keep")
	case !c.Keep && t.Preferred == "":
		d.fail(n, t.Locale+" without preferred", "the agreed term", "add preferred")
	case slices.Contains(t.Forbidden, t.Preferred) && !c.Keep:
		d.fail(n, "the preferred term among the forbidden ones", "other spellings", "remove it from forbidden")
	}
}

// given reads a person's given name.
func (d *decoder) given(n *yaml.Node) *Given {
	g := &Given{}
	d.inGiven = true
	defer func() { d.inGiven = false }()
	d.mapping(n, "a given name", keys{
		"after": func(v *yaml.Node) { g.After = d.boolean(v) },
	}, d.localeKey(&g.Spellings, &g.Targets))
	return g
}

// localeKey takes the keys that are locales: a block with canonical holds
// source spellings, another the terms of a target.
func (d *decoder) localeKey(spellings *[]Spelling, targets *[]Target) func(k, v *yaml.Node) bool {
	return func(k, v *yaml.Node) bool {
		tag, err := language.Parse(k.Value)
		if err != nil || v.Kind != yaml.MappingNode && len(k.Value) != 2 {
			return false
		}
		if tag.String() != k.Value {
			d.fail(k, "the locale "+k.Value, "a BCP 47 tag in its usual form", "write "+tag.String())
			return true
		}
		if hasKey(v, "canonical") || hasKey(v, "variants") {
			*spellings = append(*spellings, d.spelling(k.Value, v))
			slices.SortFunc(*spellings, func(a, b Spelling) int { return strings.Compare(a.Locale, b.Locale) })
		} else {
			*targets = append(*targets, d.target(k.Value, v))
			slices.SortFunc(*targets, func(a, b Target) int { return strings.Compare(a.Locale, b.Locale) })
		}
		return true
	}
}

func (d *decoder) spelling(locale string, n *yaml.Node) Spelling {
	s := Spelling{Locale: locale}
	var lines [3][]int
	seen := d.mapping(n, "a source block", keys{
		"canonical": func(v *yaml.Node) { s.Canonical, lines[0] = d.text(v, MaxTermBytes), []int{v.Line} },
		"admitted":  func(v *yaml.Node) { s.Admitted, lines[1] = d.terms(v) },
		"variants":  func(v *yaml.Node) { s.Variants, lines[2] = d.terms(v) },
	}, nil)
	if seen != nil && !seen["canonical"] {
		d.fail(n, "a source block without canonical", "the agreed spelling", "add canonical")
	}
	s.lines = slices.Concat(lines[:]...)
	d.distinct(n, s.Canonical, s.Admitted, s.Variants)
	return s
}

func (d *decoder) target(locale string, n *yaml.Node) Target {
	t := Target{Locale: locale}
	d.places = append(d.places, place{locale, d.inGiven, n.Line})
	d.mapping(n, "a target block", keys{
		"preferred": func(v *yaml.Node) { t.Preferred = d.text(v, MaxTermBytes) },
		"admitted":  func(v *yaml.Node) { d.admitted(&t, v) },
		"forbidden": func(v *yaml.Node) { t.Forbidden, _ = d.terms(v) },
		"class":     func(v *yaml.Node) { t.Class = d.text(v, MaxTermBytes) },
		"forms":     func(v *yaml.Node) { t.Forms, _ = d.terms(v) },
	}, nil)
	d.distinct(n, t.Preferred, t.Admitted, t.Forbidden)
	return t
}

// admitted reads the list of admitted terms. An item may be a mapping of the
// term and its class: {term: Baku, class: UV}.
func (d *decoder) admitted(t *Target, n *yaml.Node) {
	plain := *n
	plain.Content = nil
	for _, item := range n.Content {
		if n.Kind == yaml.SequenceNode && item.Kind == yaml.MappingNode {
			item = d.classed(t, item)
		}
		if item != nil {
			plain.Content = append(plain.Content, item)
		}
	}
	t.Admitted, _ = d.terms(&plain)
}

// classed reads an admitted term with its class and returns the term, or nil.
func (d *decoder) classed(t *Target, n *yaml.Node) (term *yaml.Node) {
	class := ""
	d.mapping(n, "an admitted term", keys{
		"term":  func(v *yaml.Node) { term = v },
		"class": func(v *yaml.Node) { class = d.text(v, MaxTermBytes) },
	}, nil)
	switch {
	case term == nil:
		d.fail(n, "an admitted term without term", "the term and its class", "write {term: …, class: …}")
	case class != "":
		if t.Classes == nil {
			t.Classes = map[string]string{}
		}
		t.Classes[norm.NFC.String(term.Value)] = class
	}
	return term
}
