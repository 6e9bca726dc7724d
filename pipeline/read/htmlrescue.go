package read

import (
	"strings"

	"targman/pipeline/bitext"
)

// rescue takes back into the article what an extractor leaves out because it
// looks for running text: the headline, the subtitle under it, the captions of
// the pictures. First and last are the places of the running text.
func (p *page) rescue(in []bool, first, last int, m *bitext.Meta) {
	from := p.headline(first, last, m.Title)
	if from >= 0 {
		in[from] = true
	} else {
		from = first
	}
	for i := min(from, first); i < last; i++ {
		b := &p.blocks[i]
		switch {
		case in[i], p.within(b.tag, "aside", "nav", "footer", "form"):
		case b.Kind == bitext.Caption && p.within(b.tag, "figure", "figcaption", "caption"):
			in[i] = true
		case i < first && b.name == "" && p.isSubtitle(b):
			in[i] = true
		}
	}
}

// headline is the place of the article's headline, or -1: the heading that
// says what the title says, else the last h1 before the text.
func (p *page) headline(first, last int, title string) int {
	found := -1
	for i := range p.blocks[:last] {
		b := &p.blocks[i]
		if b.Kind != bitext.Headline || b.name != "" || p.isTitle(b) {
			continue
		}
		if p.sameTitle(b.Text, title) {
			return i
		}
		if i < first && p.within(b.tag, "h1") {
			found = i
		}
	}
	return found
}

// sameTitle says that a heading is the title of the page, which may have the
// name of the site after it.
func (p *page) sameTitle(heading, title string) bool {
	heading, title = strings.ToLower(plain(heading)), strings.ToLower(title)
	page := strings.ToLower(plain(p.title()))
	return heading == title || heading == page || len(heading) > 15 && strings.HasPrefix(page, heading)
}

// isSubtitle says that a block before the text introduces it: by what the page
// says about itself or by the name of its class.
func (p *page) isSubtitle(b *pageBlock) bool {
	text := plain(b.Text)
	for _, n := range []string{"description", "og:description", "twitter:description"} {
		if p.head.meta[n] == text {
			return true
		}
	}
	return p.classed(b.tag, subtitles)
}

// subtitles are the words by which sites call the lines under a headline.
var subtitles = map[string]bool{
	"subtitle": true, "subheadline": true, "subheading": true, "standfirst": true, "dek": true, "deck": true,
	"lede": true, "lead": true, "summary": true, "intro": true, "kicker": true, "tagline": true,
}
