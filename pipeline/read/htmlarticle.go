package read

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"targman/pipeline/bitext"
)

// outsideArticle is the reason for blocks that the article does not need.
const outsideArticle = "outside-article: outside the main content"

// maxExtract is the largest page, in bytes, whose main content is looked for;
// the extractor holds several trees of it in memory.
const maxExtract = 5 << 20

// extract tells the article from the rest of the page, which becomes furniture,
// and fills in what the page does not declare about itself. Where there is no
// article to be told, everything stays, and the metadata says why.
func (p *page) extract(m *bitext.Meta) {
	art, err := mainContent(p.marked.page(p.src))
	if err == nil {
		err = p.confine(survivorsOf(art.Node), m)
	}
	if err != nil {
		m.Whole = err.Error()
		return
	}
	guess := bitext.Meta{Title: art.Title(), Author: plain(art.Byline()), Site: art.SiteName()}
	if t, err := art.PublishedTime(); err == nil {
		guess.Date = t.Format(time.RFC3339)
	}
	fill(m, guess)
}

// mainContent runs the extractor. It is other people's code on anyone's pages,
// so a panic in it is an error like others.
func mainContent(page string) (art readability.Article, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("find main content: the extractor broke down: %v", r)
		}
	}()
	if len(page) > maxExtract {
		return art, fmt.Errorf("find main content: the page is too large: %d bytes with its tags numbered, at most %d are searched",
			len(page), maxExtract)
	}
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return art, fmt.Errorf("find main content: %w", err)
	}
	parser := readability.NewParser()
	art, err = parser.ParseAndMutate(doc, nil)
	if err == nil && art.Node == nil {
		err = errNoArticle
	}
	return art, err
}

// errNoArticle is the outcome for a page in which nothing looks like an
// article.
var errNoArticle = errors.New("find main content: nothing on the page looks like an article")

// confine makes what is outside the article furniture.
func (p *page) confine(s *survivors, m *bitext.Meta) error {
	in := make([]bool, len(p.blocks))
	first, last := -1, -1
	for i := range p.blocks {
		b := &p.blocks[i]
		if in[i] = p.survived(s, b); in[i] && b.name == "" {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return errNoArticle
	}
	p.rescue(in, first, last, m)
	for i := range p.blocks {
		if b := &p.blocks[i]; !in[i] && b.Kind != bitext.Furniture && !p.isHead(b) {
			b.Kind, b.Reason = bitext.Furniture, outsideArticle
		}
	}
	return nil
}

// isHead says that the block is about the page and stands nowhere in it: the
// title, a description.
func (p *page) isHead(b *pageBlock) bool { return p.isTitle(b) || p.tags[b.tag].name == "meta" }
