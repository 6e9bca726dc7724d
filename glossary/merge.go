package glossary

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

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

// mapping merges the keys of a block; path is that of the block.
func (m *merger) mapping(path string, base, ours, theirs *part) *part {
	out := *ours
	out.parts = nil
	out.head, out.foot, out.tail = merged(base.head, ours.head, theirs.head), merged(base.foot, ours.foot, theirs.foot), tail(base, ours, theirs)
	keys := map[string]bool{}
	for _, p := range slices.Concat(ours.parts, theirs.parts) {
		if keys[p.key] {
			continue
		}
		keys[p.key] = true
		if p := m.key(strings.TrimPrefix(path+"."+p.key, "."), base.find(p.key), ours.find(p.key), theirs.find(p.key)); p != nil {
			out.parts = append(out.parts, p)
		}
	}
	if len(out.parts) == 0 {
		return nil
	}
	return &out
}

// key merges one key, any side of which may be nil.
func (m *merger) key(path string, base, ours, theirs *part) *part {
	switch {
	case same(ours, theirs), same(base, theirs):
		return ours
	case same(base, ours):
		return theirs
	}
	kind := yaml.ScalarNode
	for _, p := range []*part{base, ours, theirs} {
		if p != nil {
			kind = p.kind
		}
	}
	if kind == yaml.ScalarNode || ours != nil && theirs != nil && ours.kind != theirs.kind {
		return m.scalar(path, base, ours, theirs)
	}
	empty := &part{key: path[strings.LastIndexByte(path, '.')+1:], kind: kind}
	sides := []*part{base, ours, theirs}
	for i, p := range sides {
		if p == nil || p.kind != kind {
			sides[i] = empty
		}
	}
	if kind == yaml.SequenceNode {
		return m.items(sides[0], sides[1], sides[2])
	}
	return m.mapping(path, sides[0], sides[1], sides[2])
}

// same says that two parts are the same, comments included; nil is like nil
// only.
func same(a, b *part) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.key == b.key && a.kind == b.kind && a.text == b.text && a.truth == b.truth && a.tail == b.tail &&
		slices.Equal(a.head, b.head) && slices.Equal(a.foot, b.foot) && slices.EqualFunc(a.parts, b.parts, same)
}

// scalar merges a value: its text, and the comments about it.
func (m *merger) scalar(path string, base, ours, theirs *part) *part {
	b, o, t := base.value(), ours.value(), theirs.value()
	out := ours
	switch {
	case o == t || b == t:
	case b == o:
		out = theirs
	default:
		m.conflicts = append(m.conflicts, Conflict{m.id, path, b, o, t})
	}
	if out == nil || base == nil || ours == nil || theirs == nil {
		return out
	}
	joined := *out
	joined.head, joined.tail = merged(base.head, ours.head, theirs.head), tail(base, ours, theirs)
	return &joined
}

func (p *part) value() string {
	if p == nil {
		return ""
	}
	return p.text
}

// items merges a list: what one side has added is there, what one has removed
// is not.
func (m *merger) items(base, ours, theirs *part) *part {
	out := *ours
	out.parts = nil
	out.head, out.tail = merged(base.head, ours.head, theirs.head), tail(base, ours, theirs)
	for _, p := range ours.parts {
		if base.item(p.text) == nil || theirs.item(p.text) != nil {
			out.parts = append(out.parts, p)
		}
	}
	for _, p := range theirs.parts {
		if base.item(p.text) == nil && ours.item(p.text) == nil {
			out.parts = append(out.parts, p)
		}
	}
	if len(out.parts) == 0 {
		return nil
	}
	return &out
}

func (p *part) item(text string) *part {
	for _, q := range p.parts {
		if q.text == text {
			return q
		}
	}
	return nil
}

// merged joins comments: those of the side that has changed them, of both
// where both have.
func merged(base, ours, theirs []string) []string {
	switch {
	case slices.Equal(base, ours):
		return theirs
	case slices.Equal(base, theirs):
		return ours
	}
	out := slices.Clone(ours)
	for _, c := range theirs {
		if c != "" && !slices.Contains(ours, c) && !slices.Contains(base, c) {
			out = append(out, c)
		}
	}
	return out
}

// tail merges the comment behind a key.
func tail(base, ours, theirs *part) string {
	if ours.tail == base.tail {
		return theirs.tail
	}
	return ours.tail
}
