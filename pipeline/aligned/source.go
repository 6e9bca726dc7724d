package aligned

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"targman/pipeline/xmlscan"
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
	text, decoded := xmlscan.UTF8(r)
	s := &source{Reader: bufio.NewReaderSize(text, startSize), decoded: decoded}
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
