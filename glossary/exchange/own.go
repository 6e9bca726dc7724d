package exchange

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"targman/glossary"
)

// own is the project's own table: a row for each concept and a column for each
// key, named by its path in the glossary files. A list has | between its items.
type own struct{ mark rune }

var (
	ownTable = own{','}
	ownTabs  = own{'\t'}
)

// block is what a table has of a concept in one locale: a spelling or, without
// canonical, a target.
type block struct {
	canonical, preferred, class          string
	admitted, variants, forbidden, forms []string
	// classes are those of admitted terms, as "term: class".
	classes []string
}

// blockKeys are the keys of a block in the order of the columns.
var blockKeys = []string{"canonical", "preferred", "admitted", "classes", "variants", "forbidden", "class", "forms"}

// text is where the text of a key stands, or nil.
func (b *block) text(key string) *string {
	return map[string]*string{"canonical": &b.canonical, "preferred": &b.preferred, "class": &b.class}[key]
}

// list is where the list of a key stands, or nil.
func (b *block) list(key string) *[]string {
	return map[string]*[]string{"admitted": &b.admitted, "classes": &b.classes, "variants": &b.variants, "forbidden": &b.forbidden, "forms": &b.forms}[key]
}

func (b *block) cell(key string) string {
	if t := b.text(key); t != nil {
		return *t
	}
	return joinList(*b.list(key))
}

func (b *block) set(key, cell string) {
	if t := b.text(key); t != nil {
		*t = cell
	} else {
		*b.list(key) = splitList(cell)
	}
}

// record is a concept as a row has it.
type record struct {
	id, kind, keep, wantedCase, after, note, source string
	// blocks are by locale; those of the given name have "given." before it.
	blocks map[string]*block
}

// plain are the columns of no language.
func (r *record) plain(name string) *string {
	return map[string]*string{"id": &r.id, "kind": &r.kind, "keep": &r.keep, "case": &r.wantedCase,
		givenMark + "after": &r.after, "note": &r.note, "source": &r.source}[name]
}

const (
	yes       = "yes"
	givenMark = "given."
)

// recordOf writes a concept down.
func recordOf(c *glossary.Concept) *record {
	r := &record{id: c.ID, kind: string(c.Kind), note: c.Note, source: c.Source, blocks: map[string]*block{}}
	if c.Keep {
		r.keep = yes
	}
	if c.Case == glossary.Exact {
		r.wantedCase = string(c.Case)
	}
	r.add("", c.Spellings, c.Targets)
	if c.Given != nil {
		if c.Given.After {
			r.after = yes
		}
		r.add(givenMark, c.Given.Spellings, c.Given.Targets)
	}
	return r
}

func (r *record) add(before string, spellings []glossary.Spelling, targets []glossary.Target) {
	for _, s := range spellings {
		r.blocks[before+s.Locale] = &block{canonical: s.Canonical, admitted: s.Admitted, variants: s.Variants}
	}
	for _, t := range targets {
		r.blocks[before+t.Locale] = &block{preferred: t.Preferred, class: t.Class, admitted: t.Admitted, classes: classes(t), forbidden: t.Forbidden, forms: t.Forms}
	}
}

// concept reads it again.
func (r *record) concept() (*glossary.Concept, error) {
	c := &glossary.Concept{ID: r.id, Kind: glossary.Kind(r.kind), Case: glossary.Case(r.wantedCase), Note: r.note, Source: r.source}
	var err error
	if c.Keep, err = truth("keep", r.keep); err != nil {
		return nil, err
	}
	if c.Spellings, c.Targets, err = r.sides(""); err != nil {
		return nil, err
	}
	given := &glossary.Given{}
	if given.Spellings, given.Targets, err = r.sides(givenMark); err != nil {
		return nil, err
	}
	if given.After, err = truth(givenMark+"after", r.after); err != nil {
		return nil, err
	}
	if len(given.Spellings)+len(given.Targets) > 0 || given.After {
		c.Given = given
	}
	return c, nil
}

func (r *record) sides(before string) (spellings []glossary.Spelling, targets []glossary.Target, err error) {
	var keys []string
	for key := range r.blocks {
		if locale, ok := strings.CutPrefix(key, before); ok && (before != "" || !strings.HasPrefix(key, givenMark)) {
			keys = append(keys, locale)
		}
	}
	slices.Sort(keys)
	for _, locale := range keys {
		switch b := r.blocks[before+locale]; {
		case b.canonical != "":
			spellings = append(spellings, glossary.Spelling{Locale: locale, Canonical: b.canonical, Admitted: b.admitted, Variants: b.variants})
		case b.preferred != "" || b.class != "" || len(b.admitted)+len(b.forbidden)+len(b.forms) > 0:
			t := glossary.Target{Locale: locale, Preferred: b.preferred, Admitted: b.admitted, Forbidden: b.forbidden, Class: b.class, Forms: b.forms}
			if t.Classes, err = b.classed(before + locale); err != nil {
				return nil, nil, err
			}
			targets = append(targets, t)
		}
	}
	return spellings, targets, nil
}

// classes lists the classes of admitted terms in the order of the terms.
func classes(t glossary.Target) (out []string) {
	for _, term := range t.Admitted {
		if class := t.Classes[term]; class != "" {
			out = append(out, term+": "+class)
		}
	}
	return out
}

// classed reads the classes of admitted terms again; locale is for the message.
func (b *block) classed(locale string) (map[string]string, error) {
	if len(b.classes) == 0 {
		return nil, nil
	}
	out := map[string]string{}
	for _, item := range b.classes {
		at := strings.LastIndex(item, ": ")
		if at < 0 || !slices.Contains(b.admitted, item[:at]) {
			return nil, fmt.Errorf("found %q in the column %s.classes, expected an admitted term, a colon and its class", item, locale)
		}
		out[item[:at]] = strings.TrimSpace(item[at+2:])
	}
	return out, nil
}

// truth reads a cell that says yes or no.
func truth(column, cell string) (bool, error) {
	switch strings.ToLower(cell) {
	case "yes", "true", "1":
		return true, nil
	case "", "no", "false", "0":
		return false, nil
	}
	return false, fmt.Errorf("found %q in the column %s, expected yes or nothing", cell, column)
}

// columns lists the columns that concepts need, in order.
func columns(records []*record) []string {
	used := map[string]bool{}
	for _, r := range records {
		for key, b := range r.blocks {
			for _, k := range blockKeys {
				used[key+"."+k] = used[key+"."+k] || b.cell(k) != ""
			}
		}
		for _, name := range []string{"keep", "case", givenMark + "after", "note"} {
			used[name] = used[name] || *r.plain(name) != ""
		}
	}
	order := func(name string) int {
		return slices.Index(blockKeys, name[strings.LastIndexByte(name, '.')+1:])
	}
	var main, given []string
	for name, is := range used {
		switch {
		case !is || !strings.Contains(name, "."):
		case strings.HasPrefix(name, givenMark):
			given = append(given, name)
		default:
			main = append(main, name)
		}
	}
	sides := map[string]int{} // source locales stand before target locales
	for _, name := range slices.Concat(main, given) {
		if locale, ok := strings.CutSuffix(name, ".preferred"); ok {
			sides[locale] = 1
		}
	}
	compare := func(a, b string) int {
		la, lb := a[:strings.LastIndexByte(a, '.')], b[:strings.LastIndexByte(b, '.')]
		if la != lb {
			if sides[la] != sides[lb] {
				return sides[la] - sides[lb]
			}
			return strings.Compare(la, lb)
		}
		return order(a) - order(b)
	}
	slices.SortFunc(main, compare)
	slices.SortFunc(given, compare)
	out := []string{"id", "kind"}
	for _, name := range []string{"keep", "case"} {
		if used[name] {
			out = append(out, name)
		}
	}
	out = slices.Concat(out, main, given)
	if used["note"] {
		out = append(out, "note")
	}
	return append(out, "source")
}

// get is a cell of a record.
func (r *record) get(column string) string {
	if p := r.plain(column); p != nil {
		return *p
	}
	dot := strings.LastIndexByte(column, '.')
	if b := r.blocks[column[:dot]]; b != nil {
		return b.cell(column[dot+1:])
	}
	return ""
}

func (t own) write(o *output) error {
	records := make([]*record, len(o.concepts))
	for i, c := range o.concepts {
		records[i] = recordOf(c)
	}
	names := columns(records)
	s := o.sheet(t.mark, true)
	if err := s.row("", names...); err != nil {
		return err
	}
	cells := make([]string, len(names))
	for _, r := range records {
		for i, name := range names {
			cells[i] = r.get(name)
		}
		if err := s.row("", cells...); err != nil {
			return err
		}
	}
	return s.close()
}

// localeColumn is the name of a column of a language.
var localeColumn = regexp.MustCompile(`^(?:given\.)?[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*\.(?:canonical|preferred|admitted|classes|variants|forbidden|class|forms)$`)

// isOwn says that a row is the header of an own table.
func isOwn(header []string) bool {
	return slices.ContainsFunc(header, func(name string) bool { return localeColumn.MatchString(strings.TrimSpace(name)) })
}

func (t own) read(in *input) ([]Entry, error) {
	rows, err := in.rows(markOf(in.text, t.mark), true)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	names := make([]string, len(rows[0].cells))
	for i := range rows[0].cells {
		names[i] = rows[0].cell(i)
		known := (&record{}).plain(names[i]) != nil || localeColumn.MatchString(names[i])
		if !known && names[i] != "" {
			in.lose(rows[0].line, "", fmt.Sprintf("the column %q", names[i]), "no such column is known; it is passed over")
		}
		if known && slices.Contains(names[:i], names[i]) {
			return nil, fmt.Errorf("line %d: found the column %q twice, expected it once", rows[0].line, names[i])
		}
	}
	if !isOwn(names) {
		return nil, fmt.Errorf("line %d: found no column of a language, expected a header with columns such as id, kind, %s.canonical; see docs/GLOSSARY.md", rows[0].line, in.Source)
	}
	var out []Entry
	for _, r := range rows[1:] {
		c, err := ownConcept(names, r)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", r.line, err)
		}
		out = append(out, Entry{c, r.line})
	}
	return out, nil
}

func ownConcept(names []string, r row) (*glossary.Concept, error) {
	rec := &record{blocks: map[string]*block{}}
	if len(r.cells) > len(names) {
		return nil, fmt.Errorf("found %d cells, expected %d as in the header; put a cell with the mark between cells in quotation marks", len(r.cells), len(names))
	}
	for i, name := range names {
		cell := r.cell(i)
		if p := rec.plain(name); p != nil {
			*p = cell
			continue
		}
		if cell == "" || !localeColumn.MatchString(name) {
			continue
		}
		dot := strings.LastIndexByte(name, '.')
		b := rec.blocks[name[:dot]]
		if b == nil {
			b = &block{}
			rec.blocks[name[:dot]] = b
		}
		b.set(name[dot+1:], cell)
	}
	return rec.concept()
}

// markOf is what parts the cells of a table: the one it should have, unless its
// first line has others only. Spreadsheets write semicolons where the comma is
// in numbers.
func markOf(text string, wanted rune) rune {
	first, _, _ := strings.Cut(text, "\n")
	if strings.ContainsRune(first, wanted) {
		return wanted
	}
	for _, mark := range []rune{';', '\t', ','} {
		if strings.ContainsRune(first, mark) {
			return mark
		}
	}
	return wanted
}
