package read

import (
	"cmp"
	"fmt"
	"strings"

	"targman/pipeline/bitext"
)

// mainLang is the language that most of the text to translate is declared to
// be in; a page that does not say so is in the language of its html element.
// A site may declare the language of its interface there and that of the
// article beside it.
func (p *page) mainLang(declared string) string {
	weight := map[string]int{}
	for i := range p.blocks {
		if b := &p.blocks[i]; b.Kind != bitext.Furniture {
			weight[primary(cmp.Or(b.lang, declared))] += len(b.Text)
		}
	}
	main := declared
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.lang != "" && weight[primary(b.lang)] > weight[primary(main)] {
			main = b.lang
		}
	}
	return main
}

// keepForeign makes blocks that are declared to be in another language than
// the main one furniture. The title and the descriptions of a page are in the
// language of its text, whatever the html element says.
func (p *page) keepForeign(main string) {
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.Kind != bitext.Furniture && b.lang != "" && main != "" && !sameLang(b.lang, main) && !p.isHead(b) {
			b.Kind = bitext.Furniture
			b.Reason = fmt.Sprintf("other-language: marked as %q in a document in %q", b.lang, main)
		}
	}
}

// langSpans are the places that declare the main language, on the html element
// and on those that hold text to translate.
func (p *page) langSpans(main string) []bitext.Span {
	holds := make([]bool, len(p.tags))
	holds[p.head.root] = true
	for i := range p.blocks {
		if b := &p.blocks[i]; b.Kind != bitext.Furniture {
			for t := b.tag; !holds[t]; t = p.tags[t].parent {
				holds[t] = true
			}
		}
	}
	var out []bitext.Span
	for _, l := range p.langs {
		if l.tag != 0 && holds[l.tag] && sameLang(l.value.Of(p.src), main) {
			out = append(out, l.value)
		}
	}
	return out
}

// sameLang says that two BCP 47 tags are of one language, whatever the region.
func sameLang(a, b string) bool { return primary(a) == primary(b) }

// primary is the language subtag (RFC 5646, section 2.2.1), in lower case.
func primary(tag string) string {
	tag, _, _ = strings.Cut(strings.ReplaceAll(strings.Trim(tag, htmlSpace), "_", "-"), "-")
	return strings.ToLower(tag)
}
