package read

import (
	"slices"
	"strings"

	"targman/pipeline/bitext"
)

// scope is what an element hands down to the text in it.
type scope struct {
	// keep is why the text stays as it is; nil where it is translated.
	keep *keep
	// lang is the declared language, a BCP 47 tag, or "".
	lang string
}

// keep is one element whose text stays as it is.
type keep struct{ reason string }

// The reasons why a page's own markup keeps a text from being translated.
const (
	keepAsked = "translate-no: the page asks not to translate it"
	keepCode  = "code: computer text"
)

// of is what the tag's element hands down, where its parent hands down
// the scope s (https://html.spec.whatwg.org/#the-translate-attribute and
// #the-lang-and-xml:lang-attributes).
func (s scope) of(src string, t *htmlTag, e element) scope {
	switch asks(src, t) {
	case "yes":
		s.keep = nil
	case "no":
		if s.keep == nil {
			s.keep = &keep{keepAsked}
		}
	}
	if e.flow == flowLiteral && s.keep == nil {
		s.keep = &keep{keepCode}
	}
	for _, name := range []string{"xml:lang", "lang"} {
		if v := strings.Trim(t.value(src, name), htmlSpace); v != "" {
			s.lang = v
		}
	}
	return s
}

// asks says how the tag answers whether its content is translated: "yes",
// "no", or "" where it does not. The class stands for the attribute in pages
// made for machine translation.
func asks(src string, t *htmlTag) string {
	if a, ok := t.attr("translate"); ok {
		switch lowerASCII(strings.Trim(a.value.Of(src), htmlSpace)) {
		case "no":
			return "no"
		case "yes", "":
			return "yes"
		}
	}
	if slices.Contains(strings.Fields(t.value(src, "class")), "notranslate") {
		return "no"
	}
	return ""
}

// frame is an open element.
type frame struct {
	name string
	element
	scope
	// tag is the number of its start tag, from 1.
	tag int
	// kind is that of the blocks in it.
	kind bitext.Kind
	// foreign elements are those of SVG and MathML, where "/>" closes.
	foreign bool
}
