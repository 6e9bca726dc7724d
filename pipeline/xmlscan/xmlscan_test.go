package xmlscan_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"targman/pipeline/xmlscan"
)

// readAll reads a document to its end and returns its text, or the error with
// its line.
func readAll(doc []byte) (string, error) {
	s := xmlscan.New(bytes.NewReader(doc))
	var text strings.Builder
	for {
		t, err := s.Next()
		switch {
		case errors.Is(err, io.EOF) && s.Depth() > 0:
			return "", xmlscan.Locate(io.ErrUnexpectedEOF, s.Line())
		case errors.Is(err, io.EOF):
			return text.String(), nil
		case err != nil:
			return "", xmlscan.Locate(err, s.Line())
		}
		if c, ok := t.(xml.CharData); ok {
			text.Write(c)
		}
	}
}

func TestLimits(t *testing.T) {
	attributes := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, " a%d=''", i)
		}
		return "<a" + b.String() + "/>"
	}
	nested := func(n int) string { return strings.Repeat("<a>", n) + strings.Repeat("</a>", n) }
	text := func(n int) string { return "<a>" + strings.Repeat("x", n) + "</a>" }
	for _, c := range []struct {
		name  string
		make  func(int) string
		limit int
		want  string
	}{
		{"depth", nested, xmlscan.MaxDepth, "line 1: found elements nested deeper than 200"},
		{"attributes", attributes, xmlscan.MaxAttributes, "line 1: found 1001 attributes in <a>, expected at most 1000"},
		{"text", text, xmlscan.MaxText, "line 1: found a text or tag of more than 1048576 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, n := range []int{c.limit - 1, c.limit} {
				if _, err := readAll([]byte(c.make(n))); err != nil {
					t.Errorf("%d: got %v, want none", n, err)
				}
			}
			if _, err := readAll([]byte(c.make(c.limit + 1))); err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("%d: got %v, want %s", c.limit+1, err, c.want)
			}
		})
	}
}

func TestHostile(t *testing.T) {
	for _, c := range []struct{ name, doc, want string }{
		{"an entity of its own", `<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>`, "a document type with declarations of its own"},
		{"a file as an entity", `<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>`, "a document type with declarations of its own"},
		{"an entity that nobody declares", `<a>&e;</a>`, "line 1: found broken XML: invalid character entity &e;"},
		{"an attribute too long", `<a b="` + strings.Repeat("x", 2*xmlscan.MaxText) + `"/>`, "more than 1048576 bytes"},
		{"a comment too long", `<a><!--` + strings.Repeat("x", 2*xmlscan.MaxText) + `--></a>`, "more than 1048576 bytes"},
		{"a control character", "<a>\x00</a>", "line 1: found broken XML: illegal character"},
		{"not UTF-8", "<a>\xff\xff</a>", "line 1: found broken XML: invalid UTF-8"},
		{"an unknown encoding", `<?xml version="1.0" encoding="x-nothing"?><a/>`, `found encoding "x-nothing"`},
		{"cut off", "<a>\n<b>", "line 2: found broken XML: unexpected EOF"},
		{"crossed", "<a><b></a></b>", "line 1: found broken XML"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := readAll([]byte(c.doc)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// TestEncodings reads the same text however it is encoded; a bare document type
// is passed over.
func TestEncodings(t *testing.T) {
	const doc = `<!DOCTYPE a SYSTEM "a.dtd"><a>né &amp; &#x57F;</a>`
	encode := func(e interface{ String(string) (string, error) }) []byte {
		out, err := e.String(`<?xml version="1.0"?>` + doc)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(out)
	}
	latin, err := charmap.ISO8859_1.NewEncoder().String(`<?xml version="1.0" encoding="ISO-8859-1"?>` + doc)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"UTF-8":                   []byte(doc),
		"UTF-8 with a mark":       append([]byte{0xEF, 0xBB, 0xBF}, doc...),
		"UTF-16 LE with a mark":   encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()),
		"UTF-16 BE with a mark":   encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder()),
		"UTF-16 LE without":       encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder()),
		"UTF-16 BE without":       encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder()),
		"an encoding it declares": []byte(latin),
	} {
		if got, err := readAll(data); err != nil || got != "né & տ" {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
	}
}

func TestElements(t *testing.T) {
	s := xmlscan.New(strings.NewReader(`<a x="" y="1"><b>one<c>two</c></b><d><e/></d><b/></a>`))
	tok, err := s.Next()
	if err != nil {
		t.Fatal(err)
	}
	if got := xmlscan.Attribute(tok.(xml.StartElement), "x", "y"); got != "1" {
		t.Errorf("attribute: got %q, want the first that is not empty", got)
	}
	var got []string
	err = s.Children(func(e xml.StartElement) error {
		if e.Name.Local != "b" {
			return s.Skip()
		}
		text, err := s.Text()
		got = append(got, text)
		return err
	})
	if err != nil || strings.Join(got, "|") != "onetwo|" || s.Depth() != 0 {
		t.Errorf("got %q, depth %d, %v", got, s.Depth(), err)
	}
}

func TestTooManyChildren(t *testing.T) {
	for n, want := range map[int]bool{xmlscan.MaxChildren: true, xmlscan.MaxChildren + 1: false} {
		s := xmlscan.New(strings.NewReader("<a>" + strings.Repeat("<b/>", n) + "</a>"))
		if _, err := s.Next(); err != nil {
			t.Fatal(err)
		}
		if err := s.Children(func(xml.StartElement) error { return s.Skip() }); (err == nil) != want {
			t.Errorf("%d: got %v", n, err)
		}
	}
}

// FuzzScan holds the scanner to text that is UTF-8 and an end, whatever comes.
func FuzzScan(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><a b="c">d<e/>&lt;</a>`))
	f.Add([]byte("<\x00a\x00/\x00>\x00"))
	f.Add([]byte(`<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>`))
	f.Fuzz(func(t *testing.T, doc []byte) {
		if text, err := readAll(doc); err == nil && !utf8.ValidString(text) {
			t.Errorf("the text %q is not UTF-8", text)
		}
	})
}
