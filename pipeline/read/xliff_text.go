package read

import (
	"encoding/xml"
	"errors"
	"fmt"

	"targman/pipeline/bitext"
)

// xliffText is a source or a target.
type xliffText struct {
	bitext.Content
	runs []bitext.Run
	// outer is the element, inner what is in it; tag is its start tag, name its
	// name with the prefix.
	outer, inner bitext.Span
	tag, name    string
	// ids are the numbers of the open codes by what ties them to their ends, next
	// the next number.
	ids  map[string]int
	next int
}

// text reads the source or target that was just opened.
func (s *xliffScanner) text(e xml.StartElement) (*xliffText, error) {
	x := &xliffText{ids: map[string]int{}, tag: s.src[s.start:s.end], name: rawName(e.Name)}
	x.outer.Start, x.inner.Start, x.inner.End = s.start, s.end, s.end
	err := s.content(x)
	x.outer.End = s.end
	if s.start > x.inner.Start {
		x.inner.End = s.start
	}
	return x, err
}

// content reads what is in an element: text, codes, and marks, which are looked
// through.
func (s *xliffScanner) content(x *xliffText) error {
	return s.inside(func(t xml.Token) error {
		switch t := t.(type) {
		case xml.CharData:
			return x.characters(s.src, string(t), bitext.Span{Start: s.start, End: s.end})
		case xml.StartElement:
			return s.code(x, t)
		}
		return nil
	})
}

// characters adds text; what is spelled otherwise than it reads is one run.
func (x *xliffText) characters(src, text string, at bitext.Span) error {
	if raw := at.Of(src); len(raw) == len(text) && raw != text {
		return errors.New("found a carriage return that ends no line, expected line ends of one kind")
	}
	if text == "" {
		return nil
	}
	start := len(x.Text)
	if start+len(text) > maxXLIFFText {
		return fmt.Errorf("found a text of more than %d bytes, expected less", maxXLIFFText)
	}
	x.Text += text
	x.runs = append(x.runs, bitext.Run{Text: bitext.Span{Start: start, End: len(x.Text)}, Source: at})
	return nil
}

// code adds an inline element.
func (s *xliffScanner) code(x *xliffText, e xml.StartElement) error {
	if len(x.Codes) >= maxXLIFFCodes {
		return fmt.Errorf("found more than %d inline codes in a text, expected less", maxXLIFFCodes)
	}
	start, tagEnd := s.start, s.end
	id, tied := rawAttribute(e, "id"), rawAttribute(e, "rid")
	if tied == "" {
		tied = id
	}
	switch e.Name.Local {
	case "mrk":
		return s.content(x)
	case "sm", "em":
		return s.skip()
	case "g", "pc":
		n := x.add(bitext.Open, 0, s.src, bitext.Span{Start: start, End: tagEnd})
		if err := s.content(x); err != nil {
			return err
		}
		x.add(bitext.Close, n, s.src, bitext.Span{Start: s.start, End: s.end})
		return nil
	}
	if err := s.skip(); err != nil {
		return err
	}
	whole := bitext.Span{Start: start, End: s.end}
	switch e.Name.Local {
	case "bpt", "bx", "sc":
		x.ids[tied] = x.add(bitext.Open, 0, s.src, whole)
	case "ept", "ex", "ec":
		if ref := rawAttribute(e, "startRef"); ref != "" {
			tied = ref
		}
		if n := x.ids[tied]; n > 0 {
			delete(x.ids, tied)
			x.add(bitext.Close, n, s.src, whole)
			return nil
		}
		x.add(bitext.Alone, 0, s.src, whole)
	default: // x, ph, it, cp and what a tool adds
		x.add(bitext.Alone, 0, s.src, whole)
	}
	return nil
}

// add adds a code and returns its number; 0 asks for a new one.
func (x *xliffText) add(kind bitext.CodeKind, id int, src string, at bitext.Span) int {
	if id == 0 {
		x.next++
		id = x.next
	}
	x.Codes = append(x.Codes, bitext.Code{ID: id, Kind: kind, At: len(x.Text), Raw: at.Of(src), Span: at, Type: "other"})
	return id
}
