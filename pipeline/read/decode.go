package read

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"

	"targman/pipeline/bitext"
)

// BadText is the error for bytes that are not text in their charset.
type BadText struct {
	// Charset is the one that was tried.
	Charset string
	// Offset is in bytes from the start of the file, a byte order mark
	// included.
	Offset int
	// Line counts from 1.
	Line int
	// Why says what stands there and what to do.
	Why string
}

func (e *BadText) Error() string {
	return fmt.Sprintf("decode %s: byte %d (line %d): %s", e.Charset, e.Offset, e.Line, e.Why)
}

// headBytes is how much of a document is searched for a declared charset; the
// HTML standard says 1024 (https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding).
const headBytes = 1024

// decode turns the bytes of a document into text and says how it was stored.
// In this order count: the user's word, a byte order mark, what the document
// declares, what the bytes are. Bytes that are UTF-8 throughout are taken as
// such without calling it a guess: text of another charset does not get there
// by chance.
func decode(data []byte, f Format, o Options) (string, bitext.Encoding, error) {
	if what := magic(data); what != "" {
		return "", bitext.Encoding{}, fmt.Errorf("decode bytes: this is %s, not text: save it as text, HTML or Markdown", what)
	}
	body, marked := cutMark(data)
	e := bitext.Encoding{Charset: marked, BOM: marked != ""}
	switch {
	case o.Charset != "":
		enc, name := lookup(o.Charset)
		if enc == nil {
			return "", e, fmt.Errorf("decode bytes: unknown charset %q: expected a name such as utf-8, utf-16le or windows-1252", o.Charset)
		}
		if name != marked {
			body, e.BOM = data, false
		}
		e.Charset = name
	case marked == "":
		e.Charset = declared(data, f)
	}
	if e.Charset == "" {
		e = infer(body)
	}
	text, err := fromCharset(body, e.Charset, len(data)-len(body))
	if err == nil {
		err = refuseBinary(text, e, len(data)-len(body))
	}
	return text, e, err
}

// The byte order marks (https://encoding.spec.whatwg.org/#bom-sniff).
var marks = []struct{ bytes, charset string }{
	{"\xEF\xBB\xBF", "utf-8"},
	{"\xFF\xFE", "utf-16le"},
	{"\xFE\xFF", "utf-16be"},
}

// cutMark removes a byte order mark and names its charset, or "".
func cutMark(data []byte) (body []byte, charset string) {
	for _, m := range marks {
		if rest, ok := bytes.CutPrefix(data, []byte(m.bytes)); ok {
			return rest, m.charset
		}
	}
	return data, ""
}

// declared is the charset that the document names itself, or "" when it names
// none that is known. A declaration that can be read byte by byte is not in
// UTF-16, whatever it says, and then means UTF-8, as in browsers.
func declared(data []byte, f Format) string {
	if f.Charset == nil {
		return ""
	}
	_, name := lookup(f.Charset(data[:min(len(data), headBytes)]))
	if strings.HasPrefix(name, "utf-16") {
		return "utf-8"
	}
	return name
}

// lookup finds an encoding and its name by any label of the Encoding Standard.
func lookup(label string) (encoding.Encoding, string) {
	enc, err := htmlindex.Get(label)
	if err != nil || enc == encoding.Replacement {
		return nil, ""
	}
	name, err := htmlindex.Name(enc)
	if err != nil {
		return nil, ""
	}
	return enc, name
}

// fromCharset decodes the body, which starts at the given offset of the file.
func fromCharset(body []byte, charset string, offset int) (string, error) {
	if charset == "utf-8" {
		text := string(body)
		if utf8.ValidString(text) {
			return text, nil
		}
		if nul := bytes.IndexByte(body, 0); nul >= 0 {
			return "", &BadText{charset, offset + nul, lineAt(text, nul), whyNUL}
		}
		bad := firstInvalid(body)
		return "", &BadText{charset, offset + bad, lineAt(text, bad),
			fmt.Sprintf("0x%02X is not valid there: save the file as UTF-8, or name the charset it is in", body[bad])}
	}
	enc, _ := lookup(charset)
	text, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		return "", fmt.Errorf("decode %s: %w", charset, err)
	}
	// The decoder puts U+FFFD for what it cannot read; the character may also
	// stand there by right, and then it encodes to the same bytes. Some charsets
	// have two spellings of one character, of which only one would come back.
	if bad := difference(body, encode(enc, text)); bad >= 0 {
		before, _ := enc.NewDecoder().Bytes(body[:bad]) // decoders replace, they do not fail
		why := "the bytes there mean nothing in this charset: name the one the file is in"
		if !bytes.Contains(text, []byte("\uFFFD")) {
			why = "the bytes there are not how this charset is written, and would not come back: save the file as UTF-8"
		}
		return "", &BadText{charset, offset + bad, lineAt(string(before), len(before)), why}
	}
	return string(text), nil
}

// encode is the way back; it puts a substitute for what the charset lacks.
func encode(enc encoding.Encoding, text []byte) []byte {
	// An encoder that replaces what it lacks has nothing left to fail at.
	out, _ := encoding.ReplaceUnsupported(enc.NewEncoder()).Bytes(text)
	return out
}

// difference is the first offset at which a and b differ, or -1.
func difference(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	if len(a) == len(b) {
		return -1
	}
	return min(n, max(len(a)-1, 0))
}

// firstInvalid is the offset of the first byte that is not UTF-8.
func firstInvalid(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// lineAt is the number of the line, from 1, in which the offset lies.
func lineAt(text string, offset int) int { return 1 + strings.Count(text[:offset], "\n") }
