package glossary

import (
	"cmp"
	"slices"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"
)

// page is a file as it is laid out: what Format writes and Merge merges. Unlike
// a Concept it has the comments.
type page struct {
	head   []string
	blocks []*part
	foot   []string
	// concepts are what the blocks say, where they come from a file.
	concepts []*Concept
}

// part is a concept, a key with its value, or an item of a list.
type part struct {
	// key is empty for a concept and for an item.
	key string
	// kind is yaml's: ScalarNode with text, or one of the two with parts. An
	// item of a list is a ScalarNode whose parts are what is said of its text.
	kind yaml.Kind
	text string
	// truth says that the text is true or false and not a word.
	truth bool
	parts []*part
	// head are the comments above; an empty string is a blank line. foot are
	// those at the end of a concept, tail is the one behind.
	head, foot []string
	tail       string
	// line is where the part begins, and from where the comments above it do;
	// 0 for one that is in no file.
	line, from int
}

// ranks are the orders of keys; a locale stands where the empty key is.
var ranks = map[string]int{
	"id": 1, "kind": 2, "keep": 3, "case": 4, "after": 4, "given": 7, "note": 8, "source": 9,
	"canonical": 1, "preferred": 1, "admitted": 2, "classes": 2, "variants": 3, "forbidden": 3, "class": 4, "forms": 5,
}

// sourceRank and targetRank are those of the locales of a concept.
const (
	sourceRank = 5
	targetRank = 6
)

// rank says where a key stands among the others of its block.
func (p *part) rank() int {
	if r, ok := ranks[p.key]; ok {
		return r
	}
	if p.find("canonical") != nil {
		return sourceRank
	}
	return targetRank
}

// find is the part under a key, or nil.
func (p *part) find(key string) *part {
	for _, q := range p.parts {
		if q.key == key {
			return q
		}
	}
	return nil
}

// id is that of a concept.
func (p *part) id() string {
	if id := p.find("id"); id != nil {
		return id.text
	}
	return ""
}

// sort puts the keys of a concept into their order, at every depth.
func (p *part) sort() {
	if p.kind == yaml.SequenceNode {
		p.gather()
	}
	if p.kind != yaml.MappingNode {
		return
	}
	slices.SortStableFunc(p.parts, func(a, b *part) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.key, b.key))
	})
	for _, q := range p.parts {
		q.sort()
	}
	if first := p.parts; p.key == "" && len(first) > 0 { // No comment fits between "- " and the first key.
		p.head = append(p.head, first[0].head...)
		first[0].head = nil
	}
}

// partOf makes a part of a node that has passed the schema.
func partOf(key string, n *yaml.Node) *part {
	p := &part{key: key, kind: n.Kind, line: n.Line}
	switch n.Kind {
	case yaml.ScalarNode:
		p.text, p.truth = norm.NFC.String(n.Value), n.Tag == "!!bool"
	case yaml.SequenceNode:
		for _, item := range n.Content {
			p.parts = append(p.parts, itemOf(item))
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			q := partOf(n.Content[i].Value, n.Content[i+1])
			q.line = n.Content[i].Line
			p.parts = append(p.parts, q)
		}
	}
	return p
}

// itemOf makes a part of an item of a list: a text, or a mapping whose term is
// the text.
func itemOf(n *yaml.Node) *part {
	p := partOf("", n)
	if term := p.find("term"); term != nil {
		p.kind, p.text = yaml.ScalarNode, term.text
		p.parts = slices.DeleteFunc(p.parts, func(q *part) bool { return q == term })
	}
	return p
}

// gather puts the comments inside items above them: an item has one line.
func (p *part) gather() {
	for _, item := range p.parts {
		for _, q := range item.parts {
			item.head = append(item.head, q.head...)
			if q.tail != "" && item.tail != "" {
				item.head = append(item.head, q.tail)
			} else {
				item.tail += q.tail
			}
			q.head, q.tail = nil, ""
		}
	}
}
