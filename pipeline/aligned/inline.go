package aligned

import (
	"encoding/xml"
	"strconv"

	"targman/pipeline/bitext"
	"targman/pipeline/xmlscan"
)

// piece is a stretch of a text: characters, or an inline code.
type piece struct {
	text string
	code *code
}

// code is an inline code as a file spells it.
type code struct {
	kind bitext.CodeKind
	// names are what the code may be recognised by in the other language, the
	// surest first; a code that closes has those of the one it closes.
	names []string
	// sure says that the first name is an id, so that a second code of that name
	// is the same one twice.
	sure bool
	raw  string
}

// inline reads the content of an element that holds text with codes.
type inline struct {
	*scanner
	// element reads an element inside the text: it adds codes and reads to the
	// element's end.
	element func(*inline, xml.StartElement) error

	pieces []piece
	// buffer is the text since the last code; size counts the bytes of all text
	// and spelling, codes all codes, elements all elements.
	buffer                []byte
	size, codes, elements int
	// opened are the names of the open <bpt> by what ties them to their <ept>.
	opened map[string][]string
	// count numbers the codes of each kind.
	count map[string]int
	// parts are the segments that the text is divided into, by their ids.
	parts map[string][]piece
	order []string
}

// content reads the content of the element that was just opened.
func (s *scanner) content(element func(*inline, xml.StartElement) error) (*inline, error) {
	r := &inline{scanner: s, element: element, opened: map[string][]string{}, count: map[string]int{}}
	err := r.read()
	r.flush()
	return r, err
}

func (r *inline) read() error {
	for depth := r.Depth(); ; {
		t, err := r.Inside(depth)
		if t == nil || err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.CharData:
			err = r.put(t...)
		case xml.StartElement:
			if r.elements++; r.elements > maxParts {
				return found("more than %d elements in a text, expected less", maxParts)
			}
			err = r.element(r, t)
		}
		if err != nil {
			return err
		}
	}
}

// put adds text.
func (r *inline) put(text ...byte) error {
	r.buffer = append(r.buffer, text...)
	if r.size += len(text); r.size > xmlscan.MaxText {
		return xmlscan.ErrLong
	}
	return nil
}

// add adds a code.
func (r *inline) add(c code) error {
	r.flush()
	if r.codes++; r.codes > maxCodes {
		return found("more than %d inline codes in a text, expected less", maxCodes)
	}
	r.pieces = append(r.pieces, piece{code: &c})
	return nil
}

// flush adds the text that came before a code.
func (r *inline) flush() {
	if len(r.buffer) > 0 {
		r.pieces = append(r.pieces, piece{text: string(r.buffer)})
		r.buffer = r.buffer[:0]
	}
}

// around adds a code that opens, what the element encloses, and its end.
func (r *inline) around(c code, end string) error {
	c.kind = bitext.Open
	if err := r.add(c); err != nil {
		return err
	}
	if err := r.read(); err != nil {
		return err
	}
	c.kind, c.raw = bitext.Close, end
	return r.add(c)
}

// native adds a code whose spelling is the element's own text.
func (r *inline) native(c code) error {
	raw, err := r.Text()
	if err != nil {
		return err
	}
	if r.size += len(raw); r.size > xmlscan.MaxText {
		return xmlscan.ErrLong
	}
	c.raw = raw
	return r.add(c)
}

// part reads a segment of the text: what stands before and after it is no part
// of it.
func (r *inline) part(id string) error {
	r.flush()
	before := r.pieces
	r.pieces = nil
	err := r.read()
	r.flush()
	if r.parts == nil {
		r.parts = map[string][]piece{}
	}
	if _, twice := r.parts[id]; !twice {
		r.order = append(r.order, id)
	}
	r.parts[id] = r.pieces
	r.pieces = before
	return err
}

// numbered is the name of the next code of a kind by its place.
func (r *inline) numbered(kind string) string {
	r.count[kind]++
	return kind + " number " + strconv.Itoa(r.count[kind])
}
