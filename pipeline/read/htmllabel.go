package read

import (
	"strings"

	"targman/pipeline/bitext"
)

// labels are the texts in the attributes of a tag that a reader sees or hears:
// the alternative text of an image, the words on a button, the description of
// the page.
func (p *page) labels(t *htmlTag, f *frame) []pageBlock {
	var out []pageBlock
	for _, a := range t.attrs {
		kind := p.labelKind(t, a.name)
		if first, _ := t.attr(a.name); kind == "" || a.value.Len() == 0 || first != a {
			continue
		}
		c := composer{src: p.src, inAttr: true, space: true}
		c.words(a.value)
		b := pageBlock{Block: c.block(), tag: f.tag, lang: f.lang, name: a.name}
		if b.Blank() {
			continue
		}
		if b.Kind = kind; f.keep != nil {
			b.Kind, b.Reason = bitext.Furniture, f.keep.reason
		}
		p.quotes[b.Span.Start] = a.quote
		out = append(out, b)
	}
	return out
}

// labelKind is the kind of the block in an attribute; "" for one that holds no
// text to translate.
func (p *page) labelKind(t *htmlTag, attr string) bitext.Kind {
	switch attr {
	case "aria-label":
		return bitext.Paragraph
	case "content":
		if t.name == "meta" {
			return metaKinds[metaName(p.src, t)]
		}
	case "alt":
		if t.name == "img" || t.name == "area" || t.name == "input" {
			return bitext.Caption
		}
	case "title":
		switch t.name {
		case "img", "button", "input":
			return bitext.Paragraph
		}
	case "placeholder":
		if t.name == "input" || t.name == "textarea" {
			return bitext.Paragraph
		}
	case "value":
		if t.name == "input" && isButton(t.value(p.src, "type")) {
			return bitext.Paragraph
		}
	case "label":
		if t.name == "optgroup" || t.name == "track" {
			return bitext.Paragraph
		}
	}
	return ""
}

func isButton(kind string) bool {
	switch lowerASCII(strings.Trim(kind, htmlSpace)) {
	case "submit", "button", "reset":
		return true
	}
	return false
}

// metaKinds are the kinds of the texts in meta elements, by their name or
// property (https://html.spec.whatwg.org/#standard-metadata-names,
// https://ogp.me).
var metaKinds = map[string]bitext.Kind{
	"description": bitext.Paragraph, "og:description": bitext.Paragraph, "twitter:description": bitext.Paragraph,
	"og:title": bitext.Headline, "twitter:title": bitext.Headline,
	"og:image:alt": bitext.Caption, "twitter:image:alt": bitext.Caption,
}

// metaName is the name or property of a meta element, in lower case.
func metaName(src string, t *htmlTag) string {
	for _, attr := range []string{"property", "name", "itemprop"} {
		if v := strings.Trim(t.value(src, attr), htmlSpace); v != "" {
			return lowerASCII(v)
		}
	}
	return ""
}
