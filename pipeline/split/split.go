// Package split cuts the blocks of an article into segments, usually
// sentences, and keeps what lies between them. It knows no language: where a
// sentence begins it is told by a function. It changes no text but for the
// normal form of Unit.Source. Start at Article.
package split

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"unicode"

	"targman/pipeline/bitext"
)

// Article makes the units of every block, in order. The function breaks gives
// the byte offsets at which a new sentence begins inside a text
// (lang.Pack.Splitter). A block with anything but space in it has at least one
// unit; one that no engine translates has exactly one. It is an error when there
// are more than most units, where that is not 0.
func Article(art *bitext.Article, breaks func(text string) []int, most int) ([]bitext.Unit, error) {
	units := make([]bitext.Unit, 0, 2*len(art.Blocks))
	for i := range art.Blocks {
		b := &art.Blocks[i]
		var starts []int
		if like := sentences(art.Blocks, i); like != nil {
			starts = bound(b.Text, like.Codes, breaks(b.Text))
		}
		spans := trimmed(b.Text, starts)
		if most > 0 && len(units)+len(spans) > most {
			return nil, fmt.Errorf("found more than %d segments; raise read.max_segments or cut it up", most)
		}
		units = appendUnits(units, i, b, spans)
	}
	return units, nil
}

// sentences is the block like which a block is cut into sentences, nil where it
// is not cut. A duplicate is cut as the block it repeats, so that their segments
// pair off.
func sentences(blocks []bitext.Block, i int) *bitext.Block {
	for blocks[i].Kind == bitext.Duplicate {
		of := blocks[i].Of
		if of < 0 || of >= i || blocks[of].Text != blocks[i].Text {
			return nil
		}
		i = of
	}
	if blocks[i].Kind == bitext.Furniture || blocks[i].Kind == bitext.UI {
		return nil
	}
	return &blocks[i]
}

// appendUnits adds the units of one block, whose texts are the spans.
func appendUnits(units []bitext.Unit, index int, b *bitext.Block, spans []bitext.Span) []bitext.Unit {
	for n, codes := range share(b, spans) {
		original := bitext.Content{Text: spans[n].Of(b.Text), Codes: relative(codes, spans[n].Start)}
		units = append(units, bitext.Unit{
			ID:       strconv.Itoa(index+1) + "." + strconv.Itoa(n+1),
			Block:    index,
			Kind:     b.Kind,
			Span:     b.SourceSpan(spans[n], codes),
			Original: original,
			Source:   Normal(original),
		})
	}
	return units
}

// relative is the codes with their places counted from start.
func relative(codes []bitext.Code, start int) []bitext.Code {
	if len(codes) == 0 {
		return nil
	}
	out := make([]bitext.Code, len(codes))
	for i, c := range codes {
		c.At -= start
		out[i] = c
	}
	return out
}

// trimmed is the text between the starts without surrounding space; what is
// nothing but space is left out.
func trimmed(text string, starts []int) []bitext.Span {
	spans := make([]bitext.Span, 0, len(starts)+1)
	for from, to := range pieces(text, starts) {
		if s := trim(text, bitext.Span{Start: from, End: to}); s.Len() > 0 {
			spans = append(spans, s)
		}
	}
	return spans
}

// pieces are the beginnings and ends of what lies between the starts. A start that
// is not ascending is ignored.
func pieces(text string, starts []int) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		from := 0
		for i := 0; i <= len(starts); i++ {
			to := len(text)
			if i < len(starts) {
				to = starts[i]
			}
			if to <= from || to > len(text) {
				continue
			}
			if !yield(from, to) {
				return
			}
			from = to
		}
	}
}

// trim is the span without the space at its edges.
func trim(text string, s bitext.Span) bitext.Span {
	s.End = s.Start + len(strings.TrimRightFunc(s.Of(text), isSpace))
	s.Start = s.End - len(strings.TrimLeftFunc(s.Of(text), isSpace))
	return s
}

// isSpace says that r is left between segments and never stands at the edge of
// one: white space, and the invisible characters that pages put in its place
// (zero width space, word joiner, byte order mark).
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200B' || r == '\u2060' || r == '\uFEFF'
}
