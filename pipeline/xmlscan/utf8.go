package xmlscan

import (
	"bufio"
	"bytes"
	"io"

	"golang.org/x/text/encoding/unicode"
)

// UTF8 decodes UTF-16, with or without a byte order mark, and says whether it
// did; a mark of UTF-8 is dropped. A text without a mark counts as UTF-16 where
// one of its first two bytes is zero, as in XML and in tables. What is not
// UTF-16 is passed on as it is, valid or not.
func UTF8(r io.Reader) (text io.Reader, decoded bool) {
	b := bufio.NewReader(r)
	start, _ := b.Peek(3)
	order := unicode.BigEndian
	switch {
	case bytes.HasPrefix(start, []byte{0xEF, 0xBB, 0xBF}):
		_, _ = b.Discard(3) // they were just seen
		return b, false
	case bytes.HasPrefix(start, []byte{0xFF, 0xFE}), len(start) > 1 && start[0] != 0 && start[1] == 0:
		order = unicode.LittleEndian
	case bytes.HasPrefix(start, []byte{0xFE, 0xFF}), len(start) > 1 && start[0] == 0 && start[1] != 0:
	default:
		return b, false
	}
	return unicode.UTF16(order, unicode.UseBOM).NewDecoder().Reader(b), true
}
