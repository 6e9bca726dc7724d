package read

import (
	"strings"

	"targman/pipeline/bitext"
)

// speller writes content the way a page spells it.
type speller struct {
	src string
	xml bool
	// quotes are the quotation marks of the attributes that hold a block, by
	// the block's start; 0 for a value without quotes.
	quotes map[int]byte
	// titles are the starts of the blocks in title elements, where no tag is
	// read.
	titles map[int]bool
}

// spell writes the content at the block's place.
func (s *speller) spell(b *bitext.Block, c bitext.Content) string {
	escape := s.escaper(b)
	var out strings.Builder
	at := 0
	for _, k := range c.Codes {
		if k.At > at {
			out.WriteString(escape.Replace(c.Text[at:k.At]))
			at = k.At
		}
		out.WriteString(k.Raw)
		if k.Kind == bitext.Alone && strings.HasPrefix(c.Text[at:], bitext.Object) {
			at += len(bitext.Object)
		}
	}
	out.WriteString(escape.Replace(c.Text[at:]))
	return out.String()
}

// escaper replaces what cannot stand at the block's place. XML knows no name
// for the no-break space.
func (s *speller) escaper(b *bitext.Block) *strings.Replacer {
	pairs := []string{"&", "&amp;", "<", "&lt;", ">", "&gt;", "\u00a0", "&nbsp;"}
	if s.xml {
		pairs[len(pairs)-1] = "&#160;"
	}
	quote, attr := s.quotes[b.Span.Start]
	switch {
	case attr && quote == '\'':
		pairs = append(pairs, "'", "&#39;")
	case attr && quote == '"':
		pairs = append(pairs, `"`, "&quot;")
	case attr:
		pairs = append(pairs, " ", "&#32;", "\t", "&#9;", `"`, "&quot;", "'", "&#39;", "=", "&#61;", "`", "&#96;", "/", "&#47;")
	}
	if attr || s.titles[b.Span.Start] {
		return strings.NewReplacer(append(pairs, bitext.Break, "&#10;")...)
	}
	return strings.NewReplacer(append(pairs, bitext.Break, s.lineBreak(b))...)
}

// lineBreak is the forced line break as the block spells it first.
func (s *speller) lineBreak(b *bitext.Block) string {
	for _, r := range b.Runs {
		if r.Text.Of(b.Text) == bitext.Break {
			return r.Source.Of(s.src)
		}
	}
	if s.xml {
		return "<br />"
	}
	return "<br>"
}
