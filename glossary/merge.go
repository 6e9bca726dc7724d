package glossary

import (
	"bytes"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

// Conflict is something that two sides have changed in different ways.
type Conflict struct {
	// Concept is its id, and Key where in it, such as "hy.preferred"; an empty
	// key means that one side has removed the concept and the other changed it.
	Concept, Key string
	// Base, Ours and Theirs are the values; empty where there is none.
	Base, Ours, Theirs string
}

// Merge joins what two sides have made of a file, concept by concept and key by
// key; a list is merged item by item. The result is laid out as Format does.
// A concept in conflict stands there twice, between the marks that git uses,
// which no glossary can be loaded with.
func Merge(base, ours, theirs File) ([]byte, []Conflict, error) {
	var bad problems
	b, o, t := outline(base, bad.report), outline(ours, bad.report), outline(theirs, bad.report)
	if b == nil || o == nil || t == nil {
		return nil, nil, bad.err()
	}
	for _, side := range []struct {
		g    *page
		name string
	}{{b, base.Name}, {o, ours.Name}, {t, theirs.Name}} {
		side.g.sort()
		for i := 1; i < len(side.g.blocks); i++ {
			if id := side.g.blocks[i].id(); id == side.g.blocks[i-1].id() {
				return nil, nil, fmt.Errorf("merge %s: two concepts have the id %s; make them one first", side.name, id)
			}
		}
	}
	m := &merger{ours: ours.Name, theirs: theirs.Name}
	out := m.page(b, o, t)
	return out, m.conflicts, nil
}

// merger collects the conflicts of one merge.
type merger struct {
	ours, theirs string
	conflicts    []Conflict
	id           string
}

func (m *merger) page(base, ours, theirs *page) []byte {
	was, is, other := base.byID(), ours.byID(), theirs.byID()
	var ids []string
	for _, b := range slices.Concat(ours.blocks, theirs.blocks) {
		ids = append(ids, b.id())
	}
	slices.Sort(ids)
	var texts [][]byte
	if head := text(merged(base.head, ours.head, theirs.head)); len(head) > 0 {
		texts = append(texts, head)
	}
	for _, id := range slices.Compact(ids) {
		m.id = id
		if block := m.concept(was[id], is[id], other[id]); block != nil {
			texts = append(texts, block)
		}
	}
	if foot := text(merged(base.foot, ours.foot, theirs.foot)); len(foot) > 0 {
		texts = append(texts, foot)
	}
	return bytes.Join(texts, []byte("\n"))
}

// text is comments that stand between concepts.
func text(comments []string) []byte {
	var w layout
	w.comments("", comments)
	return []byte(w.String())
}

func (g *page) byID() map[string]*part {
	out := map[string]*part{}
	for _, b := range g.blocks {
		out[b.id()] = b
	}
	return out
}

// concept merges one concept, any side of which may be nil; nil means that it
// is gone.
func (m *merger) concept(base, ours, theirs *part) []byte {
	b, o, t := base.lines(), ours.lines(), theirs.lines()
	switch {
	case bytes.Equal(o, t), bytes.Equal(b, t):
		return o
	case bytes.Equal(b, o):
		return t
	case o == nil || t == nil:
		m.conflicts = append(m.conflicts, Conflict{Concept: m.id})
		return m.marked(o, t)
	}
	before := len(m.conflicts)
	if base == nil {
		base = &part{kind: yaml.MappingNode}
	}
	both := m.mapping("", base, ours, theirs)
	if len(m.conflicts) > before {
		return m.marked(o, t)
	}
	both.sort()
	return both.lines()
}

// lines is a concept as text; nil of nil.
func (p *part) lines() []byte {
	if p == nil {
		return nil
	}
	var w layout
	w.concept(p)
	return []byte(w.String())
}

// marked is what git writes where two sides disagree.
func (m *merger) marked(ours, theirs []byte) []byte {
	return slices.Concat([]byte("<<<<<<< "+m.ours+"\n"), ours, []byte("=======\n"), theirs, []byte(">>>>>>> "+m.theirs+"\n"))
}
