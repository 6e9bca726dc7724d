package write

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"targman/pipeline/bitext"
)

// xlf writes XLIFF of a version 2 with the Translation Candidates and Glossary
// modules: a unit for each block, a segment for each unit of the line, an
// ignorable for what stands between two segments. What is written here says the
// same in all of these versions, so they differ in name only.
// http://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html
func xlf(version string) func(io.Writer, *Doc) error {
	return func(w io.Writer, d *Doc) error {
		x := xlfWriter{d: d, markup: markup{out: make([]byte, 0, 2048+8*len(d.Article.Source)), odd: codePoint}}
		x.document(version)
		_, err := w.Write(x.out)
		return err
	}
}

type xlfWriter struct {
	markup
	d *Doc
}

// xlfNamespaces are those of the core by version: 2.1 kept the one of 2.0.
var xlfNamespaces = map[string]string{
	"2.0": "urn:oasis:names:tc:xliff:document:2.0",
	"2.1": "urn:oasis:names:tc:xliff:document:2.0",
	"2.2": "urn:oasis:names:tc:xliff:document:2.2",
}

func (x *xlfWriter) document(version string) {
	x.out = append(x.out, xmlHeader...)
	x.open("xliff",
		"xmlns", xlfNamespaces[version],
		"xmlns:mtc", "urn:oasis:names:tc:xliff:matches:2.0",
		"xmlns:gls", "urn:oasis:names:tc:xliff:glossary:2.0",
		"xmlns:mda", "urn:oasis:names:tc:xliff:metadata:2.0",
		"version", version, "srcLang", x.d.Source, "trgLang", x.d.Target)
	x.line(1)
	// A line of the other formats is a segment here, so segments stay as cut.
	x.open("file", "id", "f1", "original", x.d.original(), "canResegment", "no", "xml:space", "preserve")
	x.fileNotes()
	x.units()
	x.line(1)
	x.close("file")
	x.line(0)
	x.close("xliff")
	x.line(0)
}

// codePoint writes a character that XML forbids, section 4.2.3.1.
func codePoint(m *markup, r rune) { m.empty("cp", "hex", fmt.Sprintf("%04X", r)) }

// fileNotes say what the document says about itself.
func (x *xlfWriter) fileNotes() { x.notes(2, x.d.metaNotes()) }

// units writes a unit for each block that has segments.
func (x *xlfWriter) units() {
	all := x.d.Units
	if len(all) == 0 {
		x.placeholder()
	}
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].Block == all[0].Block {
			n++
		}
		x.unit(all[:n])
		all = all[n:]
	}
}

// placeholder is the one empty unit that a file must have, section 4.2.2.2.
func (x *xlfWriter) placeholder() {
	x.line(2)
	x.open("unit", "id", "0", "translate", "no")
	x.open("segment")
	x.element("source", "")
	x.close("segment")
	x.close("unit")
}

// unit writes the segments of one block.
func (x *xlfWriter) unit(us []bitext.Unit) {
	l := newLayout(x.d.parts(us))
	translate := ""
	if us[0].Kind == bitext.Furniture {
		translate = "no"
	}
	x.line(2)
	x.open("unit", "id", strconv.Itoa(us[0].Block+1), "type", "targman:"+ownValue(string(us[0].Kind)), "translate", translate)
	x.matches(us)
	x.glossary(l)
	x.stamps(us)
	x.notes(3, x.d.unitNotes(us))
	x.originalData(3, l.data)
	for i := range l.parts {
		x.part(l, i)
	}
	x.line(2)
	x.close("unit")
}

// originalData holds the spelling of the inline codes, section 4.2.2.10.
func (x *xlfWriter) originalData(depth int, data []string) {
	if len(data) == 0 {
		return
	}
	x.line(depth)
	x.open("originalData")
	for i, raw := range data {
		x.line(depth + 1)
		x.element("data", raw, "id", dataID(i))
	}
	x.line(depth)
	x.close("originalData")
}

func dataID(i int) string { return "d" + strconv.Itoa(i+1) }

// part writes a segment or an ignorable.
func (x *xlfWriter) part(l *layout, i int) {
	p := &l.parts[i]
	x.line(3)
	name := "ignorable"
	if p.unit != nil {
		name = "segment"
		x.open(name, segmentAttributes(p.unit)...)
	} else {
		x.open(name)
	}
	x.line(4)
	x.open("source")
	x.inline(l, l.source[i])
	x.close("source")
	if p.translated {
		x.line(4)
		x.open("target")
		x.inline(l, l.target[i])
		x.close("target")
	}
	x.line(3)
	x.close(name)
}

// segmentAttributes give the state, which stays initial without a target
// (section 4.3.1.31), and the origin as the sub-state.
func segmentAttributes(u *bitext.Unit) []string {
	attrs := []string{"id", ownValue(u.ID)}
	if !u.Translated() {
		return attrs
	}
	state := u.State
	switch state {
	case bitext.Translated, bitext.Reviewed, bitext.Final:
	default:
		state = bitext.Initial
	}
	attrs = append(attrs, "state", string(state))
	if u.Origin != "" {
		attrs = append(attrs, "subState", "targman:"+ownValue(string(u.Origin)))
	}
	return attrs
}

// ownValue makes a name out of s that may stand after the colon of a value of
// our own, and in an id: no colon, no blank, section 4.3.1.35.
func ownValue(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '.', r == '_':
			return r
		case r == ':':
			return '.'
		}
		return '-'
	}, s)
}
