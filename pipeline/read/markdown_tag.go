package read

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"targman/pipeline/bitext"
)

// mdTag is what an HTML tag inside text is as a code. Both tags of a pair have
// the same id, which the first of them takes when it is reached.
type mdTag struct {
	kind bitext.CodeKind
	id   *int
}

// pairTags finds the opening and the closing HTML tags among the children of n
// that belong together. Those of different nodes never do: their pair would
// cross the node's own.
func (in *mdInline) pairTags(n ast.Node) map[ast.Node]mdTag {
	var tags map[ast.Node]mdTag
	var open []*ast.RawHTML
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		h, ok := c.(*ast.RawHTML)
		if !ok {
			continue
		}
		switch name, kind := mdTagName(in.src[h.Segments.At(0).Start:]); kind {
		case bitext.Open:
			open = append(open, h)
		case bitext.Close:
			k := len(open) - 1
			for k >= 0 && in.tagName(open[k]) != name {
				k--
			}
			if k < 0 {
				continue
			}
			if tags == nil {
				tags = map[ast.Node]mdTag{}
			}
			id := new(int)
			tags[open[k]], tags[h] = mdTag{bitext.Open, id}, mdTag{bitext.Close, id}
			open = open[:k]
		}
	}
	return tags
}

func (in *mdInline) tagName(h *ast.RawHTML) string {
	name, _ := mdTagName(in.src[h.Segments.At(0).Start:])
	return name
}

// mdTagName reads the name of the tag that s begins with, in lower case. A tag
// that never has an end, a comment and a declaration stand alone.
func mdTagName(s string) (string, bitext.CodeKind) {
	kind := bitext.Open
	s = s[len("<"):]
	if strings.HasPrefix(s, "/") {
		kind, s = bitext.Close, s[1:]
	}
	n := 0
	for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || n > 0 && (s[n] >= '0' && s[n] <= '9' || s[n] == '-')) {
		n++
	}
	name := strings.ToLower(s[:n])
	end := strings.IndexByte(s, '>')
	if name == "" || mdVoid[name] || end > 0 && s[end-1] == '/' {
		kind = bitext.Alone
	}
	return name, kind
}

// mdVoid are the elements without an end tag,
// https://html.spec.whatwg.org/multipage/syntax.html#void-elements.
var mdVoid = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true,
	"input": true, "link": true, "meta": true, "source": true, "track": true, "wbr": true,
}

// mdTagType says what XLIFF calls an HTML element; all others are "other".
var mdTagType = map[string]string{
	"a": "link", "img": "image", "q": "quote",
	"abbr": "fmt", "b": "fmt", "big": "fmt", "cite": "fmt", "code": "fmt", "del": "fmt", "dfn": "fmt", "em": "fmt",
	"i": "fmt", "ins": "fmt", "kbd": "fmt", "mark": "fmt", "s": "fmt", "small": "fmt", "span": "fmt", "strong": "fmt",
	"strike": "fmt", "sub": "fmt", "sup": "fmt", "tt": "fmt", "u": "fmt", "var": "fmt",
}

// tag adds an HTML tag. A line break is a break, wherever it is from.
func (in *mdInline) tag(h *ast.RawHTML, t mdTag) {
	end := in.last[h].End
	name, _ := mdTagName(in.src[h.Segments.At(0).Start:])
	if name == "br" && end > in.at {
		in.atomic(bitext.Break, bitext.Span{Start: in.at, End: end})
		in.at = end
		return
	}
	if t.id == nil {
		t.id = new(int)
	}
	if *t.id == 0 {
		in.ids++
		*t.id = in.ids
	}
	kind := mdTagType[name]
	if kind == "" {
		kind = "other"
	}
	in.code(bitext.Code{ID: *t.id, Kind: t.kind, Type: kind}, end, "<")
}
