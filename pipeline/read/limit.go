package read

import (
	"fmt"

	"targman/pipeline/bitext"
)

// Limits of a page. What a reader and the extractor keep of a page is bounded by
// these and by the size of the document. Pages that people read have some
// thousand tags.
const (
	// maxTags is the number of tags of a page.
	maxTags = 400_000
	// maxFlow is the number of tags, comments and texts in one paragraph of a
	// page.
	maxFlow = 100_000
	// maxToken is the size of a tag with its attributes, or of a script or text
	// without tags, in bytes.
	maxToken = 8 << 20
)

// Limits of a source or target in XLIFF, as those of aligned files: the number of
// its inline codes, and the size of its text in bytes.
const (
	maxXLIFFCodes = 1000
	maxXLIFFText  = 1 << 20
)

// linesPerBlock is how many lines of plain text make a block at most, on average.
const linesPerBlock = 10

// bytesPerSegment is the average length of the text of a segment up to which a
// document is read: what is made of a document grows with its text. The
// segments of testdata/articles have 72 bytes on average.
const bytesPerSegment = 120

// admit is an error when a document has more blocks than it may have segments.
func (o Options) admit(blocks int) error {
	if o.MaxSegments > 0 && blocks > o.MaxSegments {
		return fmt.Errorf("found more than %d blocks of text; raise read.max_segments or cut it up", o.MaxSegments)
	}
	return nil
}

// admitAll is admit for blocks that are read, with their text.
func (o Options) admitAll(blocks []bitext.Block) error {
	n := 0
	for i := range blocks {
		n += len(blocks[i].Text)
	}
	if most := bytesPerSegment * o.MaxSegments; most > 0 && n > most {
		return fmt.Errorf("found %d bytes of text, and %d segments have %d at most; raise read.max_segments or cut it up", n, o.MaxSegments, most)
	}
	return o.admit(len(blocks))
}
