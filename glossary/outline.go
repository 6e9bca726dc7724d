package glossary

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

// outline reads a file as it is laid out. It reports what the schema does not
// allow and is nil then. What is wrong between concepts does not matter here.
func outline(f File, report func(Problem)) *page {
	text, ok := f.text(report)
	if !ok {
		return nil
	}
	d := decoder{file: f.Name, report: report}
	tree := d.document(text)
	if d.failed > 0 {
		return nil
	}
	o := &outliner{scan: newScan(text, tree), page: &page{}}
	if tree != nil && tree.Kind == yaml.SequenceNode {
		o.indent = tree.Column
		for _, n := range tree.Content {
			o.page.blocks = append(o.page.blocks, partOf("", n))
		}
	}
	if tree != nil {
		o.page.concepts = d.concepts(tree)
	}
	if d.failed > 0 {
		return nil
	}
	o.attach()
	return o.page
}

// outliner gives the comments of a file to its parts.
type outliner struct {
	*scan
	page *page
	// indent is the column of the dashes before concepts.
	indent int
	// parts are all parts in the order of the file, and of says to which
	// concept each belongs.
	parts []*part
	of    map[*part]*part
	// up and down say of the line of a comment that has it for itself whether no
	// blank line stands between it and what is before, or after it.
	up, down map[int]bool
	// last is the line of the last comment that was put above a part.
	last map[*[]string]int
}

func (o *outliner) attach() {
	o.of, o.last = map[*part]*part{}, map[*[]string]int{}
	for _, b := range o.page.blocks {
		b.from = b.line
		o.list(b, b)
	}
	all := o.comments()
	o.up, o.down = o.touches(all, -1), o.touches(all, 1)
	for _, c := range all {
		if c.alone {
			o.above(c)
		} else {
			o.behind(c)
		}
	}
}

func (o *outliner) list(p, concept *part) {
	o.parts = append(o.parts, p)
	o.of[p] = concept
	for _, q := range p.parts {
		o.list(q, concept)
	}
}

// next is the index of the first part that begins at or after the line.
func (o *outliner) next(line int) int {
	i, _ := slices.BinarySearchFunc(o.parts, line, func(p *part, line int) int { return p.line - line })
	return i
}

// above gives a comment that has its line for itself to what follows it, or to
// the concept before.
func (o *outliner) above(c comment) {
	i := o.next(c.line + 1)
	switch {
	case i == len(o.parts) && i == 0:
		o.put(&o.page.head, c)
	case i == len(o.parts):
		if before := o.of[o.parts[i-1]]; c.column > o.indent || o.up[c.line] {
			o.put(&before.foot, c)
		} else {
			o.put(&o.page.foot, c)
		}
	case o.of[o.parts[i]] != o.parts[i]:
		o.put(&o.parts[i].head, c)
	case i == 0 && !o.down[c.line]:
		o.put(&o.page.head, c)
	case i > 0 && (c.column > o.indent || o.up[c.line] && !o.down[c.line]):
		o.put(&o.of[o.parts[i-1]].foot, c)
	default:
		o.parts[i].from = min(o.parts[i].from, c.line)
		o.put(&o.parts[i].head, c)
	}
}

// touches says of every comment that has its line for itself whether the run of
// such lines it is in has a line that is not blank before it, or with step 1
// after it.
func (o *outliner) touches(all []comment, step int) map[int]bool {
	out := map[int]bool{}
	for i := range all {
		c := all[i]
		if step > 0 {
			c = all[len(all)-1-i]
		}
		if !c.alone {
			continue
		}
		next := c.line + step
		if run, ok := out[next]; ok {
			out[c.line] = run
		} else {
			out[c.line] = next >= 1 && next <= len(o.starts) && !o.blank(next)
		}
	}
	return out
}

// put adds a comment, after a blank line where one stood.
func (o *outliner) put(to *[]string, c comment) {
	if last := o.last[to]; last > 0 && c.line > last+1 {
		*to = append(*to, "")
	}
	o.last[to] = c.line
	*to = append(*to, c.text)
}

// behind gives a comment at the end of a line to the first key of the line, or
// to what stands before.
func (o *outliner) behind(c comment) {
	i := o.next(c.line)
	if i < len(o.parts) && o.parts[i].line == c.line {
		if o.of[o.parts[i]] == o.parts[i] && i+1 < len(o.parts) { // "- id: x # …" is about the id.
			i++
		}
	} else {
		i--
	}
	if i < 0 {
		o.put(&o.page.head, c)
		return
	}
	p := o.parts[i]
	if p.tail == "" {
		p.tail = c.text
	} else {
		p.head = append(p.head, c.text)
	}
}

// commentsOf lists every comment of a page.
func (g *page) commentsOf() []string {
	var out []string
	take := func(comments ...string) {
		for _, c := range comments {
			if c != "" {
				out = append(out, c)
			}
		}
	}
	var add func(p *part)
	add = func(p *part) {
		take(p.head...)
		take(p.foot...)
		take(p.tail)
		for _, q := range p.parts {
			add(q)
		}
	}
	take(g.head...)
	take(g.foot...)
	for _, b := range g.blocks {
		add(b)
	}
	slices.Sort(out)
	return out
}
