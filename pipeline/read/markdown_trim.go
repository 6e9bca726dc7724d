package read

import (
	"slices"
	"strings"
	"unicode"

	"targman/pipeline/bitext"
)

// block makes a block of the content in the given place. Its text begins and
// ends with a word unless a code stands there; white space around it, even one
// that is spelled as a reference, stays outside.
func (in *mdInline) block(kind bitext.Kind, span bitext.Span) bitext.Block {
	whole := bitext.Content{Text: in.text.String(), Codes: in.codes}
	words := mdEdges(whole)
	b := bitext.Block{Kind: kind, Span: span, Content: mdCut(whole, words)}
	for _, r := range in.runs {
		if before := (bitext.Span{Start: r.Text.Start, End: min(r.Text.End, words.Start)}); before.Len() > 0 {
			b.Span.Start = mdCutRun(r, before).Source.End
		}
		if after := (bitext.Span{Start: max(r.Text.Start, words.End), End: r.Text.End}); after.Len() > 0 {
			b.Span.End = min(b.Span.End, mdCutRun(r, after).Source.Start)
		}
		if s := (bitext.Span{Start: max(r.Text.Start, words.Start), End: min(r.Text.End, words.End)}); s.Len() > 0 {
			r = mdCutRun(r, s)
			r.Text.Start -= words.Start
			r.Text.End -= words.Start
			b.Runs = append(b.Runs, r)
		}
	}
	return b
}

// mdEdges is the part of the text without the white space before and after
// it, and with every code.
func mdEdges(c bitext.Content) bitext.Span {
	end := len(strings.TrimRightFunc(c.Text, unicode.IsSpace))
	start := len(c.Text) - len(strings.TrimLeftFunc(c.Text, unicode.IsSpace))
	if n := len(c.Codes); n > 0 {
		start, end = min(start, c.Codes[0].At), max(end, c.Codes[n-1].At)
	}
	return bitext.Span{Start: min(start, end), End: end}
}

// mdInside is the content with every code inside the text, and none before the
// one before it.
func mdInside(c bitext.Content) bitext.Content {
	at := 0
	for i, k := range c.Codes {
		if k.At < at || k.At > len(c.Text) {
			c.Codes = slices.Clone(c.Codes)
			c.Codes[i].At = min(max(k.At, at), len(c.Text))
		}
		at = c.Codes[i].At
	}
	return c
}

// mdCut is the given part of the content, which holds every code.
func mdCut(c bitext.Content, part bitext.Span) bitext.Content {
	if part.Len() == len(c.Text) {
		return c
	}
	out := bitext.Content{Text: part.Of(c.Text)}
	for _, k := range c.Codes {
		k.At -= part.Start
		out.Codes = append(out.Codes, k)
	}
	return out
}

// mdCutRun is the part of a run that covers the given part of the text; an
// atomic run is taken whole.
func mdCutRun(r bitext.Run, part bitext.Span) bitext.Run {
	if r.Text.Len() == r.Source.Len() {
		r.Source.Start += part.Start - r.Text.Start
		r.Source.End -= r.Text.End - part.End
	}
	r.Text = part
	return r
}
