package read

import (
	"strings"

	"targman/pipeline/bitext"
)

// htmlTag is a start or end tag of a page. The tokenizer of x/net/html says
// where a tag stands but not where its attributes do, so they are found here.
type htmlTag struct {
	name string
	// span is the whole tag in the page, from "<" to ">".
	span   bitext.Span
	attrs  []htmlAttr
	closed bool // it ends in "/>"
}

// htmlAttr is an attribute; names are in lower case.
type htmlAttr struct {
	name string
	// value is in the page, inside the quotes.
	value bitext.Span
	// quote is '"' or '\'', or 0 around a value without quotes.
	quote byte
}

// maxAttrs is how many attributes of one tag are read, so that looking one up
// stays quick; further ones are left as they are.
const maxAttrs = 128

// attr finds an attribute; of several with one name the first counts
// (https://html.spec.whatwg.org/#attribute-name-state).
func (t *htmlTag) attr(name string) (htmlAttr, bool) {
	for _, a := range t.attrs {
		if a.name == name {
			return a, true
		}
	}
	return htmlAttr{}, false
}

// value is the decoded value of an attribute, or "".
func (t *htmlTag) value(src, name string) string {
	a, _ := t.attr(name)
	return decodeHTML(a.value.Of(src), true)
}

// readTag takes the tag that the span covers apart, by the rules of
// https://html.spec.whatwg.org/#tag-name-state and the states after it.
func readTag(src string, span bitext.Span) htmlTag {
	s := tagScanner{src: src[:span.End-1], at: span.Start + 1}
	if s.peek() == '/' {
		s.at++
	}
	t := htmlTag{span: span, name: lowerASCII(s.until(htmlSpace + "/"))}
	for s.skip(htmlSpace + "/"); s.at < len(s.src) && len(t.attrs) < maxAttrs; s.skip(htmlSpace + "/") {
		t.attrs = append(t.attrs, s.attr())
	}
	return t
}

// tagScanner walks over the inside of one tag.
type tagScanner struct {
	src string // the page up to the ">" of the tag
	at  int
}

// peek is the next byte, or 0 at the end of the tag.
func (s *tagScanner) peek() byte {
	if s.at < len(s.src) {
		return s.src[s.at]
	}
	return 0
}

// until takes the bytes before any of the given ones.
func (s *tagScanner) until(stops string) string {
	from := s.at
	for s.at < len(s.src) && strings.IndexByte(stops, s.src[s.at]) < 0 {
		s.at++
	}
	return s.src[from:s.at]
}

// skip passes over the given bytes.
func (s *tagScanner) skip(set string) {
	for s.at < len(s.src) && strings.IndexByte(set, s.src[s.at]) >= 0 {
		s.at++
	}
}

// attr takes one attribute. A "=" in the first place belongs to the name.
func (s *tagScanner) attr() htmlAttr {
	from := s.at
	s.at++
	s.until(htmlSpace + "/=")
	a := htmlAttr{name: lowerASCII(s.src[from:s.at])}
	s.skip(htmlSpace)
	a.value = bitext.Span{Start: s.at, End: s.at}
	if s.peek() != '=' {
		return a
	}
	s.at++
	s.skip(htmlSpace)
	stops := htmlSpace
	if q := s.peek(); q == '"' || q == '\'' {
		a.quote, stops = q, string(q)
		s.at++
	}
	a.value.Start = s.at
	s.until(stops)
	a.value.End = s.at
	if a.quote != 0 && s.at < len(s.src) {
		s.at++
	}
	return a
}

// lowerASCII lowers the letters A to Z only, as names in HTML are compared.
func lowerASCII(s string) string {
	upper := func(r rune) bool { return 'A' <= r && r <= 'Z' }
	if strings.IndexFunc(s, upper) < 0 {
		return s
	}
	b := []byte(s)
	for i, c := range b {
		if upper(rune(c)) {
			b[i] = c | 0x20
		}
	}
	return string(b)
}
