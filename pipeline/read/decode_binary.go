package read

import (
	"bytes"
	"fmt"
	"strings"

	"targman/pipeline/bitext"
)

// signatures are the first bytes of files that are often taken for text
// documents (https://mimesniff.spec.whatwg.org/, section 6; RTF and the Word
// format from their own specifications).
var signatures = []struct{ bytes, what string }{
	{"%PDF-", "a PDF document"},
	{"PK\x03\x04", "a ZIP archive (as are .docx, .odt and .epub)"},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document"},
	{"{\\rtf", "an RTF document"},
	{"\x1F\x8B\x08", "a gzip archive"},
	{"\x89PNG\r\n\x1A\n", "a PNG image"},
	{"\xFF\xD8\xFF", "a JPEG image"},
	{"GIF87a", "a GIF image"},
	{"GIF89a", "a GIF image"},
}

// magic names the kind of file that the bytes begin, when it is not text.
func magic(data []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.bytes)) {
			return s.what
		}
	}
	return ""
}

const whyNUL = "a NUL byte, which text never has: this is a binary file, or text in another charset"

// maxControl is the share of control characters, one in so many bytes of the
// head, above which a document is not text. A stray one does no harm.
const maxControl = 32

// refuseBinary reports a NUL anywhere and a head full of control characters.
// Offset is where the text starts in the file, in bytes.
func refuseBinary(text string, e bitext.Encoding, offset int) error {
	if i := strings.IndexByte(text, 0); i >= 0 {
		return &BadText{e.Charset, offset + width(text[:i], e.Charset), lineAt(text, i), whyNUL}
	}
	head := text[:min(len(text), 4*headBytes)]
	found, first := 0, -1
	for i := range len(head) {
		if isControl(head[i]) {
			found++
			if first < 0 {
				first = i
			}
		}
	}
	if found*maxControl > len(head) {
		return &BadText{e.Charset, offset + width(text[:first], e.Charset), lineAt(text, first),
			fmt.Sprintf("%d control characters in the first %d bytes: this is a binary file", found, len(head))}
	}
	return nil
}

// isControl says that the byte is a binary data byte
// (https://mimesniff.spec.whatwg.org/#binary-data-byte).
func isControl(b byte) bool {
	return b < 0x20 && !strings.ContainsRune("\t\n\f\r\x1B", rune(b))
}

// width is how many bytes the text takes in the charset.
func width(text, charset string) int {
	if enc, _ := lookup(charset); enc != nil && charset != "utf-8" {
		return len(encode(enc, []byte(text)))
	}
	return len(text)
}
