package aligned

import (
	"errors"
	"io"
	"strings"

	"targman/pipeline/bitext"
	cells "targman/pipeline/cell"
	"targman/pipeline/xmlscan"
)

// tsvReader reads a table with a header line, the one that this program writes
// or another with the columns source and target; docs/FORMATS.md, tsv.
type tsvReader struct {
	lines
	o       Options
	columns map[string]int
	width   int
}

// wanted are the columns that are read.
var wanted = []string{"source", "target", "id", "kind", "state", "stamp"}

// columnsOf says where the wanted columns stand, -1 for one that is not there.
func columnsOf(header string) map[string]int {
	out := map[string]int{}
	for _, w := range wanted {
		out[w] = -1
	}
	for i, name := range strings.Split(strings.TrimRight(header, "\r\n"), "\t") {
		name = strings.ToLower(strings.Trim(name, `" `))
		if at, ok := out[name]; ok && at < 0 {
			out[name] = i
		}
	}
	return out
}

func openTSV(s *source, o Options) (units, error) {
	r := &tsvReader{lines: lines{source: s}, o: o}
	header, err := r.row()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, xmlscan.Locate(err, 1)
	}
	r.columns, r.width = columnsOf(header), strings.Count(header, "\t")+1
	for _, name := range wanted[:2] {
		if r.columns[name] < 0 {
			return nil, xmlscan.Locate(found("no column %q in the header, expected tab-separated columns of which one is source and one target", name), 1)
		}
	}
	return r, nil
}

func (r *tsvReader) next() (Unit, error) {
	for {
		line, err := r.row()
		if err != nil {
			return Unit{}, err
		}
		if line != "" {
			return r.unit(line)
		}
	}
}

func (r *tsvReader) unit(line string) (Unit, error) {
	if n := strings.Count(line, "\t") + 1; n > r.width {
		return Unit{}, found("%d cells, expected %d as in the header; a tab inside a cell is written \\t", n, r.width)
	}
	fields := strings.Split(line, "\t")
	cell := func(name string) string {
		if i := r.columns[name]; i >= 0 && i < len(fields) {
			return cells.Unguard(fields[i])
		}
		return ""
	}
	u := Unit{Line: r.at, SourceLang: r.o.Source, TargetLang: r.o.Target}
	u.ID, u.Kind, u.State = cells.Text(cell("id")), kindOf(cell("kind")), bitext.State("")
	u.Stamp = cell("stamp")
	if word := cell("state"); word != "" {
		u.State = stateOf(word)
	}
	source, err := cellPieces(cell("source"))
	if err != nil {
		return Unit{}, err
	}
	target, err := cellPieces(cell("target"))
	if err != nil {
		return Unit{}, err
	}
	u.Source, u.Target = sides(source, target)
	if u.State == "" {
		u.State = bitext.Initial
		if u.Translated() {
			u.State = bitext.Translated
		}
	}
	return u, nil
}

// row returns the next line, unless it has too many cells.
func (r *tsvReader) row() (string, error) {
	line, err := r.read()
	if err == nil && strings.Count(line, "\t") >= maxCells {
		return "", found("more than %d cells in a line, expected less", maxCells)
	}
	return line, err
}
