package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// row is a line of a table. The first field is an opaque id.
type row []string

// field is field i, or empty where the row has fewer.
func (r row) field(i int) string {
	if i < len(r) {
		return r[i]
	}
	return ""
}

// eachRow reads tab-separated rows of any length and answers each in turn. It
// writes through when no further row is waiting, so that a program at the
// other end of the pipe can go row by row.
func eachRow(ctx context.Context, in io.Reader, out io.Writer, work rowWork) error {
	r, w := bufio.NewReaderSize(in, 1<<16), &rowWriter{Writer: bufio.NewWriterSize(out, 1<<16)}
	var line []byte
	for fields := row(nil); ctx.Err() == nil; {
		var err error
		if line, err = nextLine(r, line[:0]); len(line) > 0 {
			fields = cutRow(string(line), fields[:0])
			work(fields, w)
		}
		if err != nil || r.Buffered() == 0 {
			if w.Flush() != nil { // the printer remembers why
				return nil
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read rows: %w", err)
		}
	}
	return ctx.Err()
}

// nextLine reads a line into buf, without its end.
func nextLine(r *bufio.Reader, buf []byte) ([]byte, error) {
	for {
		part, err := r.ReadSlice('\n')
		buf = append(buf, part...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return bytes.TrimSuffix(bytes.TrimSuffix(buf, []byte("\n")), []byte("\r")), err
	}
}

// cutRow cuts a line at its tabs.
func cutRow(line string, fields row) row {
	for {
		field, rest, more := strings.Cut(line, "\t")
		fields = append(fields, field)
		if !more {
			return fields
		}
		line = rest
	}
}

// rowWriter writes tab-separated rows.
type rowWriter struct {
	*bufio.Writer
	number [20]byte
}

// row writes one row. A field that holds a tab or the end of a line would
// break the table and has spaces in their place.
func (w *rowWriter) row(fields ...string) {
	for i, f := range fields {
		if i > 0 {
			_ = w.WriteByte('\t') // a bufio.Writer keeps its error for Flush
		}
		if strings.ContainsAny(f, "\t\n\r") {
			f = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(f)
		}
		_, _ = w.WriteString(f)
	}
	_ = w.WriteByte('\n')
}

// decimal is a number as text.
func (w *rowWriter) decimal(n int) string {
	return string(strconv.AppendInt(w.number[:0], int64(n), 10))
}
