package read

import (
	"strings"

	"targman/pipeline/bitext"
)

// item is a piece of the text between two boundaries of a page.
type item struct {
	sort itemSort
	// span is in the page: the text, the tag, or the whole of an element that
	// is not read.
	span bitext.Span
	// name is that of a tag's element.
	name string
	scope
	// tag is the number of the element that the item stands in, or is.
	tag int
	// kind is that of a block at this place.
	kind bitext.Kind
	// labels are the texts in the attributes of a tag. They become blocks where
	// the tag does not stand inside one: an image in a sentence keeps its
	// alternative text untranslated, for it travels as one code.
	labels []pageBlock
}

// itemSort says what an item is.
type itemSort uint8

const (
	isText itemSort = iota
	isOpening
	isClosing
	isBreak
	// isSeen is an object: an image, a form field.
	isSeen
	// isUnseen is a comment, a script.
	isUnseen
	// isFused is text that is not translated, with its tags, inside one that is.
	isFused
)

// pageBlock is a block with what the page says about it.
type pageBlock struct {
	bitext.Block
	// tag is the number of the element that the block stands in.
	tag int
	// lang is the declared language, or "".
	lang string
	// name is that of the attribute that holds the text, or "".
	name string
	// readings are the texts of the block by element, as parsers may cut them;
	// empty where no extractor asks.
	readings [][]piece
}

// flush makes blocks of the gathered text.
func (p *page) flush() {
	for rest := p.flow; len(rest) > 0; {
		n := p.cut(rest)
		p.build(rest[:n])
		rest = rest[n:]
	}
	p.flow = p.flow[:0]
}

// cut finds the end of the first text: two forced line breaks in a row are how
// old pages part their paragraphs.
func (p *page) cut(items []item) int {
	breaks, last := 0, 0
	for i, it := range items {
		switch {
		case it.sort == isBreak:
			breaks, last = breaks+1, i
		case it.sort == isSeen, p.legible(it):
			if breaks > 1 {
				return last + 1
			}
			breaks = 0
		}
	}
	return len(items)
}

// legible says that the item is text with more in it than white space.
func (p *page) legible(it item) bool {
	if it.sort != isText {
		return false
	}
	s := strings.TrimLeft(it.span.Of(p.src), htmlSpace)
	if s == "" {
		return false
	}
	if ' ' < s[0] && s[0] < 0x80 && s[0] != '&' {
		return true
	}
	return strings.Trim(decodeHTML(s, false), " \t\n\r\f\v\x00\u00a0\u2007\u202f\u200b\ufeff") != ""
}

// build makes one text into a block, where there is anything to read in it.
func (p *page) build(items []item) {
	text, reason := p.fuse(items), ""
	first, last := p.content(text)
	if first < 0 {
		text, reason = items, p.keptWhy(items)
	}
	if reason != "" {
		first, last = p.content(text)
	}
	if first < 0 {
		p.addLabels(items)
		return
	}
	pairs := pairUp(text)
	lo, hi := widen(pairs, first, last)
	p.addLabels(text[:lo])
	b := p.compose(text[lo:hi+1], pairs[lo:hi+1], lo)
	if b.Reason = reason; reason != "" {
		b.Kind = bitext.Furniture
	}
	p.blocks = append(p.blocks, b)
	p.addLabels(text[hi+1:])
}

func (p *page) addLabels(items []item) {
	for _, it := range items {
		p.blocks = append(p.blocks, it.labels...)
	}
}

// content is the place of the first and the last item of a text that must be
// in its block; -1 where nothing is to be translated. What stands around them
// is skeleton.
func (p *page) content(items []item) (first, last int) {
	first, last = -1, -1
	some := false
	for i, it := range items {
		is := p.legible(it)
		some = some || is
		if is || it.sort == isFused {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if !some {
		return -1, -1
	}
	return first, last
}

// fuse makes each stretch that one element keeps from being translated into
// one item.
func (p *page) fuse(items []item) []item {
	var out []item
	for i := 0; i < len(items); {
		n, visible := p.stretch(items[i:])
		if visible {
			if out == nil {
				out = append(make([]item, 0, len(items)), items[:i]...)
			}
			it := items[i]
			it.sort, it.span.End, it.labels = isFused, items[i+n-1].span.End, nil
			out = append(out, it)
		} else if out != nil {
			out = append(out, items[i:i+n]...)
		}
		i += n
	}
	if out == nil {
		return items
	}
	return out
}

// stretch is how many of the items are kept by the same element as the first
// one, and whether there is anything to see in them.
func (p *page) stretch(items []item) (n int, visible bool) {
	k := items[0].keep
	if k == nil {
		return 1, false
	}
	for n < len(items) && items[n].keep == k {
		visible = visible || p.legible(items[n]) || items[n].sort == isSeen
		n++
	}
	return n, visible
}

// keptWhy is why a text is not translated; empty where there is none.
func (p *page) keptWhy(items []item) string {
	for _, it := range items {
		if p.legible(it) && it.keep != nil {
			return it.keep.reason
		}
	}
	return ""
}
