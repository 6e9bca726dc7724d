package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"targman/glossary"
	"targman/pipeline/xmlscan"
)

// Limits of a table. The size of a file is glossary.MaxFileBytes.
const (
	// maxRows is the greatest number of rows that are not empty, and of entries of
	// a TBX file.
	maxRows = 300_000
	// maxCells is the greatest number of cells in a row.
	maxCells = 1000
	// maxCell is the greatest size of a cell, in bytes of UTF-8: of a list.
	maxCell = 64 << 10
)

// decode gives a file in UTF-8, without a byte order mark.
func decode(data []byte) (string, error) {
	if len(data) > glossary.MaxFileBytes {
		return "", fmt.Errorf("found %d bytes, expected at most %d; cut the file up", len(data), glossary.MaxFileBytes)
	}
	r, decoded := xmlscan.UTF8(bytes.NewReader(data))
	if !decoded {
		return strings.TrimPrefix(string(data), "\uFEFF"), nil
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return "", fmt.Errorf("decode UTF-16: %w", err)
	}
	return strings.TrimPrefix(string(text), "\uFEFF"), nil
}

// outOfBounds is an error for a cell that is too long, or a row of too many cells,
// before the table's reader holds all of it.
func outOfBounds(text string, mark rune) error {
	line, begins, cells, quoted := 1, 0, 1, false
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\n':
			line++
			if !quoted {
				begins, cells = i+1, 1
			}
		case rune(c) == mark && !quoted:
			begins = i + 1
			cells++
		}
		if i-begins > 16*maxCell {
			return fmt.Errorf("line %d: found a cell of more than %d bytes, expected at most %d; is a quotation mark missing?", line, 16*maxCell, maxCell)
		}
		if cells > maxCells {
			return tooManyCells(line)
		}
	}
	return nil
}

func tooManyCells(line int) error {
	return fmt.Errorf("line %d: found more than %d cells, expected at most that", line, maxCells)
}

func tooManyRows(line int) error {
	return fmt.Errorf("line %d: found more than %d entries, expected at most that; cut the file up", line, maxRows)
}

// row is a line of a table.
type row struct {
	// line is where it begins in the file, counted from 1.
	line  int
	cells []string
}

// cell is the nth cell, without the space around it; empty where there is none.
func (r row) cell(n int) string {
	if n < 0 || n >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[n])
}

// rows reads a table whose cells are parted by a mark, as RFC 4180 says; with
// quotes false a quotation mark is a letter like any other, and a line that
// begins with # is passed over.
func (in *input) rows(mark rune, quotes bool) ([]row, error) {
	if err := checkUTF8(in.text); err != nil {
		return nil, err
	}
	if !quotes {
		return in.plainRows(mark)
	}
	if err := outOfBounds(in.text, mark); err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(in.text))
	r.Comma, r.FieldsPerRecord = mark, -1
	var out []row
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, broken(err)
		}
		line, _ := r.FieldPos(0)
		if err := in.add(&out, row{line, cells}); err != nil {
			return nil, err
		}
	}
}

// broken words an error of the table's reader.
func broken(err error) error {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		return err
	}
	return fmt.Errorf("line %d: found a quotation mark that does not fit, expected cells in \"…\" with \"\" for one inside; put the cell in quotation marks", p.Line)
}

func (in *input) plainRows(mark rune) ([]row, error) {
	var out []row
	line := 0
	for text := range strings.Lines(in.text) {
		line++
		text = strings.TrimRight(text, "\r\n")
		if strings.HasPrefix(text, "#") {
			continue
		}
		if strings.Count(text, string(mark)) >= maxCells {
			return nil, tooManyCells(line)
		}
		if err := in.add(&out, row{line, strings.Split(text, string(mark))}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// add adds a row unless it is empty.
func (in *input) add(rows *[]row, r row) error {
	if len(r.cells) > maxCells {
		return tooManyCells(r.line)
	}
	empty := true
	for i, c := range r.cells {
		if len(c) > maxCell {
			return fmt.Errorf("line %d: found a cell of %d bytes, expected at most %d; is a quotation mark missing?", r.line, len(c), maxCell)
		}
		r.cells[i] = in.unguard(c)
		empty = empty && strings.TrimSpace(c) == ""
	}
	switch {
	case empty:
	case len(*rows) == maxRows:
		return tooManyRows(r.line)
	default:
		*rows = append(*rows, r)
	}
	return nil
}

func checkUTF8(text string) error {
	if utf8.ValidString(text) {
		return nil
	}
	line := 1
	for s := range strings.Lines(text) {
		if !utf8.ValidString(s) {
			return fmt.Errorf("line %d: found bytes that are not UTF-8, expected UTF-8 or UTF-16; save the file as UTF-8", line)
		}
		line++
	}
	return nil
}

// sheet writes a table.
type sheet struct {
	o      *output
	w      *csv.Writer
	mark   rune
	quotes bool
}

func (o *output) sheet(mark rune, quotes bool) *sheet {
	s := &sheet{o: o, w: csv.NewWriter(o.w), mark: mark, quotes: quotes}
	s.w.Comma = mark
	return s
}

// row writes a line; guarded says of which concept a cell had to be guarded.
func (s *sheet) row(concept string, cells ...string) error {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = s.o.guard(c)
		if out[i] != c && concept != "" {
			s.o.lose(concept, "cell", fmt.Sprintf("%q stands behind an apostrophe, or a spreadsheet would take it for a formula; import takes it off, another program may not: see --raw", c))
		}
	}
	if s.quotes {
		return s.w.Write(out)
	}
	_, err := io.WriteString(s.o.w, strings.Join(out, string(s.mark))+"\n")
	return err
}

func (s *sheet) close() error {
	s.w.Flush()
	return s.w.Error()
}
