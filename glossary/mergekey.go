package glossary

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

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
		return m.items(path, sides[0], sides[1], sides[2])
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
func (m *merger) items(path string, base, ours, theirs *part) *part {
	out := *ours
	out.parts = nil
	out.head, out.tail = merged(base.head, ours.head, theirs.head), tail(base, ours, theirs)
	for _, p := range ours.parts {
		was, other := base.item(p.text), theirs.item(p.text)
		switch {
		case other != nil:
			out.parts = append(out.parts, m.said(path+"."+p.text, was, p, other))
		case was == nil:
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

// said merges what two sides say of one item.
func (m *merger) said(path string, base, ours, theirs *part) *part {
	out := *ours
	if base == nil {
		base = &part{}
	}
	if both := m.mapping(path, base, ours, theirs); both != nil {
		out.parts = both.parts
	} else {
		out.parts = nil
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
