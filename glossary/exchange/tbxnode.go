package exchange

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"targman/pipeline/xmlscan"
)

// maxNodes is the greatest number of elements in one entry.
const maxNodes = 20_000

// node is an element of an entry.
type node struct {
	// name is the element's, without a prefix; kind is its data category: the
	// name in DCT, the attribute type in DCA and in TBX 2.
	name, kind string
	lang, id   string
	text       string
	line       int
	nodes      []node
}

// classified are the elements whose data category is an attribute
// (ISO 30042:2019, 8.2).
var classified = map[string]bool{
	"admin": true, "adminNote": true, "descrip": true, "descripNote": true, "ref": true, "termNote": true,
	"transac": true, "transacNote": true, "xref": true,
}

// leaves are the elements whose content is text, whatever stands in it.
var leaves = map[string]bool{"term": true, "note": true, "date": true, "p": true}

// nodeOf reads the element that was just opened; left is how many more the entry
// may have.
func nodeOf(s *xmlscan.Scanner, e xml.StartElement, left *int) (node, error) {
	n := node{name: e.Name.Local, kind: e.Name.Local, lang: xmlscan.Attribute(e, "lang"), id: xmlscan.Attribute(e, "id"), line: s.Line()}
	if *left--; *left < 0 {
		return n, fmt.Errorf("found more than %d elements in one entry, expected less", maxNodes)
	}
	if classified[n.name] {
		n.kind = xmlscan.Attribute(e, "type")
	}
	if leaves[n.name] {
		text, err := s.Text()
		n.text = oneLine(text)
		return n, err
	}
	var text strings.Builder
	for depth := s.Depth(); ; {
		t, err := s.Inside(depth)
		if err != nil {
			return n, err
		}
		switch t := t.(type) {
		case nil:
			n.text = oneLine(text.String())
			return n, nil
		case xml.CharData:
			if text.Len()+len(t) > xmlscan.MaxText {
				return n, xmlscan.ErrLong
			}
			text.Write(t)
		case xml.StartElement:
			child, err := nodeOf(s, t, left)
			if err != nil {
				return n, err
			}
			n.nodes = append(n.nodes, child)
		}
	}
}

// oneLine is a text whose space was laid out for the eye.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

var errNoTBX = errors.New("found no element, expected <tbx> or <martif>; is the file whole?")
