package aligned

import (
	"encoding/xml"
	"errors"
	"io"

	"targman/pipeline/xmlscan"
)

// scanner reads XML for the formats that are XML.
type scanner struct {
	*xmlscan.Scanner
	began bool
	// space is the namespace of the root element.
	space string
}

func newScanner(s *source) *scanner {
	return &scanner{Scanner: xmlscan.NewDecoded(s, s.decoded)}
}

// element returns the next element that opens, io.EOF at the end of the file.
func (s *scanner) element() (xml.StartElement, error) {
	for {
		t, err := s.Next()
		switch {
		case errors.Is(err, io.EOF) && s.Depth() > 0:
			err = io.ErrUnexpectedEOF
		case errors.Is(err, io.EOF) && !s.began:
			err = found("no element, expected <xliff> or <tmx>; is the file whole?")
		}
		if err != nil {
			return xml.StartElement{}, err
		}
		if e, ok := t.(xml.StartElement); ok {
			if !s.began {
				s.began, s.space = true, e.Name.Space
			}
			return e, nil
		}
	}
}

// own says that an element is of the format, and not another program's of the
// same name.
func (s *scanner) own(e xml.StartElement) bool { return e.Name.Space == s.space }

func (s *scanner) line() int { return s.Line() }
