package bitext

import "strings"

// Kind says what part a block plays in its article.
type Kind string

// The kinds of block, as they stand in files.
const (
	Headline  Kind = "headline"
	Caption   Kind = "caption"
	Paragraph Kind = "paragraph"
	ListItem  Kind = "list-item"
	Quote     Kind = "quote"
	Cell      Kind = "cell"
	// UI is a string of the site itself; it is translated from locales, never
	// by an engine.
	UI Kind = "ui"
	// Furniture belongs to the page, not to the article, and stays as it is.
	Furniture Kind = "furniture"
	// Duplicate repeats an earlier block, Block.Of, and takes its translation.
	Duplicate Kind = "duplicate"
)

// Block is a run of text that belongs together: a paragraph, a heading, a
// cell. It is never joined with another block and never cut but into
// sentences.
type Block struct {
	Kind Kind
	// Span covers the block in Article.Source, from the first to the last byte
	// that a translation may replace.
	Span Span
	// Content is what a reader sees: entities decoded, escapes resolved, soft
	// line breaks as one space. Not normalised.
	Content
	// Runs say where each stretch of Text stands in Article.Source; ascending,
	// disjoint, and together they cover Text, but for Object runes of codes.
	Runs []Run
	// Of is the index in Article.Blocks of the block that a Duplicate repeats.
	Of int
	// Reason says why a Furniture or Duplicate block is not translated: the id
	// of the rule, a colon, and words for a person.
	Reason string
}

// Run pairs a stretch of a block's text with its spelling in the source. When
// both have the same length the bytes are the same; otherwise the run is
// atomic (an entity, an escape, a soft line break with its prefix).
type Run struct {
	// Text is into Block.Text.
	Text Span
	// Source is into Article.Source.
	Source Span
}

// SourceSpan returns where the given part of the block's text, together with
// the given codes, stands in Article.Source. It is empty when both are.
func (b *Block) SourceSpan(text Span, codes []Code) Span {
	var out Span
	grow := func(s Span) {
		if out.Len() == 0 {
			out = s
			return
		}
		out.Start, out.End = min(out.Start, s.Start), max(out.End, s.End)
	}
	for _, r := range b.Runs {
		if s, ok := r.cut(text); ok {
			grow(s)
		}
	}
	for _, c := range codes {
		if c.Span.Len() > 0 {
			grow(c.Span)
		}
	}
	return out
}

// cut returns the part of the run's source that belongs to the given part of
// the block's text; an atomic run is taken whole.
func (r Run) cut(text Span) (Span, bool) {
	start, end := max(r.Text.Start, text.Start), min(r.Text.End, text.End)
	if start >= end {
		return Span{}, false
	}
	if r.Text.Len() != r.Source.Len() {
		return r.Source, true
	}
	shift := r.Source.Start - r.Text.Start
	return Span{start + shift, end + shift}, true
}

// Object stands in Content.Text for something a reader sees that is not text:
// an image, a code span, a footnote mark. It is U+FFFC.
const Object = "\uFFFC"

// Break stands in Content.Text for a forced line break. No segment crosses it.
const Break = "\n"

// Content is text with inline codes standing in it.
type Content struct {
	Text string
	// Codes are ascending by At, in document order.
	Codes []Code
}

// CodeKind says whether an inline code opens, closes or stands alone.
type CodeKind uint8

// The kinds of inline code.
const (
	Alone CodeKind = iota
	Open
	Close
)

// Code is an inline code: markup inside text that a translation carries along
// unchanged.
type Code struct {
	// ID is unique in the block, from 1; an Open and its Close share it.
	ID   int
	Kind CodeKind
	// At is a byte offset into Content.Text. An Alone code whose content a
	// reader sees has an Object there; other codes take no room in Text.
	At int
	// Raw is the code's spelling in a changed text.
	Raw string
	// Span is the code's place in Article.Source. What stands there may differ
	// from Raw (a reference link whose label is its own text).
	Span Span
	// Type is what XLIFF calls it: "fmt", "link", "image", "quote", "other".
	Type string
}

// Blank says that nothing but white space is in the content.
func (c Content) Blank() bool { return strings.TrimSpace(c.Text) == "" }

// Equal says that both have the same text with the same codes in the same
// places.
func (c Content) Equal(d Content) bool {
	if c.Text != d.Text || len(c.Codes) != len(d.Codes) {
		return false
	}
	for i, k := range c.Codes {
		if l := d.Codes[i]; k.ID != l.ID || k.Kind != l.Kind || k.At != l.At {
			return false
		}
	}
	return true
}
