package read

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// xmlRaw reads XML token by token and knows where each stands, so that what is
// not changed can be copied. It refuses what is out of bounds, opens nothing
// that a document type names, and knows no entities but the five of XML.
type xmlRaw struct {
	src string
	d   *xml.Decoder
	// start and end are where the last token stands in src.
	start, end int
	open       []string
}

// Limits of XML: the greatest number of open elements, and of attributes of one.
const (
	maxXMLDepth      = 200
	maxXMLAttributes = 1000
)

func newXMLRaw(src string) *xmlRaw {
	d := xml.NewDecoder(strings.NewReader(src))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is decoded
	return &xmlRaw{src: src, d: d}
}

// next returns the next token; io.EOF after the last. An element without content
// comes as its start and its end, which is nowhere.
func (x *xmlRaw) next() (xml.Token, error) {
	x.start = int(x.d.InputOffset())
	t, err := x.d.RawToken()
	x.end = int(x.d.InputOffset())
	if err != nil {
		if errors.Is(err, io.EOF) && len(x.open) > 0 {
			err = fmt.Errorf("found the end of the file inside <%s>, expected the rest; is it whole?", x.open[len(x.open)-1])
		}
		return nil, err
	}
	switch t := t.(type) {
	case xml.StartElement:
		if x.open = append(x.open, rawName(t.Name)); len(x.open) > maxXMLDepth {
			return nil, fmt.Errorf("found elements nested deeper than %d, expected at most that", maxXMLDepth)
		}
		if len(t.Attr) > maxXMLAttributes {
			return nil, fmt.Errorf("found %d attributes in <%s>, expected at most %d", len(t.Attr), rawName(t.Name), maxXMLAttributes)
		}
	case xml.EndElement:
		if len(x.open) == 0 || x.open[len(x.open)-1] != rawName(t.Name) {
			return nil, fmt.Errorf("found </%s>, expected the end of %q", rawName(t.Name), x.open)
		}
		x.open = x.open[:len(x.open)-1]
	case xml.Directive:
		if strings.Contains(string(t), "[") {
			return nil, errors.New("found a document type with declarations of its own, expected none")
		}
	}
	return t, nil
}

// rawName is a name with its prefix, as it stands.
func rawName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// rawAttribute is the value of an attribute without a prefix.
func rawAttribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Space == "" && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// inside calls visit for each token inside the element that was just opened,
// until its end.
func (x *xmlRaw) inside(visit func(xml.Token) error) error {
	for depth := len(x.open); ; {
		t, err := x.next()
		if err != nil {
			return err
		}
		if len(x.open) < depth {
			return nil
		}
		if err := visit(t); err != nil {
			return err
		}
	}
}

// skip reads to the end of the element that was just opened.
func (x *xmlRaw) skip() error { return x.inside(func(xml.Token) error { return nil }) }
