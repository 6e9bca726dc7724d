package read

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// piece is a text of a block and the number of the element that it stands in.
type piece struct {
	tag  int
	text string
}

// survivors are the elements and texts that an extractor left of a marked
// page.
type survivors struct {
	tags map[int]bool
	// texts are the texts with the elements that they stand in, by number; 0
	// goes with texts of which no element is known.
	texts map[piece]bool
}

// survivorSteps is how many known elements around a text are remembered with
// it. The nearest one is not enough: parsers open formatting elements again
// that run over the end of their paragraph.
const survivorSteps = 3

func survivorsOf(n *html.Node) *survivors {
	s := &survivors{tags: map[int]bool{}, texts: map[piece]bool{}}
	s.collect(n, nil)
	return s
}

// collect goes over a node and what is in it; around are the numbers of the
// elements that it stands in.
func (s *survivors) collect(n *html.Node, around []int) {
	switch n.Type {
	case html.TextNode:
		if text := plain(n.Data); text != "" {
			s.note(text, around)
		}
	case html.ElementNode:
		if number := markOf(n); number > 0 {
			s.tags[number] = true
			around = append(around, number)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.collect(c, around)
	}
}

func (s *survivors) note(text string, around []int) {
	if len(around) == 0 {
		s.texts[piece{0, text}] = true
	}
	for _, number := range around[max(0, len(around)-survivorSteps):] {
		s.texts[piece{number, text}] = true
	}
}

// markOf is the number that the element carries, or 0.
func markOf(n *html.Node) int {
	for _, a := range n.Attr {
		if a.Key == markAttr {
			number, _ := strconv.Atoi(a.Val)
			return number
		}
	}
	return 0
}

// survived says that most of the block is in the article; of a text in an
// attribute, that its element is.
func (p *page) survived(s *survivors, b *pageBlock) bool {
	if b.name != "" {
		return s.tags[b.tag]
	}
	return slices.ContainsFunc(b.readings, func(r []piece) bool { return p.mostSurvived(s, r) })
}

func (p *page) mostSurvived(s *survivors, pieces []piece) bool {
	all, in := 0, 0
	for _, c := range pieces {
		all += len(c.text)
		if p.has(s, c) {
			in += len(c.text)
		}
	}
	return 2*in > all
}

// has says that a text survived in one of the elements around it.
func (p *page) has(s *survivors, c piece) bool {
	for ; c.tag != 0; c.tag = p.tags[c.tag].parent {
		if s.texts[c] {
			return true
		}
	}
	return s.texts[c]
}

// within says that the element or one around it has one of the names.
func (p *page) within(tag int, names ...string) bool {
	for ; tag != 0; tag = p.tags[tag].parent {
		for _, n := range names {
			if p.tags[tag].name == n {
				return true
			}
		}
	}
	return false
}

// classed says that the element or the one around it has one of the words in
// its class.
func (p *page) classed(tag int, words map[string]bool) bool {
	for range 2 {
		for _, w := range strings.FieldsFunc(p.tags[tag].class, notLetter) {
			if words[strings.ToLower(w)] {
				return true
			}
		}
		tag = p.tags[tag].parent
	}
	return false
}

func notLetter(r rune) bool { return !('a' <= r|0x20 && r|0x20 <= 'z') }
