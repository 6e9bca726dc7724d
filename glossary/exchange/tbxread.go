package exchange

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"targman/glossary"
	"targman/pipeline/xmlscan"
)

// tbxHolds are the fields that TBX-Basic has a place for.
var tbxHolds = []Field{ID, Kind, Admitted, Variants, Terms, Forbidden, Given, Note, Source, MoreTargets}

// readTBX reads TBX 3 in both styles (ISO 30042:2019) and TBX 2 (ISO 30042:2008),
// entry by entry. No document type is opened, and no entity is known but those of
// XML.
func readTBX(in *input) ([]Entry, error) {
	r := tbxReader{in: in, s: xmlscan.NewDecoded(strings.NewReader(in.text), true)}
	if err := r.run(); err != nil {
		return nil, xmlscan.Locate(err, r.s.Line())
	}
	return r.out, nil
}

type tbxReader struct {
	in *input
	s  *xmlscan.Scanner
	// own says that this program wrote the file, so that its ids are ours.
	own bool
	out []Entry
	// entries counts those that were read, whatever became of them.
	entries int
}

// tool is what a header says of a file that this program wrote.
const tool = "targman glossary export"

func (r *tbxReader) run() error {
	began := false
	for {
		t, err := r.s.Next()
		switch {
		case errors.Is(err, io.EOF) && r.s.Depth() > 0:
			return io.ErrUnexpectedEOF
		case errors.Is(err, io.EOF) && !began:
			return errNoTBX
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if !began && e.Name.Local != "tbx" && e.Name.Local != "martif" {
			return fmt.Errorf("found <%s>, expected <tbx> or <martif>", e.Name.Local)
		}
		began = true
		if err := r.element(e); err != nil {
			return err
		}
	}
}

func (r *tbxReader) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "tbxHeader", "martifHeader":
		text, err := r.s.Text()
		r.own = strings.Contains(text, tool)
		return err
	case "conceptEntry", "termEntry":
		if r.entries++; r.entries > maxRows {
			return tooManyRows(r.s.Line())
		}
		left := maxNodes
		n, err := nodeOf(r.s, e, &left)
		if err == nil {
			r.entry(n)
		}
		return err
	case "back":
		return r.s.Skip()
	}
	return nil
}

// tbxTerm is a term with what is said about it.
type tbxTerm struct {
	text, status, kind string
	line               int
}

// tbxEntry collects an entry.
type tbxEntry struct {
	*tbxReader
	c     *glossary.Concept
	label string
	// terms are by locale, definition is what the concept is.
	terms      map[string][]tbxTerm
	definition string
	told       map[string]bool
}

func (r *tbxReader) entry(n node) {
	e := &tbxEntry{tbxReader: r, c: &glossary.Concept{}, label: n.id, terms: map[string][]tbxTerm{}, told: map[string]bool{}}
	if r.own {
		e.c.ID = strings.TrimPrefix(n.id, "_")
	}
	e.about(n)
	if e.c.Note == "" {
		e.c.Note = e.definition
	} else if e.definition != "" {
		e.lost(n.line, "definition")
	}
	full := map[string]string{}
	for _, locale := range slices.Concat([]string{r.in.Source}, r.in.Targets) {
		e.side(locale, full)
	}
	slices.SortFunc(e.c.Targets, func(a, b glossary.Target) int { return strings.Compare(a.Locale, b.Locale) })
	if len(e.c.Spellings) == 0 {
		r.in.lose(n.line, e.label, "the concept", "it has no term in "+r.in.Source+" that may be used; it is passed over")
		return
	}
	if len(full) > 0 && !restore(e.c, full) {
		r.in.lose(n.line, e.label, string(Given), "the full name and the surname do not go together; the full name is passed over")
	}
	r.out = append(r.out, Entry{e.c, n.line})
}

func (e *tbxEntry) lost(line int, field string) {
	if !e.told[field] {
		e.told[field] = true
		e.in.lose(line, e.label, field, "a concept has no place for it")
	}
}

// about reads what stands in an entry, or in a group of it.
func (e *tbxEntry) about(n node) {
	for _, k := range n.nodes {
		switch k.kind {
		case "langSec", "langSet":
			e.language(k)
		case "note":
			e.c.Note = strings.TrimSpace(e.c.Note + " " + k.text)
		case "subjectField":
			kind := glossary.Kind(k.text)
			if slices.Contains([]glossary.Kind{glossary.Person, glossary.Place, glossary.Organisation, glossary.Product, glossary.Other}, kind) {
				e.c.Kind = kind
			} else {
				e.lost(k.line, k.kind)
			}
		case "source":
			e.c.Source = k.text
		case "definition":
			e.definition = k.text
		case "adminGrp", "descripGrp":
			e.about(k)
		case "transacGrp":
			e.lost(k.line, "the history")
		default:
			e.lost(k.line, k.kind)
		}
	}
}

// language reads the terms of a language.
func (e *tbxEntry) language(n node) {
	locale := e.localeOf(n.lang)
	if locale == "" {
		e.lost(n.line, "the language "+n.lang)
		return
	}
	for _, k := range n.nodes {
		switch k.kind {
		case "termSec", "tig", "ntig":
			t := tbxTerm{line: k.line}
			e.term(k, &t)
			if t.text != "" {
				e.terms[locale] = append(e.terms[locale], t)
			}
		case "definition":
			e.definition = k.text
		case "descripGrp":
			for _, d := range k.nodes {
				if d.kind == "definition" {
					e.definition = d.text
				} else {
					e.lost(d.line, d.kind)
				}
			}
		case "transacGrp":
			e.lost(k.line, "the history")
		default:
			e.lost(k.line, k.kind)
		}
	}
}

// localeOf is the locale of the project that a language is; a variety of one
// counts.
func (e *tbxEntry) localeOf(lang string) string {
	all := slices.Concat([]string{e.in.Source}, e.in.Targets)
	for _, same := range []func(a, b string) bool{strings.EqualFold, near} {
		for _, locale := range all {
			if same(lang, locale) {
				return locale
			}
		}
	}
	return ""
}

func (e *tbxEntry) term(n node, t *tbxTerm) {
	for _, k := range n.nodes {
		switch k.kind {
		case "term":
			t.text = k.text
		case "administrativeStatus", "normativeAuthorization":
			t.status = k.text
		case "termType":
			t.kind = k.text
		case "partOfSpeech":
			if k.text != "noun" && k.text != "properNoun" {
				e.lost(k.line, k.kind)
			}
		case "termGrp", "termNoteGrp":
			e.term(k, t)
		case "transacGrp":
			e.lost(k.line, "the history")
		default:
			e.lost(k.line, k.kind)
		}
	}
}

// grade orders the words for the standing of a term.
func (t tbxTerm) grade() string {
	status := strings.ToLower(t.status)
	for word, grade := range map[string]string{"preferred": "preferred", "standardized": "preferred", "admitted": "admitted",
		"deprecated": "bad", "superseded": "bad", "obsolete": "bad", "forbidden": "bad"} {
		if strings.HasPrefix(status, word) {
			return grade
		}
	}
	return ""
}

// side puts the terms of a locale into the concept. Full names that stand beside
// a surname are kept apart.
func (e *tbxEntry) side(locale string, full map[string]string) {
	terms := e.terms[locale]
	short := slices.ContainsFunc(terms, func(t tbxTerm) bool { return t.kind == "shortForm" && t.grade() == "preferred" })
	if e.c.Kind == glossary.Person && short {
		terms = slices.DeleteFunc(slices.Clone(terms), func(t tbxTerm) bool {
			if t.kind == "fullForm" && full[locale] == "" {
				full[locale] = t.text
				return true
			}
			return false
		})
	}
	first := firstOf(terms)
	if first < 0 {
		if len(terms) > 0 {
			e.lost(terms[0].line, "terms in "+locale)
		}
		return
	}
	var good, bad []string
	for i, t := range terms {
		seen := t.text == terms[first].text || slices.Contains(good, t.text) || slices.Contains(bad, t.text)
		switch {
		case i == first || seen:
		case t.grade() == "bad" || t.kind == "variant" && t.grade() == "":
			bad = append(bad, t.text)
		default:
			good = append(good, t.text)
		}
	}
	if locale == e.in.Source {
		e.c.Spellings = []glossary.Spelling{{Locale: locale, Canonical: terms[first].text, Admitted: good, Variants: bad}}
	} else {
		e.c.Targets = append(e.c.Targets, glossary.Target{Locale: locale, Preferred: terms[first].text, Admitted: good, Forbidden: bad})
	}
}

// firstOf is the index of the term that is to be used, or -1.
func firstOf(terms []tbxTerm) int {
	for _, grade := range []string{"preferred", "", "admitted"} {
		if i := slices.IndexFunc(terms, func(t tbxTerm) bool { return t.grade() == grade }); i >= 0 {
			return i
		}
	}
	return -1
}
