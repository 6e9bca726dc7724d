package feed

import (
	"bytes"
	"mime"
	"regexp"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// declaration is the XML declaration of a document and the encoding in it.
var declaration = regexp.MustCompile(`^\s*<\?xml\s[^>]*?(?:encoding\s*=\s*["']([A-Za-z0-9._:-]+)["'][^>]*)?\?>`)

// text is a feed in UTF-8 without its XML declaration, which may be wrong by
// then. Byte order marks count first, then what the bytes are: what is UTF-8
// throughout is that, whatever is said of it. Then the word of the server
// counts, and that of the document (RFC 7303, section 3).
func text(data []byte, contentType string) []byte {
	for mark, e := range marks {
		if rest, ok := bytes.CutPrefix(data, []byte(mark)); ok {
			return undeclared(decoded(rest, e))
		}
	}
	if utf8.Valid(data) {
		return undeclared(data)
	}
	_, params, _ := mime.ParseMediaType(contentType) // without a charset the next counts
	names := []string{params["charset"]}
	if m := declaration.FindSubmatch(data); m != nil {
		names = append(names, string(m[1]))
	}
	for _, name := range names {
		// What calls itself UTF-8 and is not is most often the one below.
		if e, err := htmlindex.Get(name); err == nil && e != unicode.UTF8 && e != encoding.Replacement {
			return undeclared(decoded(data, e))
		}
	}
	return undeclared(decoded(data, charmap.Windows1252))
}

var marks = map[string]encoding.Encoding{
	"\xEF\xBB\xBF": unicode.UTF8,
	"\xFF\xFE":     unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	"\xFE\xFF":     unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
}

// decoded replaces what means nothing in the encoding.
func decoded(data []byte, e encoding.Encoding) []byte {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	return out
}

// undeclared leaves the declaration out, and the control characters that XML has
// no place for and feeds have all the same.
func undeclared(text []byte) []byte {
	text = text[len(declaration.Find(text[:min(len(text), rootWithin)])):]
	if bytes.IndexFunc(text, stray) < 0 {
		return text
	}
	return bytes.Map(func(r rune) rune {
		if stray(r) {
			return -1
		}
		return r
	}, text)
}

// stray are the characters below the blank that XML does not take
// (https://www.w3.org/TR/xml/#charsets).
func stray(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' }
