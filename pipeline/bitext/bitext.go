// Package bitext holds the nouns of the line: an Article is read into Blocks,
// a Block is split into Units, and each Unit gains a translation, an origin
// and findings on its way. The package does nothing by itself: it opens no
// file, knows no language and no file format. Start at Article.
package bitext

// Span is a half-open range of byte offsets. Each field of this type says
// into which text it points.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Of is the part of text that the span covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }
