package split

import (
	"strings"

	"targman/pipeline/bitext"
)

// share deals the block's codes out: for each span of the text the codes that
// belong to the segment. The others stay in the gaps.
//
// A segment's codes are a run of the block's without a hole, as everything in
// the source between its first and its last byte belongs to the segment. So a
// code that space parts from the segment stays in the gap with the space, even
// where its partner is inside.
func share(b *bitext.Block, spans []bitext.Span) [][]bitext.Code {
	out := make([][]bitext.Code, len(spans))
	e := edges{block: b, partner: partners(b.Codes)}
	at := 0 // the first code that is not dealt yet
	for n, s := range spans {
		for at < len(b.Codes) && b.Codes[at].At < s.Start {
			at++
		}
		end := at
		for end < len(b.Codes) && b.Codes[end].At < s.End {
			end++
		}
		end += closing(b, end, s.End, n+1 < len(spans) && spans[n+1].Start == s.End)
		e.span, e.from, e.to = s, at, end
		out[n] = e.bare()
		at = end
	}
	return out
}

// closing is how many of the codes from i on, that stand at the end of a
// segment, belong to it. Where the next segment begins at the same place, it is
// those up to the last one that closes; the rest open the next.
func closing(b *bitext.Block, i, end int, shared bool) int {
	all, closes := 0, 0
	for _, c := range b.Codes[i:] {
		if c.At != end || object(b, c) {
			break
		}
		all++
		if c.Kind == bitext.Close {
			closes = all
		}
	}
	if shared {
		return closes
	}
	return all
}

// object says that the code has an Object in the text.
func object(b *bitext.Block, c bitext.Code) bool {
	return c.Kind == bitext.Alone && strings.HasPrefix(b.Text[c.At:], bitext.Object)
}

// edges takes the codes off the edges of a segment that have nothing to do
// inside it, from the outermost inwards.
type edges struct {
	block *bitext.Block
	// span is the segment's text in the block.
	span bitext.Span
	// partner is, for each code of the block, the index of the code that it
	// forms a pair with, or -1.
	partner []int
	// from and to are the codes that are left, half-open.
	from, to int
}

// bare is what is left when no code can be taken off any more: <b>One.</b>
// becomes a segment without codes, and <b>One</b> day. keeps its own.
func (e *edges) bare() []bitext.Code {
	for e.from < e.to {
		first, last := e.block.Codes[e.from], e.block.Codes[e.to-1]
		starts := first.At == e.span.Start && !object(e.block, first)
		ends := last.At == e.span.End
		switch {
		case starts && e.idle(e.from):
			e.from++
		case ends && e.idle(e.to-1):
			e.to--
		case starts && ends && e.partner[e.from] == e.to-1:
			e.from, e.to = e.from+1, e.to-1
		default:
			return e.block.Codes[e.from:e.to]
		}
	}
	return nil
}

// idle says that the code spans no text together with one of those left.
func (e *edges) idle(i int) bool {
	p := e.partner[i]
	return p < e.from || p >= e.to || e.block.Codes[p].At == e.block.Codes[i].At
}

// partners finds the pairs among the codes.
func partners(codes []bitext.Code) []int {
	if len(codes) == 0 {
		return nil
	}
	out := make([]int, len(codes))
	opened := make(map[int]int, len(codes))
	for i, c := range codes {
		out[i] = -1
		switch c.Kind {
		case bitext.Open:
			opened[c.ID] = i
		case bitext.Close:
			if o, ok := opened[c.ID]; ok {
				out[i], out[o] = o, i
			}
		}
	}
	return out
}
