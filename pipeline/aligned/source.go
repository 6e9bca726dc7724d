package aligned

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// source is a file as UTF-8.
type source struct {
	*bufio.Reader
	// start is what the file begins with; it is not read yet.
	start string
	// decoded says that the file was UTF-16, whatever it declares.
	decoded bool
}

// startSize is how much of a file is looked at to tell its format, in bytes.
const startSize = 16 << 10

// newSource decodes UTF-16, with or without a byte order mark, and drops that
// of UTF-8.
func newSource(r io.Reader) (*source, error) {
	s := &source{Reader: bufio.NewReaderSize(r, startSize)}
	start, _ := s.Peek(4)
	var e encoding.Encoding
	switch {
	case bytes.HasPrefix(start, []byte{0xEF, 0xBB, 0xBF}):
		_, _ = s.Discard(3) // they were seen
	case bytes.HasPrefix(start, []byte{0xFF, 0xFE}), len(start) > 1 && start[0] != 0 && start[1] == 0:
		e = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(start, []byte{0xFE, 0xFF}), len(start) > 1 && start[0] == 0 && start[1] != 0:
		e = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	if e != nil {
		s.decoded = true
		s.Reader = bufio.NewReaderSize(e.NewDecoder().Reader(s.Reader), startSize)
	}
	b, err := s.Peek(startSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read the beginning: %w", err)
	}
	if len(b) == 0 {
		return nil, found("nothing, expected an aligned file; is it empty?")
	}
	s.start = string(b)
	return s, nil
}
