package pipeline

import (
	"fmt"
	"strings"

	"targman/glossary"
	"targman/pipeline/bitext"
)

// match finds the concepts in the unit's source and puts their canonical
// spelling there; what stood there is a finding.
func (l *Line) match(u *bitext.Unit) {
	found := l.Names.Match(u.Source.Text)
	if len(found) == 0 {
		return
	}
	c := canonicaliser{old: u.Source}
	for _, m := range found {
		t := l.term(m, u.Source.Text)
		t.Span = c.take(m)
		if text := c.out.String()[t.Span.Start:t.Span.End]; text != t.Seen {
			u.Find(bitext.Finding{ID: "term-variant", Severity: bitext.Info,
				Message: fmt.Sprintf("%q is spelled %q", t.Seen, text)})
		}
		u.Terms = append(u.Terms, t)
	}
	u.Source = c.rest()
}

// term is the concept as the unit carries it.
func (l *Line) term(m glossary.Match, text string) bitext.Term {
	t := bitext.Term{Concept: m.Concept.ID, Seen: text[m.Start:m.End], Canonical: m.Canonical,
		Kind: string(m.Concept.Kind), Keep: m.Concept.Keep}
	if target, ok := m.Concept.Target(l.Pair.Target, m.Given); ok {
		t.Target, t.Class = target.Preferred, target.Class
	}
	return t
}

// canonicaliser rewrites a text match by match and moves the codes along.
type canonicaliser struct {
	old   bitext.Content
	out   strings.Builder
	codes []bitext.Code
	at    int // into old.Text: what is written
}

// take writes the text up to the end of the match, the match in its canonical
// spelling, and returns where that now stands. A name that has a code inside
// stays as it is: the code would lose its place.
func (c *canonicaliser) take(m glossary.Match) bitext.Span {
	c.copy(m.Start)
	start := c.out.Len()
	if c.codeInside(m) {
		c.copy(m.End)
	} else {
		c.move(m.Start)
		c.out.WriteString(m.Canonical)
		c.at = m.End
	}
	return bitext.Span{Start: start, End: c.out.Len()}
}

func (c *canonicaliser) rest() bitext.Content {
	c.copy(len(c.old.Text))
	c.move(len(c.old.Text))
	return bitext.Content{Text: c.out.String(), Codes: c.codes}
}

// copy writes the old text up to the offset.
func (c *canonicaliser) copy(to int) {
	c.move(to - 1)
	c.out.WriteString(c.old.Text[c.at:to])
	c.at = to
}

// move takes over the codes that stand at or before the offset of the old
// text, all of which lie between what is written and what follows.
func (c *canonicaliser) move(to int) {
	for len(c.codes) < len(c.old.Codes) && c.old.Codes[len(c.codes)].At <= to {
		k := c.old.Codes[len(c.codes)]
		k.At += c.out.Len() - c.at
		c.codes = append(c.codes, k)
	}
}

func (c *canonicaliser) codeInside(m glossary.Match) bool {
	for _, k := range c.old.Codes {
		if k.At > m.Start && k.At < m.End {
			return true
		}
	}
	return false
}
