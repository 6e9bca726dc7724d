package hy

import (
	"cmp"
	"strings"

	"targman/pipeline/lang"
)

// inflect is lang.Pack.Inflect. An empty part of the cell is the lemma's own:
// nominative, singular, indefinite.
func inflect(e lang.Entry, c lang.Cell, next string) (string, bool) {
	return Decline(soundLemma(e), cellOf(c), next)
}

func cellOf(c lang.Cell) Cell {
	return Cell{
		cmp.Or(Case(c.Case), Nominative), cmp.Or(Number(c.Number), Singular), cmp.Or(Det(c.Det), Indefinite),
	}
}

func (c Cell) named() lang.Cell {
	return lang.Cell{Case: string(c.Case), Number: string(c.Number), Det: string(c.Det)}
}

// soundLemma is the lemma of an entry, of the automatic class if the one set
// does not exist or is of words that end in another way: a glossary whose term
// has changed and whose class has not still gives forms that can be read.
func soundLemma(e lang.Entry) Lemma {
	l := LemmaOf(e)
	if p, _, ok := paradigmOf(l); !ok || !strings.HasSuffix(strings.TrimSpace(l.Text), p.drop) {
		l.Class = ""
	}
	return l
}
