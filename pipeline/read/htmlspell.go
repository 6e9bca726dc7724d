package read

import (
	"strconv"
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
	var out strings.Builder
	at := 0
	for _, k := range c.Codes {
		if k.At > at {
			out.WriteString(s.text(b, c.Text[at:k.At]))
			at = k.At
		}
		out.WriteString(k.Raw)
		if k.Kind == bitext.Alone && strings.HasPrefix(c.Text[at:], bitext.Object) {
			at += len(bitext.Object)
		}
	}
	out.WriteString(s.text(b, c.Text[at:]))
	return out.String()
}

// htmlEscapes are the characters that cannot stand where they are, by place. XML
// knows no name for the no-break space; a value without quotes ends at white
// space.
var htmlEscapes = map[byte]*strings.Replacer{
	'<':  htmlEscape(),
	'"':  htmlEscape(`"`, "&quot;"),
	'\'': htmlEscape("'", "&#39;"),
	0:    htmlEscape(" ", "&#32;", "\t", "&#9;", `"`, "&quot;", "'", "&#39;", "=", "&#61;", "`", "&#96;", "/", "&#47;"),
}

// htmlEscape escapes what text cannot hold anywhere, and the given characters.
// Control characters as they are would make the page look like a binary file.
func htmlEscape(pairs ...string) *strings.Replacer {
	pairs = append(pairs, "&", "&amp;", "<", "&lt;", ">", "&gt;", "\u00a0", "&nbsp;")
	for c := range byte(' ') {
		if isControl(c) {
			pairs = append(pairs, string(c), "&#"+strconv.Itoa(int(c))+";")
		}
	}
	return strings.NewReplacer(pairs...)
}

// text writes text at the block's place.
func (s *speller) text(b *bitext.Block, text string) string {
	quote, attr := s.quotes[b.Span.Start]
	if !attr {
		quote = '<'
	}
	out := htmlEscapes[quote].Replace(text)
	if s.xml {
		out = strings.ReplaceAll(out, "&nbsp;", "&#160;")
	}
	if !strings.Contains(out, bitext.Break) {
		return out
	}
	if attr || s.titles[b.Span.Start] {
		return strings.ReplaceAll(out, bitext.Break, "&#10;")
	}
	return strings.ReplaceAll(out, bitext.Break, s.lineBreak(b))
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
