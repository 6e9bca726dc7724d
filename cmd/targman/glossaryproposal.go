package main

import (
	"bufio"
	"cmp"
	"fmt"
	"strings"

	"targman/glossary"
	"targman/glossary/extract"
	"targman/pipeline/lang/all"
)

// unconfirmed is the source of a term that was made by rule.
const unconfirmed = glossary.Unconfirmed + " transliterated by rule"

// concept is a proposal as it is added. A name with words that are translated gets
// no term unless a person has chosen one.
func (x *extracting) concept(p proposal) *glossary.Concept {
	c := &glossary.Concept{ID: p.ID, Kind: p.Kind, Case: glossary.Smart, Source: cmp.Or(x.source, unconfirmed),
		Spellings: []glossary.Spelling{{Locale: x.cfg.Source, Canonical: p.Name, Variants: p.variants()}}}
	if p.Given != "" {
		c.Given = &glossary.Given{Spellings: []glossary.Spelling{{Locale: x.cfg.Source, Canonical: p.Given}}}
	}
	for _, locale := range x.cfg.Targets {
		suggest := pack(all.Packs(), locale).Suggest
		term := p.chosen[locale]
		if term == "" && !p.Translated && suggest != nil {
			term = first(suggest(p.Name, p.Hint))
		}
		if term == "" {
			continue
		}
		c.Targets = append(c.Targets, glossary.Target{Locale: locale, Preferred: term})
		if p.Given != "" && suggest != nil {
			if given := first(suggest(p.Given, p.Hint)); given != "" {
				c.Given.Targets = append(c.Given.Targets, glossary.Target{Locale: locale, Preferred: given})
			}
		}
	}
	return c
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// variants are the spellings that would not be found without being listed: those
// that differ from the name in more than accents, hyphens and capitals.
func (p proposal) variants() []string {
	var out []string
	seen := map[string]bool{glossary.SuggestID(p.Name): true, glossary.SuggestID(p.Given + " " + p.Name): true}
	for _, s := range p.Spellings {
		text := s.Text
		if given := strings.TrimSuffix(text, " "+p.Name); p.Given != "" && given != text {
			continue // with the given name, or another
		}
		if id := glossary.SuggestID(text); !seen[id] {
			seen[id] = true
			out = append(out, text)
		}
	}
	return out
}

// print writes proposals down for people or for programs.
func (x *extracting) print(proposals []proposal) error {
	switch x.format {
	case "json":
		out := make([]map[string]any, len(proposals))
		for i, p := range proposals {
			out[i] = p.fields()
		}
		return x.printJSON(map[string]any{"proposals": out})
	case "yaml":
		for i, p := range proposals {
			if i > 0 {
				fmt.Fprintln(x.out)
			}
			fmt.Fprint(x.out, glossary.Layout(x.concept(p)))
		}
		return nil
	}
	for _, p := range proposals {
		x.show(x.out, p)
	}
	if len(proposals) == 0 {
		fmt.Fprintln(x.out, x.text("glossary.extract.nothing", nil))
	}
	return nil
}

// fields are a proposal as JSON has it.
func (p proposal) fields() map[string]any {
	return map[string]any{"id": p.ID, "name": p.Name, "given": p.Given, "kind": p.Kind, "evidence": p.Evidence, "count": p.Count,
		"spellings": p.spelled(), "example": p.Example, "where": p.Where, "hint": p.Hint, "terms": p.Terms, "confidence": p.Confidence}
}

// spelled are the spellings with how often each was seen.
func (p proposal) spelled() []map[string]any {
	out := make([]map[string]any, len(p.Spellings))
	for i, s := range p.Spellings {
		out[i] = map[string]any{"text": s.Text, "count": s.Count}
	}
	return out
}

// show prints a proposal for a person.
func (x *extracting) show(w interface{ Write([]byte) (int, error) }, p proposal) {
	line := func(id string, values map[string]any) { fmt.Fprintln(w, "  "+x.text(id, values)) }
	name := strings.TrimSpace(p.Given + " " + p.Name)
	fmt.Fprintln(w, x.text("glossary.extract.line", map[string]any{"ID": p.ID, "Name": name, "Count": p.Count, "Kind": p.Kind,
		"Sure": fmt.Sprintf("%.0f", 100*p.Confidence)}))
	if len(p.Spellings) > 1 {
		line("glossary.extract.spellings", map[string]any{"List": listed(p.Spellings)})
	}
	if len(p.Evidence) > 0 {
		line("glossary.extract.why", map[string]any{"List": strings.Join(p.Evidence, ", ")})
	}
	for _, locale := range x.cfg.Targets {
		if len(p.Terms[locale]) > 0 {
			line("glossary.extract.terms", map[string]any{"Locale": locale, "Hint": p.Hint, "List": strings.Join(p.Terms[locale], ", ")})
		}
	}
	line("glossary.extract.example", map[string]any{"Where": p.Where, "Text": p.Example})
}

func listed(spellings []extract.Spelling) string {
	var out []string
	for _, s := range spellings {
		out = append(out, fmt.Sprintf("%s (%d)", s.Text, s.Count))
	}
	return strings.Join(out, ", ")
}

// askAll asks for a term for each proposal, and at the end for the source.
func (x *extracting) askAll(proposals []proposal) ([]proposal, error) {
	in := bufio.NewReader(x.in)
	a := &addition{program: x.program, cfg: x.cfg}
	var out []proposal
proposals:
	for _, p := range proposals {
		x.show(x.err, p)
		for _, locale := range x.cfg.Targets {
			suggest := pack(all.Packs(), locale).Suggest
			preset := ""
			if suggest != nil && !p.Translated {
				preset = first(suggest(p.Name, p.Hint))
			}
			term, err := a.answer(in, x.text("glossary.extract.term", map[string]any{"Locale": locale}), preset)
			switch {
			case err != nil:
				return nil, err
			case term == "q":
				break proposals
			case term == "-":
				continue proposals
			}
			p.chosen[locale] = term
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		fmt.Fprintln(x.out, x.text("glossary.add.dropped", nil))
		return nil, nil
	}
	if x.source != "" {
		return out, nil
	}
	source, err := a.answer(in, x.text("glossary.ask.source", nil), unconfirmed)
	x.source = source
	return out, err
}
