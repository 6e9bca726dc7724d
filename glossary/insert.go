package glossary

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// Insert writes a concept into a file, before the first one with a greater id,
// and leaves every other byte as it is. Only a file whose concepts are not
// blocks of lines, one below the other, is laid out anew as Format does.
func Insert(f File, c *Concept) ([]byte, error) {
	var bad problems
	g := outline(f, bad.report)
	if g == nil {
		return nil, bad.err()
	}
	for _, b := range g.blocks {
		if b.id() == c.ID {
			return nil, Problem{f.Name, b.line, "a concept with the id " + quote(c.ID), "none with it yet",
				"change that one, or choose another id", "id-duplicate", c.ID}
		}
	}
	out, err := put(f, g, []*Concept{c})
	if err != nil {
		return nil, err
	}
	_, err = Parse(File{f.Name, out})
	return out, err
}

// part is the concept as it is laid out.
func (c *Concept) part() *part {
	p := &part{kind: yaml.MappingNode}
	p.say("id", c.ID)
	p.say("kind", string(c.Kind))
	p.affirm("keep", c.Keep)
	if c.Case != Smart {
		p.say("case", string(c.Case))
	}
	p.locales(c.Spellings, c.Targets)
	if g := c.Given; g != nil {
		given := &part{key: "given", kind: yaml.MappingNode}
		given.affirm("after", g.After)
		given.locales(g.Spellings, g.Targets)
		p.parts = append(p.parts, given)
	}
	p.say("note", c.Note)
	p.say("source", c.Source)
	p.sort()
	return p
}

// locales adds the blocks of spellings and targets.
func (p *part) locales(spellings []Spelling, targets []Target) {
	for _, s := range spellings {
		q := &part{key: s.Locale, kind: yaml.MappingNode}
		q.say("canonical", s.Canonical)
		q.list("admitted", s.Admitted)
		q.list("variants", s.Variants)
		p.parts = append(p.parts, q)
	}
	for _, t := range targets {
		q := &part{key: t.Locale, kind: yaml.MappingNode}
		q.say("preferred", t.Preferred)
		q.list("admitted", t.Admitted)
		q.classes(t.Classes)
		q.list("forbidden", t.Forbidden)
		q.say("class", t.Class)
		q.list("forms", t.Forms)
		p.parts = append(p.parts, q)
	}
}

// say adds a key with a text unless it is empty.
func (p *part) say(key, text string) {
	if text != "" {
		p.parts = append(p.parts, &part{key: key, kind: yaml.ScalarNode, text: text})
	}
}

func (p *part) affirm(key string, yes bool) {
	if yes {
		p.parts = append(p.parts, &part{key: key, kind: yaml.ScalarNode, text: "true", truth: true})
	}
}

func (p *part) list(key string, items []string) {
	if len(items) == 0 {
		return
	}
	q := &part{key: key, kind: yaml.SequenceNode}
	for _, item := range items {
		q.parts = append(q.parts, &part{kind: yaml.ScalarNode, text: item})
	}
	p.parts = append(p.parts, q)
}

// classes adds the classes of admitted terms to their items.
func (p *part) classes(by map[string]string) {
	list := p.find("admitted")
	if list == nil {
		return
	}
	for _, item := range list.parts {
		item.say("class", by[item.text])
	}
}

// Layout is a concept as Insert writes it.
func Layout(c *Concept) string { return string(c.part().lines()) }

// SuggestID makes an id of a name: small letters without accents, a hyphen
// between words; empty where the name has no letter of that kind.
func SuggestID(name string) string {
	var id strings.Builder
	for _, r := range string(appendFold(nil, strings.TrimSuffix(name, "."))) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			id.WriteRune(r)
		case r != '\'' && id.Len() > 0 && !strings.HasSuffix(id.String(), "-"):
			id.WriteByte('-')
		}
	}
	return strings.Trim(id.String(), "-")
}
