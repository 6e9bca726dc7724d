// Package read turns the bytes of a document into an Article: blocks with
// their place in the source, inline codes, and what the document says about
// itself. One file holds one format, and table.go lists them. The package
// never opens a file, never translates, and never drops a block: what is not
// to be translated stays as furniture with its reason. Start at Article.
package read

import "targman/pipeline/bitext"

// Format is an input format.
type Format struct {
	// Name is what the configuration and the messages call it.
	Name string
	// Extensions are lower-case, with the dot; the empty one stands for a file
	// without any. The first format that claims an extension reads it.
	Extensions []string
	// Charset finds the character set that the first bytes of a document
	// declare, or "". It may be nil.
	Charset func(head []byte) string
	// Read finds the blocks of a document.
	Read func(src string, o Options) (Parsed, error)
}

// Parsed is what a format finds in a document; the fields are those of
// bitext.Article.
type Parsed struct {
	Blocks    []bitext.Block
	Meta      bitext.Meta
	LangSpans []bitext.Span
	Spell     func(b *bitext.Block, c bitext.Content) string
	// Plain says that the format has no markup for headlines and captions, so
	// that they are to be told by their words and their place.
	Plain bool
}

// Options steer the reading of documents.
type Options struct {
	// MaxBytes is the largest document that is read; 0 means no limit.
	MaxBytes int64
	// MaxSegments is how many segments a document may have, and so how many
	// blocks and how much text; 0 means no limit.
	MaxSegments int
	// Charset overrules detection, where it is not empty.
	Charset string
	// URL is where the document was fetched; empty for a file.
	URL string
	// WholeDocument asks a format that looks for the main content of a page to
	// take everything instead.
	WholeDocument bool
	// UI says whether a text is a string of a site's own interface. It may be
	// nil.
	UI func(text string) bool
	// Rules say which blocks are furniture.
	Rules []Rule
}
