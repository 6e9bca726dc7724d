package aligned

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// lines reads a file line by line, for the formats that have a unit on each.
type lines struct {
	*source
	at int
}

func (l *lines) line() int { return l.at }

// read returns the next line without its end; the last line needs none.
func (l *lines) read() (string, error) {
	l.at++
	var line []byte
	for {
		part, err := l.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(trimEnd(line)) > maxLine:
			return "", found("a line of more than %d bytes, expected less", maxLine)
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && (!errors.Is(err, io.EOF) || len(line) == 0):
			return "", err
		case !utf8.Valid(line):
			return "", found("bytes that are no UTF-8, expected UTF-8 or UTF-16")
		}
		return string(trimEnd(line)), nil
	}
}

// trimEnd is a line without its end.
func trimEnd(line []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
}
