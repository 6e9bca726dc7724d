package write

import (
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"targman/pipeline/bitext"
)

// bom is a byte order mark.
const bom = "\uFEFF"

// encode writes text the way the document was stored. Where its character set
// cannot hold the text (Windows-1252 has no Armenian), the document becomes
// UTF-8 with a byte order mark, because the mark overrules whatever character
// set the document still declares: https://encoding.spec.whatwg.org/#decode
// and https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
func encode(w io.Writer, text []byte, e bitext.Encoding) error {
	marked := text
	if e.BOM {
		marked = append([]byte(bom), text...)
	}
	data, ok := convert(marked, e.Charset)
	if !ok {
		data = append([]byte(bom), text...)
	}
	_, err := w.Write(data)
	return err
}

// convert gives text in the named character set, and says whether that holds
// it all. A byte order mark is a letter of the text here. The names are those
// of https://encoding.spec.whatwg.org/#names-and-labels.
func convert(text []byte, name string) ([]byte, bool) {
	var enc encoding.Encoding
	switch strings.ToLower(name) {
	case "", "utf-8":
		return text, true
	case "utf-16le", "utf-16":
		enc = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case "utf-16be":
		enc = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	default:
		var err error
		if enc, err = htmlindex.Get(name); err != nil || enc == encoding.Replacement {
			return nil, false
		}
	}
	data, err := enc.NewEncoder().Bytes(text)
	return data, err == nil
}
