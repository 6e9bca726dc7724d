package memory

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"targman/pipeline/bitext"
	"targman/pipeline/cell"
	"targman/pipeline/xmlscan"
)

// lines reads a text line by line.
type lines struct {
	r  *bufio.Reader
	at int
}

// Limits of a table: the greatest length of a line without its end, in bytes, and
// the greatest number of its cells.
const (
	maxLine  = 8 * xmlscan.MaxText
	maxCells = 1000
)

// newLines decodes UTF-16 and drops a byte order mark.
func newLines(r io.Reader) lines {
	text, _ := xmlscan.UTF8(r)
	return lines{r: bufio.NewReaderSize(text, 64<<10)}
}

// Line is the number of the last line that was read, from 1.
func (l *lines) Line() int { return max(l.at, 1) }

// next is the next line that is not empty, without its end.
func (l *lines) next() (string, error) {
	for {
		l.at++
		line, err := l.whole()
		switch {
		case err != nil && (!errors.Is(err, io.EOF) || line == nil):
			return "", err
		case !utf8.Valid(line):
			return "", errors.New("found bytes that are no UTF-8, expected UTF-8 or UTF-16")
		}
		if text := strings.TrimRight(string(line), "\r\n"); text != "" {
			return text, nil
		}
	}
}

// whole reads up to the end of a line.
func (l *lines) whole() (line []byte, err error) {
	for {
		part, err := l.r.ReadSlice('\n')
		line = append(line, part...)
		if len(bytes.TrimRight(line, "\r\n")) > maxLine {
			return nil, fmt.Errorf("found a line of more than %d bytes, expected less", maxLine)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// tsvReader reads a table with a header line.
type tsvReader struct {
	lines
	width int
	// at is where a column stands, -1 where it does not.
	at map[string]int
}

func newTSVReader(r io.Reader, _ Pair) (unitReader, error) {
	t := &tsvReader{lines: newLines(r), at: map[string]int{}}
	return t, nil
}

// header reads the names of the columns.
func (t *tsvReader) header() error {
	line, err := t.row()
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	names := strings.Split(line, "\t")
	t.width = len(names)
	for i, name := range names {
		names[i] = strings.ToLower(strings.Trim(name, `" `))
	}
	for _, c := range tsvColumns {
		t.at[c] = slices.Index(names, c)
	}
	for _, c := range tsvColumns[:2] {
		if t.at[c] < 0 {
			return fmt.Errorf("found no column %q in the header, expected tab-separated columns of which one is source and one target", c)
		}
	}
	return nil
}

// row is the next line, unless it has too many cells.
func (t *tsvReader) row() (string, error) {
	line, err := t.next()
	if err == nil && strings.Count(line, "\t") >= maxCells {
		err = fmt.Errorf("found more than %d cells in a line, expected less", maxCells)
	}
	return line, err
}

func (t *tsvReader) read() (u imported, err error) {
	if t.width == 0 {
		if err := t.header(); err != nil {
			return u, err
		}
	}
	line, err := t.row()
	if err != nil {
		return u, err
	}
	cells := strings.Split(line, "\t")
	if len(cells) > t.width {
		return u, fmt.Errorf("found %d cells, expected %d as in the header; a tab inside a cell is written \\t", len(cells), t.width)
	}
	return u, t.unit(&u, func(column string) (string, bool) {
		if i := t.at[column]; i >= 0 && i < len(cells) {
			return cell.Unguard(cells[i]), true
		}
		return "", false
	})
}

// unit makes a unit of a line. What the columns human, by and engine say counts
// more than the column provenance, since a person may have changed it.
func (t *tsvReader) unit(u *imported, at func(string) (string, bool)) error {
	text := func(column string) string {
		s, _ := at(column)
		return cell.Text(s)
	}
	source, _ := at("source")
	target, _ := at("target")
	var c codes
	from, err := cellPieces(source)
	if err != nil {
		return err
	}
	u.Text = c.source(from)
	to, err := cellPieces(target)
	if err != nil {
		return err
	}
	u.Target = c.target(to)
	u.Before, u.After, u.Article, u.Query.Unit = text("before"), text("after"), text("article"), text("unit")
	u.State, u.Origin = bitext.State(text("state")), bitext.Origin(text("origin"))
	u.Score, _ = strconv.Atoi(text("score"))
	u.changed, _ = time.Parse(time.RFC3339Nano, text("changed"))
	v := &u.Provenance
	if said := text("provenance"); said != "" {
		if err := json.Unmarshal([]byte(said), v); err != nil {
			return fmt.Errorf("found %q in the column provenance, expected JSON as targman memory export writes it", short(said))
		}
		u.own = true
	}
	if s, ok := at("human"); ok {
		v.Human = s == yes
	}
	if _, ok := at("by"); ok {
		v.By = text("by")
	}
	if _, ok := at("engine"); ok {
		v.Engine = text("engine")
	}
	return nil
}

// cellPieces reads a text with its inline codes.
func cellPieces(s string) (out []piece, err error) {
	at, codes := 0, 0
	for _, m := range cell.Mark.FindAllStringSubmatchIndex(s, -1) {
		out = append(out, piece{text: s[at:m[0]]})
		at = m[1]
		if m[4] < 0 {
			out = append(out, piece{text: cell.Unescape(s[m[0]:m[1]])})
			continue
		}
		if codes++; codes > maxParts {
			return nil, fmt.Errorf("found more than %d inline codes in a cell, expected less", maxParts)
		}
		out = append(out, piece{names: []string{s[m[2]:m[5]]}})
	}
	return append(out, piece{text: s[at:]}), nil
}

// jsonlReader reads one JSON object a line. The first line may say what the
// file is.
type jsonlReader struct {
	lines
	pair Pair
}

func newJSONLReader(r io.Reader, p Pair) (unitReader, error) {
	p, err := p.canonical()
	return &jsonlReader{newLines(r), p}, err
}

func (j *jsonlReader) read() (u imported, err error) {
	for {
		line, err := j.next()
		if err != nil {
			return u, err
		}
		var o jsonUnit
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			return u, fmt.Errorf("found %q, expected a JSON object with the texts source and target: %w", short(line), err)
		}
		switch o.Type {
		case "", "unit":
			return o.imported(), nil
		case jsonMemory:
			if err := j.header(&o); err != nil {
				return u, err
			}
		default:
			return u, fmt.Errorf("found a line of the type %q, expected a memory; aligned files come in with targman merge", short(o.Type))
		}
	}
}

// header refuses a file of a later version, or of other languages.
func (j *jsonlReader) header(o *jsonUnit) error {
	if o.Version > jsonVersion {
		return fmt.Errorf("found version %d, expected at most %d; use a newer version of this program", o.Version, jsonVersion)
	}
	p, err := Pair{o.SourceLang, o.TargetLang}.canonical()
	if err == nil && p != j.pair {
		err = fmt.Errorf("found a memory from %s into %s, expected one from %s into %s; name its languages with --source and --target",
			p.Source, p.Target, j.pair.Source, j.pair.Target)
	}
	return err
}

// imported is the unit of a line.
func (o *jsonUnit) imported() (u imported) {
	tidy := func(s string) string { return norm.NFC.String(strings.TrimSpace(s)) }
	u.Text, u.Target = tidy(o.Source), tidy(o.Target)
	u.Before, u.After, u.Article, u.Query.Unit = o.Before, o.After, o.Article, o.Unit
	u.State, u.Origin, u.Score = o.State, o.Origin, o.Score
	u.changed, _ = time.Parse(time.RFC3339Nano, o.Changed)
	if o.Provenance != nil {
		u.Provenance, u.own = *o.Provenance, true
	}
	return u
}
