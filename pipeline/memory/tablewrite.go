package memory

import (
	"bufio"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"targman/pipeline/bitext"
	"targman/pipeline/cell"
)

// tsvColumns are the columns of a table; docs/FORMATS.md, translation memory.
var tsvColumns = []string{"source", "target", "state", "origin", "score", "human", "by", "engine", "changed",
	"before", "after", "article", "unit", "provenance"}

type tsvWriter struct {
	b    *bufio.Writer
	line []byte
}

func newTSVWriter(w io.Writer, _ Pair) (unitWriter, error) {
	t := &tsvWriter{b: bufio.NewWriter(w)}
	_, err := t.b.WriteString(strings.Join(tsvColumns, "\t") + "\n")
	return t, err
}

func (t *tsvWriter) close() error { return t.b.Flush() }

func (t *tsvWriter) unit(r *row) error {
	v := &r.Provenance
	provenance, err := json.Marshal(v)
	if err != nil {
		return err
	}
	human := ""
	if v.Human {
		human = yes
	}
	t.line = t.line[:0]
	coded := paired(r.Text, r.Target)
	t.cell(r.Text, coded)
	t.cell(r.Target, coded)
	for _, s := range []string{string(r.State), string(r.Origin), strconv.Itoa(r.Score), human, v.By, v.Engine, timeOf(r),
		r.Before, r.After, r.Article, r.Query.Unit, string(provenance)} {
		t.cell(s, false)
	}
	t.line[len(t.line)-1] = '\n'
	_, err = t.b.Write(t.line)
	return err
}

// timeOf is when the translation was made.
func timeOf(r *row) string { return time.UnixMilli(r.changed).UTC().Format(time.RFC3339Nano) }

// cell writes a cell and a tab. Placeholders stand as codes if coded says that
// they are some.
func (t *tsvWriter) cell(s string, coded bool) {
	start := len(t.line)
	for coded {
		before, n, after, ok := cutPlaceholder(s)
		if !ok {
			break
		}
		t.line = append(cell.Append(t.line, before), placeholder(n)...)
		s = after
	}
	t.line = cell.Append(t.line, s)
	if cell.Guarded(t.line[start:]) {
		t.line = slices.Insert(t.line, start, '\'')
	}
	t.line = append(t.line, '\t')
}

// The first line of a memory in JSON lines.
const (
	jsonMemory  = "memory"
	jsonVersion = 1
)

// jsonUnit is a line.
type jsonUnit struct {
	Type       string             `json:"type,omitempty"`
	Version    int                `json:"version,omitempty"`
	SourceLang string             `json:"sourceLang,omitempty"`
	TargetLang string             `json:"targetLang,omitempty"`
	Source     string             `json:"source,omitempty"`
	Target     string             `json:"target,omitempty"`
	State      bitext.State       `json:"state,omitempty"`
	Origin     bitext.Origin      `json:"origin,omitempty"`
	Score      int                `json:"score,omitempty"`
	Before     string             `json:"before,omitempty"`
	After      string             `json:"after,omitempty"`
	Article    string             `json:"article,omitempty"`
	Unit       string             `json:"unit,omitempty"`
	Changed    string             `json:"changed,omitempty"`
	Provenance *bitext.Provenance `json:"provenance,omitempty"`
}

type jsonlWriter struct {
	b *bufio.Writer
	e *json.Encoder
}

func newJSONLWriter(w io.Writer, p Pair) (unitWriter, error) {
	j := &jsonlWriter{b: bufio.NewWriter(w)}
	j.e = json.NewEncoder(j.b)
	j.e.SetEscapeHTML(false)
	return j, j.e.Encode(jsonUnit{Type: jsonMemory, Version: jsonVersion, SourceLang: p.Source, TargetLang: p.Target})
}

func (j *jsonlWriter) close() error { return j.b.Flush() }

func (j *jsonlWriter) unit(r *row) error {
	return j.e.Encode(jsonUnit{Type: "unit", Source: r.Text, Target: r.Target, State: r.State, Origin: r.Origin, Score: r.Score,
		Before: r.Before, After: r.After, Article: r.Article, Unit: r.Query.Unit, Changed: timeOf(r), Provenance: &r.Provenance})
}
