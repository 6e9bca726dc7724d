package memory

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"targman/pipeline/xmlscan"
)

// The marks around the number of an inline code.
const (
	codeOpen  = "⟦"
	codeClose = "⟧"
)

func placeholder(n int) string { return codeOpen + strconv.Itoa(n) + codeClose }

// piece is a stretch of a TMX segment: text, or an inline code.
type piece struct {
	text string
	// names are what the code may be recognised by in another language, the
	// surest first; empty for text.
	names []string
}

// segment reads the content of the <seg> that was just opened. What stands
// inside a code is markup of some format and is not kept; what <hi> encloses is
// text between two codes.
func segment(s *xmlscan.Scanner) ([]piece, error) {
	r := segmentReader{s: s, opened: map[string][]string{}, count: map[string]int{}}
	err := r.read()
	r.flush()
	return r.pieces, err
}

type segmentReader struct {
	s      *xmlscan.Scanner
	pieces []piece
	// text is what came since the last code; size counts all text.
	text []byte
	size int
	// codes counts the inline codes.
	codes int
	// opened are the names of the open <bpt> by their attribute i.
	opened map[string][]string
	// count numbers the codes of each kind.
	count map[string]int
}

func (r *segmentReader) read() error {
	for depth := r.s.Depth(); ; {
		t, err := r.s.Inside(depth)
		if t == nil || err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.CharData:
			r.text = append(r.text, t...)
			r.size += len(t)
		case xml.StartElement:
			if err := r.code(t); err != nil {
				return err
			}
		}
		if r.size > xmlscan.MaxText {
			return xmlscan.ErrLong
		}
		if r.codes > maxParts {
			return fmt.Errorf("found more than %d inline codes in a segment, expected less", maxParts)
		}
	}
}

// code reads an inline element.
func (r *segmentReader) code(e xml.StartElement) error {
	i, x := xmlscan.Attribute(e, "i"), xmlscan.Attribute(e, "x")
	kind := e.Name.Local
	switch kind {
	case "bpt":
		names := r.names(kind, x, i)
		r.opened[i] = names
		return r.skipped(names)
	case "ept":
		names := ends(r.opened[i])
		delete(r.opened, i)
		return r.skipped(append(names, r.names(kind, "", i)...))
	case "ph", "it", "ut":
		return r.skipped(r.names(kind, x, ""))
	}
	names := r.names("hi", x, "")
	r.put(names)
	if err := r.read(); err != nil {
		return err
	}
	r.put(ends(names))
	return nil
}

// put adds a code.
func (r *segmentReader) put(names []string) {
	r.flush()
	r.codes++
	r.pieces = append(r.pieces, piece{names: names})
}

// flush adds the text that came before a code.
func (r *segmentReader) flush() {
	if len(r.text) > 0 {
		r.pieces = append(r.pieces, piece{text: string(r.text)})
		r.text = r.text[:0]
	}
}

// skipped adds a code and skips what stands in it.
func (r *segmentReader) skipped(names []string) error {
	r.put(names)
	return r.s.Skip()
}

// names are what an element of the kind may be recognised by: its attribute x,
// which is meant for that; failing that i, which many tools number alike in
// every language; failing that how many of the kind came before.
func (r *segmentReader) names(kind, x, i string) (names []string) {
	if x != "" {
		names = append(names, kind+" x "+x)
	}
	if i != "" {
		names = append(names, kind+" i "+i)
	}
	r.count[kind]++
	return append(names, fmt.Sprint(kind, " number ", r.count[kind]))
}

func ends(names []string) (out []string) {
	for _, n := range names {
		out = append(out, "end of "+n)
	}
	return out
}

// codes gives the inline codes of a source segment their numbers, and those of
// its translations the same ones.
type codes struct {
	// numbers are those that are still to be used in a translation, by name.
	numbers map[string]int
	next    int
}

// source numbers the codes in order of appearance.
func (c *codes) source(pieces []piece) string {
	c.numbers = map[string]int{}
	c.next = 1
	return assemble(pieces, func(names []string) int {
		n := c.next
		c.next++
		for _, name := range names {
			if _, taken := c.numbers[name]; !taken {
				c.numbers[name] = n
			}
		}
		return n
	})
}

// target numbers the codes of a translation; one that the source does not have
// gets a number of its own.
func (c *codes) target(pieces []piece) string {
	used := map[int]bool{}
	return assemble(pieces, func(names []string) int {
		for _, name := range names {
			if n := c.numbers[name]; n > 0 && !used[n] {
				used[n] = true
				return n
			}
		}
		c.next++
		return c.next - 1
	})
}

func assemble(pieces []piece, number func(names []string) int) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.names != nil {
			b.WriteString(placeholder(number(p.names)))
		}
		b.WriteString(p.text)
	}
	return norm.NFC.String(strings.TrimSpace(b.String()))
}

// plain is the text of a segment without its codes.
func plain(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
	}
	return norm.NFC.String(strings.TrimSpace(b.String()))
}
