package read

import (
	"strings"

	"targman/pipeline/bitext"
)

// compose makes a block of items; pairs are their partners, counted from an
// item that stands shift before the first. A tag without its partner in the
// block stands alone, so that every opening code has its closing one.
func (p *page) compose(items []item, pairs []int, shift int) pageBlock {
	c := composer{src: p.src, space: true}
	ids, lengths := make([]int, len(items)), make([]int, len(items))
	for i, it := range items {
		partner := pairs[i] - shift
		switch {
		case it.sort == isText:
			before := len(c.text)
			c.words(it.span)
			lengths[i] = len(c.text) - before
		case it.sort == isBreak:
			c.lineBreak(it.span)
		case it.sort == isClosing && 0 <= partner && partner < i:
			c.code(bitext.Close, ids[partner], it)
		case it.sort == isOpening && i < partner && partner < len(items):
			ids[i] = c.next()
			c.code(bitext.Open, ids[i], it)
		default:
			c.code(bitext.Alone, c.next(), it)
		}
	}
	b := pageBlock{Block: c.block()}
	p.describe(&b, items, lengths)
	if p.marked != nil {
		b.readings = p.readings(items)
	}
	return b
}

// describe fills in what a block takes from its texts: the kind and the place
// from the first one, the language that most of it is in. The lengths are those
// of the texts to a reader, however they are spelled.
func (p *page) describe(b *pageBlock, items []item, lengths []int) {
	weight := map[string]int{}
	most := -1
	for i, it := range items {
		if !p.legible(it) {
			continue
		}
		if most < 0 {
			b.Kind, b.tag = it.kind, it.tag
		}
		weight[it.lang] += lengths[i]
		if weight[it.lang] > most {
			b.lang, most = it.lang, weight[it.lang]
		}
	}
}

// readings are the ways in which a parser may cut the texts of a block: a
// stray end tag parts a text where it ends an element that the parser has
// opened again, and does not part it elsewhere.
func (p *page) readings(items []item) [][]piece {
	parted, joined := p.pieces(items, false), p.pieces(items, true)
	if len(parted) == len(joined) {
		return [][]piece{parted}
	}
	return [][]piece{parted, joined}
}

// pieces are the texts of a block; join says that a stray end tag does not
// part them.
func (p *page) pieces(items []item, join bool) []piece {
	var out []piece
	var text strings.Builder
	open := false
	for _, it := range items {
		switch {
		case it.sort == isText:
			if n := len(out); !open || out[n-1].tag != it.tag {
				finish(out, &text)
				out = append(out, piece{tag: it.tag})
			}
			text.WriteString(decodeHTML(it.span.Of(p.src), false))
			open = join
		case it.sort != isClosing:
			open = false
		}
	}
	finish(out, &text)
	return out
}

// finish gives the last piece its text.
func finish(out []piece, text *strings.Builder) {
	if n := len(out); n > 0 {
		out[n-1].text = plain(text.String())
		text.Reset()
	}
}
