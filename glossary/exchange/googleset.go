package exchange

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"targman/glossary"
)

// sets is the equivalent term set of Google Cloud Translation: a column for each
// language, named by its tag, then the part of speech and a description
// (https://cloud.google.com/translate/docs/advanced/glossary#equivalent_term_sets_csv).
type sets struct{}

var googleSet sets

func (sets) write(o *output) error {
	s := o.sheet(',', true)
	if err := s.row("", slices.Concat([]string{o.Source}, o.Targets, []string{"pos", "description"})...); err != nil {
		return err
	}
	for _, c := range o.concepts {
		rows := make([][]string, 0, 4)
		for n, locale := range o.Targets {
			one := o.Options
			one.Targets = []string{locale}
			for i, t := range termsOf(c, one) {
				if n == 0 {
					rows = append(rows, []string{t.source})
				}
				rows[i] = append(rows[i], t.target)
			}
		}
		for _, cells := range rows {
			if err := s.row(c.ID, append(cells, "noun", c.Note)...); err != nil {
				return err
			}
		}
	}
	return s.close()
}

// isSet says that a row is the header of a term set: languages, and the columns
// that are none.
func isSet(header []string, o Options) bool {
	source, target := false, false
	for _, name := range header {
		tag := tagOf(name)
		switch {
		case strings.EqualFold(name, "pos"), strings.EqualFold(name, "description"):
		case tag == "":
			return false
		case near(tag, o.Source):
			source = true
		default:
			target = target || slices.ContainsFunc(o.Targets, func(locale string) bool { return near(tag, locale) })
		}
	}
	return source && target
}

// tagOf is a language tag; empty for anything else.
func tagOf(name string) string {
	name = strings.TrimSpace(name)
	tag, err := language.Parse(name)
	if err != nil || len(name) > 12 {
		return ""
	}
	return tag.String()
}

func (sets) read(in *input) ([]Entry, error) {
	rows, err := in.rows(markOf(in.text, ','), true)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	source, note, targets, err := in.columns(rows[0])
	if err != nil {
		return nil, err
	}
	var out []Entry
	at := map[string]int{}
	for _, r := range rows[1:] {
		c := &glossary.Concept{Note: r.cell(note), Spellings: []glossary.Spelling{{Locale: in.Source, Canonical: r.cell(source)}}}
		key := ""
		for _, locale := range in.Targets {
			if i, ok := targets[locale]; ok && r.cell(i) != "" {
				c.Targets = append(c.Targets, glossary.Target{Locale: locale, Preferred: r.cell(i)})
				key += locale + "\n" + r.cell(i) + "\n"
			}
		}
		slices.SortFunc(c.Targets, func(a, b glossary.Target) int { return strings.Compare(a.Locale, b.Locale) })
		if r.cell(source) == "" {
			in.lose(r.line, "", "the row", "it has no term in "+in.Source+"; it is passed over")
			continue
		}
		if i, ok := at[key]; ok && key != "" {
			s := &out[i].Concept.Spellings[0]
			s.Variants = append(s.Variants, r.cell(source))
			continue
		}
		if len(c.Targets) > 0 && !slices.ContainsFunc(c.Targets, func(t glossary.Target) bool { return t.Preferred != r.cell(source) }) {
			c.Keep, c.Targets = true, nil
		}
		at[key] = len(out)
		out = append(out, Entry{c, r.line})
	}
	return out, nil
}

// columns finds the languages in a header, and the description; -1 for one that
// is not there.
func (in *input) columns(header row) (source, note int, targets map[string]int, err error) {
	source, note, targets = -1, -1, map[string]int{}
	for i := range header.cells {
		name := header.cell(i)
		switch {
		case strings.EqualFold(name, "description"):
			note = i
		case strings.EqualFold(name, "pos"), name == "":
		case source < 0 && tagOf(name) != "" && near(tagOf(name), in.Source):
			source = i
		default:
			used := false
			for _, locale := range in.Targets {
				if _, has := targets[locale]; !has && tagOf(name) != "" && near(tagOf(name), locale) {
					targets[locale], used = i, true
				}
			}
			if !used {
				in.lose(header.line, "", fmt.Sprintf("the column %q", name), "it is no language of this project; it is passed over")
			}
		}
	}
	if source < 0 || len(targets) == 0 {
		return 0, 0, nil, fmt.Errorf("line %d: found no columns %s and %s, expected a header of languages", header.line, in.Source, strings.Join(in.Targets, ", "))
	}
	return source, note, targets, nil
}
