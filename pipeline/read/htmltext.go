package read

import (
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// composer puts the content of a block together, white space collapsed as in
// https://www.w3.org/TR/css-text-3/#white-space-phase-1.
type composer struct {
	src    string
	inAttr bool
	text   []byte
	runs   []bitext.Run
	codes  []bitext.Code
	// space says that white space at this place is not seen.
	space bool
	// literal says that the last run is spelled as it reads and may grow.
	literal bool
	ids     int
}

// next is the next unused id of a code.
func (c *composer) next() int {
	c.ids++
	return c.ids
}

// words adds text of the page. NUL is not seen by a reader and stays where it
// is.
func (c *composer) words(span bitext.Span) {
	for i := span.Start; i < span.End; {
		if j := c.plain(i, span.End); j > i {
			c.run(c.src[i:j], i, j, true)
			i = j
			continue
		}
		switch rest := c.src[i:span.End]; {
		case rest[0] == '&':
			value, n := entity(rest, c.inAttr)
			// "&#0" is NUL, too, and as long as the mark that stands for it.
			if n != len("&#0") || value != "\uFFFD" {
				c.value(value, i, i+n)
			}
			i += n
		case rest[0] == 0:
			i++
		case isHTMLSpace(rest[0]):
			j := i
			for j < span.End && isHTMLSpace(c.src[j]) {
				j++
			}
			c.value(" ", i, j)
			i = j
		default:
			c.value(bitext.Object, i, i+len(bitext.Object))
			i += len(bitext.Object)
		}
	}
}

// plain is the end of the text from i on that reads as it is spelled.
func (c *composer) plain(i, end int) int {
	for ; i < end; i++ {
		switch b := c.src[i]; {
		case b == ' ' && !c.space && (i+1 == end || !isHTMLSpace(c.src[i+1])):
			c.space = true
			continue
		case b == '&', b == 0, isHTMLSpace(b):
			return i
		case b == bitext.Object[0] && i+3 <= end && c.src[i:i+3] == bitext.Object:
			return i
		}
		c.space = false
	}
	return i
}

// value adds one character that is spelled in some other way.
func (c *composer) value(v string, start, end int) {
	switch {
	case len(v) == 1 && isHTMLSpace(v[0]):
		if !c.space {
			c.run(" ", start, end, false)
			c.space = true
		}
	case v == bitext.Object:
		// The character that stands for an object in Content is one itself.
		c.code(bitext.Alone, c.next(), item{sort: isSeen, span: bitext.Span{Start: start, End: end}})
	case len(v) == end-start && v != c.src[start:end]:
		// Only atomic runs may differ from the source, and these are told by
		// their length: "&ngE;" is two characters of five bytes together.
		_, n := utf8.DecodeRuneInString(v)
		c.run(v[:n], start, end, false)
		c.run(v[n:], end, end, false)
		c.space = false
	default:
		c.run(v, start, end, v == c.src[start:end])
		c.space = false
	}
}

// run adds text and where it stands; literal says that it is spelled there as
// it reads.
func (c *composer) run(text string, start, end int, literal bool) {
	from := len(c.text)
	c.text = append(c.text, text...)
	n := len(c.runs)
	if literal && c.literal && n > 0 && c.runs[n-1].Source.End == start && c.runs[n-1].Text.End == from {
		c.runs[n-1].Source.End, c.runs[n-1].Text.End = end, len(c.text)
		return
	}
	c.literal = literal
	c.runs = append(c.runs, bitext.Run{
		Text:   bitext.Span{Start: from, End: len(c.text)},
		Source: bitext.Span{Start: start, End: end},
	})
}

// lineBreak adds a forced line break; the space around it is not seen.
func (c *composer) lineBreak(span bitext.Span) {
	c.trim()
	c.run(bitext.Break, span.Start, span.End, false)
	c.space = true
}

// code adds an inline code.
func (c *composer) code(k bitext.CodeKind, id int, it item) {
	code := bitext.Code{
		ID: id, Kind: k, At: len(c.text), Raw: it.span.Of(c.src), Span: it.span, Type: elements[it.name].code,
	}
	if code.Type == "" {
		code.Type = "other"
	}
	c.codes = append(c.codes, code)
	if it.sort == isSeen || it.sort == isFused {
		c.text = append(c.text, bitext.Object...)
		c.space = false
	}
}

// trim takes off the space at the end of a line.
func (c *composer) trim() {
	if n := len(c.text); n == 0 || !c.space || c.text[n-1] != ' ' {
		return
	}
	c.text = c.text[:len(c.text)-1]
	r := &c.runs[len(c.runs)-1]
	if r.Text.End--; c.literal {
		r.Source.End--
	}
	if r.Text.Len() == 0 {
		c.runs = c.runs[:len(c.runs)-1]
		c.literal = false
	}
	for i := len(c.codes) - 1; i >= 0 && c.codes[i].At > len(c.text); i-- {
		c.codes[i].At = len(c.text)
	}
}

// block is what was put together, from its first to its last byte.
func (c *composer) block() bitext.Block {
	c.trim()
	b := bitext.Block{Runs: c.runs, Content: bitext.Content{Text: string(c.text), Codes: c.codes}}
	b.Span = bitext.Span{Start: len(c.src)}
	grow := func(s bitext.Span) {
		b.Span = bitext.Span{Start: min(b.Span.Start, s.Start), End: max(b.Span.End, s.End)}
	}
	for _, r := range c.runs {
		grow(r.Source)
	}
	for _, k := range c.codes {
		grow(k.Span)
	}
	return b
}

func isHTMLSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f' }
