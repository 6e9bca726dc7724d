package main

import (
	"slices"
	"strings"
	"unicode/utf8"

	"targman/pipeline/lang"
)

// recognise answers id, terms, text with a row for each place where a term
// stands: id, start, end, lemma, case, number, det.
func recognise(p lang.Pack, _ languageOptions) rowWork {
	if p.Find == nil {
		return nil
	}
	lists := termLists{}
	return func(in row, out *rowWriter) {
		text := in.field(2)
		terms := lists.read(in.field(1))
		at := runeCounter{text: text}
		for _, f := range p.Find(text, terms) {
			out.row(in[0], out.decimal(at.rune(f.Start)), out.decimal(at.rune(f.End)),
				terms[f.Entry].Lemma, f.Case, f.Number, f.Det)
		}
	}
}

// inflect answers id, lemma, case, number, det, next word with the form.
func inflect(p lang.Pack, _ languageOptions) rowWork {
	if p.Inflect == nil {
		return nil
	}
	return func(in row, out *rowWriter) {
		form := ""
		if len(in) >= 5 {
			form, _ = p.Inflect(termOf(in[1]), lang.Cell{Case: in[2], Number: in[3], Det: in[4]}, in.field(5))
		}
		out.row(in[0], form)
	}
}

// reinflect answers id, lemma, surface, next word with the form. A surface that
// cannot be read stays as it is.
func reinflect(p lang.Pack, _ languageOptions) rowWork {
	if p.Reinflect == nil {
		return nil
	}
	return func(in row, out *rowWriter) {
		form, ok := p.Reinflect(termOf(in.field(1)), in.field(2), in.field(3))
		if !ok && in.field(1) != "" {
			form = in.field(2)
		}
		out.row(in[0], form)
	}
}

// checkRows answers id, text, source text with a row for each fault: id, rule,
// start, end, severity.
func checkRows(p lang.Pack, o languageOptions) rowWork {
	if p.Issues == nil {
		return nil
	}
	return func(in row, out *rowWriter) {
		text := in.field(1)
		at := runeCounter{text: text}
		for _, i := range p.Issues(text, in.field(2)) {
			if !i.House || o.house {
				out.row(in[0], i.ID, out.decimal(at.rune(i.Start)), out.decimal(at.rune(i.End)), i.Severity)
			}
		}
	}
}

// normalise answers id, text with the text set right.
func normalise(p lang.Pack, o languageOptions) rowWork {
	if p.Polish == nil || o.style && p.Issues == nil {
		return nil
	}
	return func(in row, out *rowWriter) {
		text := p.Polish(in.field(1), "")
		if o.style {
			text = p.Polish(styled(text, p.Issues(text, "")), "")
		}
		out.row(in[0], text)
	}
}

// styled is a text with its matters of style mended.
func styled(text string, issues []lang.Issue) string {
	end := len(text)
	for _, i := range slices.Backward(issues) {
		if i.Severity == "style" && i.Fixable && !i.House && i.End <= end {
			text, end = text[:i.Start]+i.Fix+text[i.End:], i.Start
		}
	}
	return text
}

// translit answers id, name, language with spellings, the best first.
func translit(p lang.Pack, _ languageOptions) rowWork {
	if p.Suggest == nil {
		return nil
	}
	return func(in row, out *rowWriter) {
		out.row(append([]string{in[0]}, p.Suggest(in.field(1), in.field(2))...)...)
	}
}

// termOf reads a lemma with its class, if one is set by hand: lemma@class.
func termOf(text string) lang.Entry {
	if i := strings.LastIndexByte(text, '@'); i > 0 && i+1 < len(text) {
		return lang.Entry{Lemma: text[:i], Class: text[i+1:]}
	}
	return lang.Entry{Lemma: text}
}

// termLists remembers the lists of terms that were read, since a table mostly
// has the same for many rows.
type termLists map[string][]lang.Entry

// rememberedLists bounds them.
const rememberedLists = 4096

// read reads terms with | between them.
func (l termLists) read(text string) []lang.Entry {
	terms, ok := l[text]
	if ok {
		return terms
	}
	for term := range strings.SplitSeq(text, "|") {
		if term != "" {
			terms = append(terms, termOf(term))
		}
	}
	if len(l) >= rememberedLists {
		clear(l)
	}
	l[text] = terms
	return terms
}

// runeCounter turns byte offsets, which mostly ascend, into rune offsets.
type runeCounter struct {
	text         string
	bytes, runes int
}

func (c *runeCounter) rune(offset int) int {
	if offset < c.bytes {
		c.bytes, c.runes = 0, 0
	}
	c.runes += utf8.RuneCountInString(c.text[c.bytes:offset])
	c.bytes = offset
	return c.runes
}
