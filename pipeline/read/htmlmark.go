package read

import (
	"strconv"
	"strings"
)

// marked is a copy of a page in which each start tag carries its number, so
// that what an extractor leaves of the page can be found again in the source.
type marked struct {
	out strings.Builder
	// at is how much of the page was copied.
	at int
}

// markAttr is the attribute that holds the number. It is written first in the
// tag, so an attribute of that name in the page does not count.
const markAttr = "data-targman-tag"

// mark copies the page up to the tag, which gets the number. A nil copy is
// none.
func (m *marked) mark(src string, t *htmlTag, number int, xml bool) {
	if m == nil {
		return
	}
	name := t.span.Start + len("<") + len(t.name)
	m.out.WriteString(src[m.at:name])
	m.out.WriteString(" " + markAttr + `="` + strconv.Itoa(number) + `"`)
	m.at = name
	if xml && t.closed && !elements[t.name].void {
		// The parser behind the extractor knows HTML only, where "/>" does not
		// close an element and a script would go on to the end of the page.
		m.out.WriteString(src[name:t.span.End-len("/>")] + "></" + t.name + ">")
		m.at = t.span.End
	}
}

// page is the finished copy.
func (m *marked) page(src string) string { return m.out.String() + src[m.at:] }
