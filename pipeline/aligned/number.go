package aligned

import (
	"strings"

	"targman/pipeline/bitext"
)

// numberer gives the inline codes of a source their ids, and those of its
// translation the same ones.
type numberer struct {
	ids  map[string]int
	has  map[codeKey]bool // in the source
	next int
}

type codeKey struct {
	id   int
	kind bitext.CodeKind
}

func newNumberer() *numberer {
	return &numberer{ids: map[string]int{}, has: map[codeKey]bool{}}
}

// source numbers codes in order of appearance; a code that closes has the
// number of the one it closes.
func (n *numberer) source(ps []piece) bitext.Content {
	return assemble(ps, func(c *code) int {
		id := 0
		for _, name := range c.names {
			k := n.ids[name]
			if k > 0 && c.kind == bitext.Close && n.has[codeKey{k, bitext.Open}] && !n.has[codeKey{k, c.kind}] {
				id = k
				break
			}
		}
		if id == 0 {
			id = n.fresh(c.names)
		}
		n.has[codeKey{id, c.kind}] = true
		return id
	})
}

// fresh is a number of its own for a code of these names.
func (n *numberer) fresh(names []string) int {
	n.next++
	for _, name := range names {
		if n.ids[name] == 0 {
			n.ids[name] = n.next
		}
	}
	return n.next
}

// target numbers the codes of a translation; one that the source has not got
// gets a number of its own.
func (n *numberer) target(ps []piece) bitext.Content {
	used := map[codeKey]bool{}
	return assemble(ps, func(c *code) int {
		for _, name := range c.names {
			k := codeKey{n.ids[name], c.kind}
			if n.has[k] && !used[k] {
				used[k] = true
				return k.id
			}
		}
		if k := n.ids[c.names[0]]; k > 0 && c.sure {
			return k
		}
		return n.fresh(c.names)
	})
}

func assemble(ps []piece, number func(*code) int) bitext.Content {
	var b strings.Builder
	var codes []bitext.Code
	for _, p := range ps {
		if p.code != nil {
			codes = append(codes, bitext.Code{ID: number(p.code), Kind: p.code.kind, At: b.Len(), Raw: p.code.raw})
		}
		b.WriteString(p.text)
	}
	return bitext.Content{Text: b.String(), Codes: codes}
}

// sides are a source and its target with their codes numbered.
func sides(source, target []piece) (s, t bitext.Content) {
	n := newNumberer()
	return n.source(source), n.target(target)
}
