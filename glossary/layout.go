package glossary

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// maxColumns is how wide a list may get, in characters, before it has a line
// for each item.
const maxColumns = 100

// layout writes a page the canonical way.
type layout struct{ strings.Builder }

// bytes is the page as text: its head, then the concepts with one blank line
// between them.
func (g *page) bytes() []byte {
	var w layout
	w.comments("", g.head)
	for i, b := range g.blocks {
		if i > 0 || len(g.head) > 0 {
			w.WriteByte('\n')
		}
		w.concept(b)
	}
	if len(g.foot) > 0 && w.Len() > 0 {
		w.WriteByte('\n')
	}
	w.comments("", g.foot)
	return []byte(w.String())
}

// comments writes a line for each; an empty one is a blank line.
func (w *layout) comments(indent string, list []string) {
	for _, c := range list {
		if c == "" {
			w.WriteByte('\n')
			continue
		}
		w.line(indent, c, "")
	}
}

// closed is without the blank lines, which stand between concepts only.
func closed(list []string) []string {
	var out []string
	for _, c := range list {
		if c != "" {
			out = append(out, c)
		}
	}
	return out
}

func (w *layout) concept(p *part) {
	w.comments("", p.head)
	for i, q := range p.parts {
		if i == 0 {
			w.part("- ", "  ", q)
		} else {
			w.part("  ", "  ", q)
		}
	}
	w.comments("  ", closed(p.foot))
}

// part writes a key and its value; first is what stands before the key.
func (w *layout) part(first, indent string, p *part) {
	w.comments(indent, closed(p.head))
	first += scalar(p.key, false) + ":"
	switch {
	case p.truth:
		w.line(first, " "+strings.ToLower(p.text), p.tail)
	case p.kind == yaml.ScalarNode:
		w.line(first, " "+scalar(p.text, false), p.tail)
	case p.kind == yaml.SequenceNode:
		w.list(first, indent, p)
	case len(p.parts) == 0:
		w.line(first, " {}", p.tail)
	default:
		w.line(first, "", p.tail)
		for _, q := range p.parts {
			w.part(indent+"  ", indent+"  ", q)
		}
	}
}

// list writes a list in one line, or with a line for each item where it is too
// long or an item has a comment of its own.
func (w *layout) list(first, indent string, p *part) {
	items, own := make([]string, len(p.parts)), false
	for i, q := range p.parts {
		items[i] = item(q, true)
		own = own || len(q.head) > 0 || q.tail != ""
	}
	flow := " [" + strings.Join(items, ", ") + "]"
	if !own && utf8.RuneCountInString(first+flow) <= maxColumns || len(items) == 0 {
		w.line(first, flow, p.tail)
		return
	}
	w.line(first, "", p.tail)
	for _, q := range p.parts {
		w.comments(indent+"  ", closed(q.head))
		w.line(indent+"  - ", item(q, false), q.tail)
	}
}

// item writes an item of a list; flow is for inside a list in brackets.
func item(p *part, flow bool) string {
	if len(p.parts) == 0 {
		return scalar(p.text, flow)
	}
	out := "{term: " + scalar(p.text, true)
	for _, q := range p.parts {
		out += ", " + q.key + ": " + scalar(q.text, true)
	}
	return out + "}"
}

func (w *layout) line(before, text, tail string) {
	w.WriteString(before)
	w.WriteString(text)
	if tail != "" {
		w.WriteString(" " + tail)
	}
	w.WriteByte('\n')
}
