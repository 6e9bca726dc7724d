package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"targman/glossary"
)

// role is what a column of a table of terms has.
type role int

const (
	nothing role = iota
	sourceTerm
	targetTerm
	sourceLocale
	targetLocale
	noteText
	reference
	conceptID
)

// pairs is a table with a row for each pair of a source term and its target
// term. The first row of a concept has its canonical spelling, those after it
// the others.
type pairs struct {
	name   string
	mark   rune
	quotes bool
	// header are the names of the columns, or none.
	header  []string
	columns []role
}

var (
	// DeepL: two cells and, in CSV, the languages; no header
	// (https://developers.deepl.com/docs/customize/managing-glossaries).
	deepL     = pairs{"deepl", ',', true, nil, []role{sourceTerm, targetTerm, sourceLocale, targetLocale}}
	deepLTabs = pairs{"deepl-tsv", '\t', true, nil, []role{sourceTerm, targetTerm}}
	// Google: two cells, no header (https://cloud.google.com/translate/docs/advanced/glossary).
	google = pairs{"google", ',', true, nil, []role{sourceTerm, targetTerm}}
	// OmegaT: the third cell is a comment, a line with # in front is none, and
	// with tabs a quotation mark is a letter
	// (https://omegat.sourceforge.io/manual-latest/en/chapter.how.to.html, glossaries).
	omegaT       = pairs{"omegat", '\t', false, nil, []role{sourceTerm, targetTerm, noteText}}
	omegaTCommas = pairs{"omegat-csv", ',', true, nil, []role{sourceTerm, targetTerm, noteText}}
	// Weblate (https://docs.weblate.org/en/latest/formats/csv.html).
	weblate = pairs{"weblate", ',', true,
		[]string{"location", "source", "target", "id", "fuzzy", "context", "translator_comments", "developer_comments"},
		[]role{reference, sourceTerm, targetTerm, nothing, nothing, conceptID, nothing, noteText}}
)

// fullMark stands behind the id of a concept in the row of a person's full name.
const fullMark = "/full-name"

// term is what a row says.
type term struct {
	line           int
	id             string
	source, target string
	note, source2  string
}

func (p pairs) write(o *output) error {
	s := o.sheet(p.mark, p.quotes)
	if p.header != nil {
		if err := s.row("", p.header...); err != nil {
			return err
		}
	}
	byTarget := map[string]string{}
	for _, c := range o.concepts {
		for _, t := range termsOf(c, o.Options) {
			if first, ok := byTarget[t.target]; !ok {
				byTarget[t.target] = c.ID
			} else if first != c.ID && !slices.Contains(p.columns, conceptID) {
				o.lose(c.ID, string(ID), "it has the same term as "+first+", and import would take the two for one")
			}
			if !p.quotes && strings.HasPrefix(t.source, "#") {
				o.lose(c.ID, "spelling", "a line that begins with # counts as a comment; it is left out")
				continue
			}
			if err := s.row(c.ID, p.cells(t, o.Options)...); err != nil {
				return err
			}
		}
	}
	return s.close()
}

// cells are those of a row.
func (p pairs) cells(t term, o Options) []string {
	out := make([]string, len(p.columns))
	for i, r := range p.columns {
		switch r {
		case sourceTerm:
			out[i] = t.source
		case targetTerm:
			out[i] = t.target
		case sourceLocale:
			out[i] = strings.ToUpper(o.Source)
		case targetLocale:
			out[i] = strings.ToUpper(o.Targets[0])
		case noteText:
			out[i] = t.note
		case reference:
			out[i] = t.source2
		case conceptID:
			out[i] = t.id
		}
	}
	if p.name == weblate.name {
		out[slices.Index(p.header, "fuzzy")] = "False"
	}
	return out
}

// termsOf lists the rows of a concept: its spellings, then the full name.
func termsOf(c *glossary.Concept, o Options) []term {
	i := slices.IndexFunc(c.Spellings, func(s glossary.Spelling) bool { return s.Locale == o.Source })
	if i < 0 {
		return nil
	}
	s := c.Spellings[i]
	t, _ := c.Target(o.Targets[0], false)
	var out []term
	for _, spelling := range slices.Concat([]string{s.Canonical}, s.Admitted, s.Variants) {
		out = append(out, term{id: c.ID, source: spelling, target: t.Preferred, note: c.Note, source2: c.Source})
	}
	full, _ := c.Canonical(o.Source, true)
	if c.Given != nil && full != s.Canonical {
		t, _ := c.Target(o.Targets[0], true)
		out = append(out, term{id: c.ID + fullMark, source: full, target: t.Preferred, note: c.Note, source2: c.Source})
	}
	return out
}

func (p pairs) read(in *input) ([]Entry, error) {
	if len(in.Targets) != 1 {
		return nil, fmt.Errorf("the format has one target language and the project %s; choose one", strings.Join(in.Targets, ", "))
	}
	rows, err := in.rows(p.markOf(in.text), p.quotes)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	columns := p.columns
	if p.header != nil {
		if columns, err = p.find(in, rows[0]); err != nil {
			return nil, err
		}
		rows = rows[1:]
	}
	var terms []term
	for _, r := range rows {
		t, ok, err := read(in, columns, r)
		if err != nil {
			return nil, err
		}
		if ok {
			terms = append(terms, t)
		}
	}
	return in.gather(terms), nil
}

func (p pairs) markOf(text string) rune {
	if !p.quotes {
		return p.mark
	}
	return markOf(text, p.mark)
}

// find says what the columns of a header have.
func (p pairs) find(in *input, header row) ([]role, error) {
	out := make([]role, len(header.cells))
	for i := range header.cells {
		name := strings.ToLower(header.cell(i))
		at := slices.Index(p.header, name)
		switch {
		case at >= 0:
			out[i] = p.columns[at]
		case name != "":
			in.lose(header.line, "", fmt.Sprintf("the column %q", name), "no such column is known; it is passed over")
		}
	}
	if !slices.Contains(out, sourceTerm) || !slices.Contains(out, targetTerm) {
		return nil, fmt.Errorf("line %d: found no columns source and target, expected a header with both", header.line)
	}
	return out, nil
}

// read reads a row. One in other languages is passed over.
func read(in *input, columns []role, r row) (t term, ok bool, err error) {
	t.line = r.line
	if len(r.cells) > max(len(columns), 4) {
		return t, false, fmt.Errorf("line %d: found %d cells, expected at most %d; put a term with the mark between cells in quotation marks", r.line, len(r.cells), len(columns))
	}
	for i, c := range columns {
		cell := r.cell(i)
		switch c {
		case sourceTerm:
			t.source = cell
		case targetTerm:
			t.target = cell
		case noteText:
			t.note = cell
		case reference:
			t.source2 = cell
		case conceptID:
			t.id = cell
		case sourceLocale:
			ok, err = in.inLanguage(cell, in.Source, r.line)
		case targetLocale:
			ok, err = in.inLanguage(cell, in.Targets[0], r.line)
		}
		if err != nil || (c == sourceLocale || c == targetLocale) && !ok {
			return t, false, err
		}
	}
	if t.source == "" {
		in.lose(r.line, "", "the row", "it has no source term; it is passed over")
		return t, false, nil
	}
	return t, true, nil
}

// inLanguage says that a row is in a language; one that does not tell is.
func (in *input) inLanguage(cell, locale string, line int) (bool, error) {
	if cell == "" {
		return true, nil
	}
	tag, err := language.Parse(cell)
	if err != nil {
		return false, fmt.Errorf("line %d: found %q, expected a language such as %s", line, cell, strings.ToUpper(locale))
	}
	if !near(tag.String(), locale) {
		in.lose(line, "", "the row", fmt.Sprintf("it is in %s and not in %s; it is passed over", cell, locale))
		return false, nil
	}
	return true, nil
}

// near says that two locales are of one language.
func near(a, b string) bool {
	base := func(s string) string { s, _, _ = strings.Cut(strings.ToLower(s), "-"); return s }
	return base(a) == base(b)
}

// gather makes concepts of rows: those with one id are one, and without ids
// those with one target term. The first gives the canonical spelling.
func (in *input) gather(terms []term) []Entry {
	var out []Entry
	at := map[string]int{}
	full := map[int]term{}
	for _, t := range terms {
		id, isFull := strings.CutSuffix(t.id, fullMark)
		key := cmp.Or(id, "\n"+t.target)
		i, known := at[key]
		switch {
		case known && isFull:
			full[i] = t
		case known && (id != "" || t.target != "") && cmp.Or(out[i].preferred(), t.target) == t.target:
			s := &out[i].Concept.Spellings[0]
			if t.source != s.Canonical && !slices.Contains(s.Variants, t.source) {
				s.Variants = append(s.Variants, t.source)
			}
		default:
			at[key] = len(out)
			out = append(out, Entry{t.concept(id, in.Options), t.line})
		}
	}
	for i, t := range full {
		c := out[i].Concept
		if restore(c, map[string]string{in.Source: t.source, in.Targets[0]: t.target}) {
			c.Kind = glossary.Person
		} else {
			in.lose(t.line, c.ID, string(Given), "the surname is not part of the full name; it is passed over")
		}
	}
	return out
}

// preferred is the first target term of an entry.
func (e Entry) preferred() string {
	if e.Concept.Keep {
		return e.Concept.Spellings[0].Canonical
	}
	if len(e.Concept.Targets) == 0 {
		return ""
	}
	return e.Concept.Targets[0].Preferred
}

func (t term) concept(id string, o Options) *glossary.Concept {
	c := &glossary.Concept{ID: id, Note: t.note, Source: t.source2, Spellings: []glossary.Spelling{{Locale: o.Source, Canonical: t.source}}}
	switch t.target {
	case "":
	case t.source:
		c.Keep = true
	default:
		c.Targets = []glossary.Target{{Locale: o.Targets[0], Preferred: t.target}}
	}
	return c
}
