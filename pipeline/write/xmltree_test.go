package write

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// element is an XML element as the rules of a standard see it.
type element struct {
	// name is "prefix:local" with the prefixes of this test, bare for the
	// namespace of the format itself.
	name     string
	attrs    map[string]string
	parent   *element
	children []*element
	// text is what stands directly in the element.
	text string
}

var prefixes = map[string]string{
	"": "", "urn:oasis:names:tc:xliff:document:2.0": "", "urn:oasis:names:tc:xliff:document:2.2": "",
	"urn:oasis:names:tc:xliff:matches:2.0":  "mtc:",
	"urn:oasis:names:tc:xliff:glossary:2.0": "gls:",
	"urn:oasis:names:tc:xliff:metadata:2.0": "mda:",
	"http://www.w3.org/XML/1998/namespace":  "xml:",
	"xml":                                   "xml:",
}

func prefixed(n xml.Name) string {
	p, ok := prefixes[n.Space]
	if !ok {
		return "other:" + n.Local
	}
	return p + n.Local
}

func parseXML(data []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	top := &element{}
	at := top
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return top.children[0], nil
		}
		if err != nil {
			return nil, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			e := &element{name: prefixed(tok.Name), attrs: map[string]string{}, parent: at}
			for _, a := range tok.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					e.attrs[prefixed(a.Name)] = a.Value
				}
			}
			at.children = append(at.children, e)
			at = e
		case xml.EndElement:
			at = at.parent
		case xml.CharData:
			at.text += string(tok)
		}
	}
}

// all are the elements of those names below e, in document order.
func (e *element) all(names ...string) []*element {
	var out []*element
	for _, c := range e.children {
		for _, n := range names {
			if c.name == n {
				out = append(out, c)
			}
		}
		out = append(out, c.all(names...)...)
	}
	return out
}

// child is the first child of that name, or nil.
func (e *element) child(name string) *element {
	for _, c := range e.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// model is the names of the children, each with a comma after it.
func (e *element) model() string {
	var b strings.Builder
	for _, c := range e.children {
		b.WriteString(c.name + ",")
	}
	return b.String()
}
