package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

var spaces = Check{
	ID:       "spaces",
	MQM:      "linguistic-conventions/textual-conventions",
	Severity: bitext.Style,
	About:    "The target has a double space, or another space at its beginning or end than the source.",
	run: func(p *pair) string {
		s, t := p.source.text, p.target.text
		switch {
		case spaceFirst(s) != spaceFirst(t):
			return "only one of source and target begins with a space"
		case spaceLast(s) != spaceLast(t):
			return "only one of source and target ends with a space"
		case strings.Contains(t, "  ") && !strings.Contains(s, "  "):
			return "two spaces follow each other"
		}
		return ""
	},
}

func spaceFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

func spaceLast(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(r)
}
