package exchange

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"targman/glossary"
)

// tbxStyle is how one kind of TBX spells elements.
type tbxStyle struct {
	root                          string
	attrs                         []xml.Attr
	directive                     string
	header, entry, language, term string
	encoding                      []element
	// categories says that a data category is an element, and not an attribute.
	categories bool
}

// element is one element, with text or with elements inside.
type element struct {
	name  string
	attrs []xml.Attr
	text  string
	inner []element
}

func attr(name, value string) xml.Attr { return xml.Attr{Name: xml.Name{Local: name}, Value: value} }

const tbxNamespace = "urn:iso:std:iso:30042:ed-2"

// The modules of TBX-Basic (https://www.tbxinfo.net/tbx-modules/).
const (
	moduleMin   = "min"
	moduleBasic = "basic"
)

func writeDCT(o *output) error {
	return o.tbx(tbxStyle{root: "tbx", header: "tbxHeader", entry: "conceptEntry", language: "langSec", term: "termSec", categories: true,
		attrs: []xml.Attr{attr("type", "TBX-Basic"), attr("style", "dct"), attr("xml:lang", o.Source), attr("xmlns", tbxNamespace),
			attr("xmlns:"+moduleMin, "http://www.tbxinfo.net/ns/min"), attr("xmlns:"+moduleBasic, "http://www.tbxinfo.net/ns/basic")}})
}

func writeDCA(o *output) error {
	return o.tbx(tbxStyle{root: "tbx", header: "tbxHeader", entry: "conceptEntry", language: "langSec", term: "termSec",
		attrs: []xml.Attr{attr("type", "TBX-Basic"), attr("style", "dca"), attr("xml:lang", o.Source), attr("xmlns", tbxNamespace)}})
}

func writeMartif(o *output) error {
	return o.tbx(tbxStyle{root: "martif", header: "martifHeader", entry: "termEntry", language: "langSet", term: "tig",
		directive: `DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd"`,
		attrs:     []xml.Attr{attr("type", "TBX-Basic"), attr("xml:lang", o.Source)},
		encoding:  []element{{name: "encodingDesc", inner: []element{{name: "p", attrs: []xml.Attr{attr("type", "XCSURI")}, text: "TBXBasicXCSV02.xcs"}}}}})
}

// category is a data category of a module, as the style spells it.
func (s tbxStyle) category(kind, module, name, text string) element {
	if s.categories {
		return element{name: module + ":" + name, text: text}
	}
	return element{name: kind, attrs: []xml.Attr{attr("type", name)}, text: text}
}

func (o *output) tbx(s tbxStyle) error {
	header := element{name: s.header, inner: append([]element{{name: "fileDesc", inner: []element{
		{name: "sourceDesc", inner: []element{{name: "p", text: tool}}}}}}, s.encoding...)}
	w := tbxWriter{e: xml.NewEncoder(o.w)}
	w.e.Indent("", "  ")
	w.token(xml.ProcInst{Target: "xml", Inst: []byte(`version="1.0" encoding="UTF-8"`)})
	if s.directive != "" {
		w.token(xml.Directive(s.directive))
	}
	open := []string{s.root, "text", "body"}
	w.token(start(open[0], s.attrs))
	w.element(header)
	w.token(start(open[1], nil))
	w.token(start(open[2], nil))
	for _, c := range o.concepts {
		w.element(s.concept(o, c))
	}
	for i := len(open) - 1; i >= 0; i-- {
		w.token(xml.EndElement{Name: xml.Name{Local: open[i]}})
	}
	if w.err == nil {
		w.err = w.e.Close()
	}
	if w.err == nil {
		_, w.err = io.WriteString(o.w, "\n")
	}
	return w.err
}

// concept is an entry.
func (s tbxStyle) concept(o *output, c *glossary.Concept) element {
	e := element{name: s.entry, attrs: []xml.Attr{attr("id", xmlID(c.ID))}}
	e.inner = append(e.inner, s.category("descrip", moduleMin, "subjectField", string(c.Kind)))
	if c.Source != "" {
		e.inner = append(e.inner, s.category("admin", moduleBasic, "source", c.Source))
	}
	if c.Note != "" {
		e.inner = append(e.inner, element{name: "note", text: c.Note})
	}
	for _, spelling := range c.Spellings {
		if spelling.Locale != o.Source {
			continue
		}
		l := element{name: s.language, attrs: []xml.Attr{attr("xml:lang", spelling.Locale)}}
		full, _ := c.Canonical(spelling.Locale, true)
		l.inner = append(l.inner, s.best(spelling.Canonical, full)...)
		l.inner = append(l.inner, s.terms(spelling.Admitted, admitted, "")...)
		l.inner = append(l.inner, s.terms(spelling.Variants, deprecated, "variant")...)
		e.inner = append(e.inner, l)
	}
	for _, t := range c.Targets {
		if t.Preferred == "" {
			continue // of a name that is kept as it is
		}
		l := element{name: s.language, attrs: []xml.Attr{attr("xml:lang", t.Locale)}}
		full, _ := c.Target(t.Locale, true)
		l.inner = append(l.inner, s.best(t.Preferred, full.Preferred)...)
		l.inner = append(l.inner, s.terms(t.Admitted, admitted, "")...)
		l.inner = append(l.inner, s.terms(t.Forbidden, deprecated, "")...)
		e.inner = append(e.inner, l)
	}
	return e
}

// xmlID is an id that may stand in XML, where none begins with a digit.
func xmlID(id string) string {
	if id != "" && id[0] >= '0' && id[0] <= '9' {
		return "_" + id
	}
	return id
}

// The values of the data category administrativeStatus.
const (
	preferred  = "preferredTerm-admn-sts"
	admitted   = "admittedTerm-admn-sts"
	deprecated = "deprecatedTerm-admn-sts"
)

// best is the preferred term, and the full name beside the surname.
func (s tbxStyle) best(name, full string) []element {
	if full == name {
		return s.terms([]string{name}, preferred, "")
	}
	return append(s.terms([]string{full}, preferred, "fullForm"), s.terms([]string{name}, preferred, "shortForm")...)
}

func (s tbxStyle) terms(terms []string, status, kind string) []element {
	var out []element
	for _, t := range terms {
		e := element{name: s.term, inner: []element{{name: "term", text: t},
			s.category("termNote", moduleMin, "administrativeStatus", status),
			s.category("termNote", moduleMin, "partOfSpeech", "noun")}}
		if kind != "" {
			e.inner = append(e.inner, s.category("termNote", moduleBasic, "termType", kind))
		}
		out = append(out, e)
	}
	return out
}

// tbxWriter writes elements until something goes wrong.
type tbxWriter struct {
	e   *xml.Encoder
	err error
}

func start(name string, attrs []xml.Attr) xml.StartElement {
	return xml.StartElement{Name: xml.Name{Local: name}, Attr: attrs}
}

func (w *tbxWriter) token(t xml.Token) {
	if w.err == nil {
		w.err = w.e.EncodeToken(t)
	}
}

func (w *tbxWriter) element(e element) {
	w.token(start(e.name, e.attrs))
	if e.text != "" {
		if i := strings.IndexFunc(e.text, func(r rune) bool { return !isXML(r) }); i >= 0 && w.err == nil {
			w.err = fmt.Errorf("found %q, which no XML file can hold", e.text)
		}
		w.token(xml.CharData(e.text))
	}
	for _, k := range e.inner {
		w.element(k)
	}
	w.token(xml.EndElement{Name: xml.Name{Local: e.name}})
}

// isXML says that a character may stand in XML (https://www.w3.org/TR/xml/#charsets).
func isXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000
}
