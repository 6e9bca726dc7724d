package aligned

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding/htmlindex"
)

// scanner reads XML token by token and refuses what is out of bounds. It never
// opens what a document type names, and knows no entities but the five of XML.
type scanner struct {
	d     *xml.Decoder
	in    *meter
	depth int
	began bool
}

// meter stops a reader that gives too many bytes for a single token.
type meter struct {
	r    io.Reader
	left int
}

var errLong = found("a text or tag of more than %d bytes, expected less", maxText)

// slack is what the decoder and the buffers before it may read ahead.
const slack = 64 << 10

func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errLong
	}
	n, err := m.r.Read(p)
	m.left -= n
	return n, err
}

func newScanner(s *source) *scanner {
	in := &meter{r: s}
	d := xml.NewDecoder(in)
	d.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		if s.decoded {
			return r, nil
		}
		e, err := htmlindex.Get(label)
		if err != nil {
			return nil, found("encoding %q, expected UTF-8, UTF-16 or another that browsers know", label)
		}
		return e.NewDecoder().Reader(r), nil
	}
	return &scanner{d: d, in: in}
}

// next returns the next token. It is valid until the following call.
func (s *scanner) next() (xml.Token, error) {
	s.in.left = maxText + slack
	t, err := s.d.Token()
	if err != nil {
		return nil, err
	}
	switch t := t.(type) {
	case xml.StartElement:
		s.depth++
		s.began = true
		if s.depth > maxDepth {
			return nil, found("elements nested deeper than %d, expected at most that", maxDepth)
		}
		if len(t.Attr) > maxAttributes {
			return nil, found("%d attributes in <%s>, expected at most %d", len(t.Attr), t.Name.Local, maxAttributes)
		}
	case xml.EndElement:
		s.depth--
	case xml.CharData:
		if len(t) > maxText {
			return nil, errLong
		}
	case xml.Directive:
		if bytes.IndexByte(t, '[') >= 0 {
			return nil, found("a document type with declarations of its own, expected at most a name such as <!DOCTYPE tmx SYSTEM \"tmx14.dtd\">")
		}
	}
	return t, nil
}

// element returns the next element that opens, io.EOF at the end of the file.
func (s *scanner) element() (xml.StartElement, error) {
	for {
		t, err := s.next()
		switch {
		case errors.Is(err, io.EOF) && s.depth > 0:
			err = io.ErrUnexpectedEOF
		case errors.Is(err, io.EOF) && !s.began:
			err = found("no element, expected <xliff> or <tmx>; is the file whole?")
		}
		if err != nil {
			return xml.StartElement{}, err
		}
		if e, ok := t.(xml.StartElement); ok {
			return e, nil
		}
	}
}

// inside is next without the end of the element that is open at depth; it
// returns nil there.
func (s *scanner) inside(depth int) (xml.Token, error) {
	t, err := s.next()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if _, end := t.(xml.EndElement); end && s.depth < depth {
		return nil, err
	}
	return t, err
}

// skip reads to the end of the element that was just opened.
func (s *scanner) skip() error {
	for depth := s.depth; ; {
		if t, err := s.inside(depth); t == nil || err != nil {
			return err
		}
	}
}

// children calls visit for each element inside the one that was just opened;
// visit reads to its end.
func (s *scanner) children(visit func(xml.StartElement) error) error {
	parts := 0
	for depth := s.depth; ; {
		t, err := s.inside(depth)
		if t == nil || err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if parts++; parts > maxParts {
			return found("more than %d elements in one, expected less", maxParts)
		}
		if err := visit(e); err != nil {
			return err
		}
	}
}

// text reads to the end of the element that was just opened and returns the
// text in it.
func (s *scanner) text() (string, error) {
	var b []byte
	for depth := s.depth; ; {
		t, err := s.inside(depth)
		if t == nil || err != nil {
			return string(b), err
		}
		if c, ok := t.(xml.CharData); ok {
			b = append(b, c...)
		}
		if len(b) > maxText {
			return "", errLong
		}
	}
}

func (s *scanner) line() int {
	line, _ := s.d.InputPos()
	return line
}

// locate adds to the error the line in which it was met.
func locate(err error, line int) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("line %d: found broken XML: %s", syntax.Line, syntax.Msg)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("line %d: found the end of the file inside an element, expected the rest; is it whole?", line)
	}
	return fmt.Errorf("line %d: %w", line, err)
}

// attribute returns the value of the attribute with the first of the names
// that the element has.
func attribute(e xml.StartElement, names ...string) string {
	for _, n := range names {
		for _, a := range e.Attr {
			if a.Name.Local == n && a.Value != "" {
				return a.Value
			}
		}
	}
	return ""
}
