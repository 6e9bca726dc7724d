package read

import (
	"fmt"

	"targman/pipeline/bitext"
)

// HTML reads web pages, HTML and XHTML. It is told by tags and texts, not by a
// tree, so that every untouched byte keeps its place.
//
// Each run of text between the borders of two block elements is a block, and
// so is the text in certain attributes: alternative texts of images, names of
// buttons, the description of the page. Inline elements are inline codes, and
// tags around a whole block are skeleton. An image inside a sentence is one
// code; its alternative text is not translated. Scripts, styles, preformatted
// text and what embedded documents hold are skeleton.
//
// Unless the whole document is asked for, what is outside the main content of
// the page is furniture.
func HTML() Format {
	return Format{
		Name:       "html",
		Extensions: []string{".html", ".htm", ".xhtml"},
		Charset:    htmlCharset,
		Read:       readHTML,
	}
}

// readHTML fails at limits alone: there is no text that browsers would not read
// as a page.
func readHTML(src string, o Options) (Parsed, error) {
	p := newPage(src)
	if !o.WholeDocument {
		p.marked = &marked{}
	}
	if err := p.walk(o); err != nil {
		return Parsed{}, fmt.Errorf("parse page: %w", err)
	}
	meta := p.head.declared()
	if p.marked != nil {
		p.extract(&meta)
	}
	fill(&meta, bitext.Meta{Title: p.title()})
	main := p.mainLang(meta.Lang)
	p.keepForeign(main)
	if !sameLang(main, meta.Lang) {
		meta.Lang = main
	}
	spell := speller{src: src, xml: p.xml, quotes: p.quotes, titles: p.titles}
	return Parsed{Blocks: p.found(), Meta: meta, LangSpans: p.langSpans(main), Spell: spell.spell}, nil
}

// title is the text of the title element.
func (p *page) title() string {
	for i := range p.blocks {
		if b := &p.blocks[i]; p.isTitle(b) {
			return b.Text
		}
	}
	return ""
}

// isTitle says that the block is the title of the page.
func (p *page) isTitle(b *pageBlock) bool { return b.name == "" && p.tags[b.tag].name == "title" }

// found are the blocks as the rest of the line knows them.
func (p *page) found() []bitext.Block {
	out := make([]bitext.Block, len(p.blocks))
	for i := range p.blocks {
		out[i] = p.blocks[i].Block
		if p.isTitle(&p.blocks[i]) {
			p.titles[out[i].Span.Start] = true
		}
	}
	return out
}
