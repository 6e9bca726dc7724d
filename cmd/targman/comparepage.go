package main

import (
	_ "embed"
	"slices"

	"targman/pipeline/bitext"
)

//go:embed comparepage.html
var comparePageText string

//go:embed comparepage.css
var comparePageStyle string

// compareView is what the page shows.
type compareView struct {
	*enginesCompared
	Summary string
	Head    []string
	Words   map[string]string
}

// comparePage writes the page.
func (c *comparing) comparePage(out *enginesCompared) error {
	v := compareView{enginesCompared: out, Summary: c.title(out), Head: c.totalsHead(out),
		Words: map[string]string{
			"title": c.text("compare.page.title", nil), "person": c.text("compare.person", nil),
			"open": c.text("compare.page.open", nil), "engine": c.text("compare.page.engine", nil), "text": c.text("compare.page.text", nil),
			"note": c.text("compare.page.note", nil),
		},
	}
	return c.writePage(c.out, v.Words["title"], comparePageStyle, comparePageText, v)
}

// Cells are the totals, Signatures how scores were computed.
func (r engineResult) Cells() []string          { return r.cells() }
func (c *enginesCompared) Signatures() []string { return c.signatures() }

// piece is a stretch of a translation; Name says that an agreed name stands in
// it.
type piece struct {
	Text string
	Name bool
}

// Pieces are the translation cut at its names.
func (a comparedAnswer) Pieces() (out []piece) {
	var found []bitext.Span
	for _, t := range a.unit.Terms {
		found = append(found, t.Found...)
	}
	slices.SortFunc(found, func(x, y bitext.Span) int { return x.Start - y.Start })
	text, at := a.unit.Target.Text, 0
	add := func(to int, name bool) {
		if to > at {
			out = append(out, piece{plain(bitext.Content{Text: text[at:to]}), name})
			at = to
		}
	}
	for _, s := range found {
		add(s.Start, false)
		add(s.End, true)
	}
	add(len(text), false)
	return out
}

// Best says that no engine has a better score for the segment.
func (s comparedSegment) Best(a comparedAnswer) bool {
	return a.ChrF != nil && !slices.ContainsFunc(s.Answers, func(b comparedAnswer) bool { return b.ChrF != nil && *b.ChrF > *a.ChrF })
}
