// Package xmlscan reads XML that others have made, token by token, and refuses
// what is out of bounds: it never opens what a document type names, knows no
// entities but the five of XML, and holds little at a time however large the
// file is. Every reader of XML in the project stands on it. Start at New.
package xmlscan

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding/htmlindex"
)

// Limits of a file. Its size is not limited, since it is read as a stream.
const (
	// MaxDepth is the greatest number of open elements.
	MaxDepth = 200
	// MaxText is the greatest size of one text, and of one tag, in bytes of
	// UTF-8.
	MaxText = 1 << 20
	// MaxAttributes is the greatest number of attributes of an element.
	MaxAttributes = 1000
	// MaxChildren is the greatest number of elements that Children visits.
	MaxChildren = 100_000
)

// ErrLong says that a text or tag is beyond MaxText.
var ErrLong = fmt.Errorf("found a text or tag of more than %d bytes, expected less", MaxText)

// Scanner reads a document. It is not safe for use by several goroutines.
type Scanner struct {
	d     *xml.Decoder
	in    *meter
	depth int
}

// meter stops a reader that gives too many bytes for a single token.
type meter struct {
	r    io.Reader
	left int
}

// slack is what the decoder and the buffers before it may read ahead.
const slack = 64 << 10

func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, ErrLong
	}
	n, err := m.r.Read(p)
	m.left -= n
	return n, err
}

// New returns a scanner for a document in UTF-8, UTF-16 or an encoding that it
// declares and browsers know.
func New(r io.Reader) *Scanner { return NewDecoded(UTF8(r)) }

// NewDecoded is New for a text that UTF8 has seen; decoded says that it is
// UTF-8 by now, whatever it declares.
func NewDecoded(r io.Reader, decoded bool) *Scanner {
	in := &meter{r: r}
	d := xml.NewDecoder(in)
	d.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		if decoded {
			return r, nil
		}
		e, err := htmlindex.Get(label)
		if err != nil {
			return nil, fmt.Errorf("found encoding %q, expected UTF-8, UTF-16 or another that browsers know", label)
		}
		return e.NewDecoder().Reader(r), nil
	}
	return &Scanner{d: d, in: in}
}

// Depth is the number of open elements.
func (s *Scanner) Depth() int { return s.depth }

// Line is the line that was read last, counted from 1.
func (s *Scanner) Line() int {
	line, _ := s.d.InputPos()
	return line
}

// Next returns the next token, io.EOF after the last. It is valid until the
// following call.
func (s *Scanner) Next() (xml.Token, error) {
	s.in.left = MaxText + slack
	t, err := s.d.Token()
	if err != nil {
		return nil, err
	}
	switch t := t.(type) {
	case xml.StartElement:
		s.depth++
		if s.depth > MaxDepth {
			return nil, fmt.Errorf("found elements nested deeper than %d, expected at most that", MaxDepth)
		}
		if len(t.Attr) > MaxAttributes {
			return nil, fmt.Errorf("found %d attributes in <%s>, expected at most %d", len(t.Attr), t.Name.Local, MaxAttributes)
		}
	case xml.EndElement:
		s.depth--
	case xml.CharData:
		if len(t) > MaxText {
			return nil, ErrLong
		}
	case xml.Directive:
		if bytes.IndexByte(t, '[') >= 0 {
			return nil, errors.New("found a document type with declarations of its own, expected at most a name such as <!DOCTYPE tmx SYSTEM \"tmx14.dtd\">")
		}
	}
	return t, nil
}

// Inside is Next without the end of the element that is open at depth; it
// returns nil there.
func (s *Scanner) Inside(depth int) (xml.Token, error) {
	t, err := s.Next()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if _, end := t.(xml.EndElement); end && s.depth < depth {
		return nil, err
	}
	return t, err
}

// Skip reads to the end of the element that was just opened.
func (s *Scanner) Skip() error {
	for depth := s.depth; ; {
		if t, err := s.Inside(depth); t == nil || err != nil {
			return err
		}
	}
}

// Children calls visit for each element inside the one that was just opened;
// visit reads to its end.
func (s *Scanner) Children(visit func(xml.StartElement) error) error {
	n := 0
	for depth := s.depth; ; {
		t, err := s.Inside(depth)
		if t == nil || err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if n++; n > MaxChildren {
			return fmt.Errorf("found more than %d elements in one, expected less", MaxChildren)
		}
		if err := visit(e); err != nil {
			return err
		}
	}
}

// Text reads to the end of the element that was just opened and returns the
// text in it, that of the elements inside too.
func (s *Scanner) Text() (string, error) {
	var b []byte
	for depth := s.depth; ; {
		t, err := s.Inside(depth)
		if t == nil || err != nil {
			return string(b), err
		}
		if c, ok := t.(xml.CharData); ok {
			b = append(b, c...)
		}
		if len(b) > MaxText {
			return "", ErrLong
		}
	}
}

// Locate adds to an error the line in which it was met.
func Locate(err error, line int) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("line %d: found broken XML: %s", syntax.Line, syntax.Msg)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("line %d: found the end of the file inside an element, expected the rest; is it whole?", line)
	}
	return fmt.Errorf("line %d: %w", line, err)
}

// Attribute returns the value of the attribute with the first of the names
// that the element has and that is not empty. Prefixes do not count.
func Attribute(e xml.StartElement, names ...string) string {
	for _, n := range names {
		for _, a := range e.Attr {
			if a.Name.Local == n && a.Value != "" {
				return a.Value
			}
		}
	}
	return ""
}
