package backend

import (
	"html"
	"regexp"
	"strings"
)

// Services that know tags keep them better than brackets. A placeholder becomes
// an empty element in XML, and in HTML one that is not to be translated; the
// text around it is escaped.
var (
	toXML     = `<x id="$1"/>`
	toHTML    = `<span translate="no" class="notranslate" id="$1">` + opening + `$1` + closing + `</span>`
	plain     = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	wholeMark = regexp.MustCompile(opening + `([0-9]+)` + closing)
	// What comes back may have blanks, quotes of the other kind, attributes in
	// another order, or an element that was empty and is not any more.
	fromXML  = regexp.MustCompile(`(?is)<x\b[^<>]*?\bid\s*=\s*["']?([0-9]+)["']?\s*(?:/>|>(?:\s*</x\s*>)?)`)
	fromHTML = regexp.MustCompile(`(?is)<span\b[^<>]*?\bid\s*=\s*["']?([0-9]+)["']?[^<>]*?(?:/>|>.*?</span\s*>)`)
)

// mark writes a text the way it travels.
func mark(text string, tags TagSupport) string {
	switch tags {
	case XMLTags:
		return wholeMark.ReplaceAllString(plain.Replace(text), toXML)
	case HTMLTags:
		return wholeMark.ReplaceAllString(plain.Replace(text), toHTML)
	}
	return text
}

// unmark reads a text that has travelled. An element that is none of ours stays
// as it is: the gate finds it.
func unmark(text string, tags TagSupport) string {
	switch tags {
	case XMLTags:
		return html.UnescapeString(fromXML.ReplaceAllString(text, opening+"$1"+closing))
	case HTMLTags:
		return html.UnescapeString(fromHTML.ReplaceAllString(text, opening+"$1"+closing))
	}
	return text
}
