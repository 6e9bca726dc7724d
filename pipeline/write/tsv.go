package write

import (
	"io"
	"slices"
	"strconv"

	"targman/pipeline/bitext"
	cells "targman/pipeline/cell"
)

const tsvHeader = "id\tkind\tstate\torigin\tscore\tsource\ttarget\tterms\tfindings\tstamp\n"

// tsv writes a table with a header line and one line for each unit, for people
// with a spreadsheet and for the line tools of Unix. See package cell for what
// stands in a cell.
func tsv(w io.Writer, d *Doc) error {
	t := table{out: append(make([]byte, 0, 4*len(d.Article.Source)+len(tsvHeader)), tsvHeader...)}
	for i := range d.Units {
		u := &d.Units[i]
		t.text(u.ID)
		t.text(string(u.Kind))
		t.text(string(u.State))
		t.text(string(u.Origin))
		t.text(strconv.Itoa(u.Score))
		t.content(u.Source)
		t.content(u.Target)
		t.text(termCell(u))
		t.text(findingCell(d.findings(u)))
		t.text(bitext.Stamp(u.Source, u.Target))
		t.out[len(t.out)-1] = '\n'
	}
	_, err := w.Write(t.out)
	return err
}

// table writes cells, each with a tab after it.
type table struct{ out []byte }

func (t *table) text(s string) { t.content(bitext.Content{Text: s}) }

func (t *table) content(c bitext.Content) {
	start := len(t.out)
	t.out = appendContent(t.out, c)
	if cells.Guarded(t.out[start:]) {
		t.out = slices.Insert(t.out, start, '\'')
	}
	t.out = append(t.out, '\t')
}

// termCell names each concept with the forms that stand in the target:
// "ankara=…; cavusoglu=?".
func termCell(u *bitext.Unit) string {
	var b []byte
	for i := range u.Terms {
		t := &u.Terms[i]
		for _, form := range forms(u, t) {
			b = append(append(append(joined(b), t.Concept...), '='), form...)
		}
	}
	return string(b)
}

// forms are the forms of a term that stand in the unit's target, or "?".
func forms(u *bitext.Unit, t *bitext.Term) []string {
	var out []string
	for _, s := range t.Found {
		if s, ok := inside(s, u.Target.Text); ok {
			out = append(out, s.Of(u.Target.Text))
		}
	}
	if len(out) == 0 {
		return []string{"?"}
	}
	return out
}

// findingCell lists findings: "warn term-variant: …; info …".
func findingCell(fs []bitext.Finding) string {
	var b []byte
	for _, f := range fs {
		b = append(append(joined(b), f.Severity.String()...), ' ')
		b = append(append(append(b, f.ID...), ": "...), f.Message...)
	}
	return string(b)
}

// joined is a list in a cell, ready for its next entry.
func joined(b []byte) []byte {
	if len(b) > 0 {
		return append(b, "; "...)
	}
	return b
}
