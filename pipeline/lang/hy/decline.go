package hy

import "strings"

// Decline writes a lemma in a cell of its declension. next is what follows in
// the same sentence, if nothing but white space stands between: it decides
// between the two forms of the article. It is false where the form does not
// exist: the article goes with the nominative and the dative only.
//
// A locative is made for any lemma that is asked for. Persons do not take it,
// so it is not to be made from an English "in".
func Decline(l Lemma, c Cell, next string) (string, bool) {
	l.Text = strings.TrimSpace(l.Text)
	p, class, ok := paradigmOf(l)
	if !ok {
		return "", false
	}
	stem, ok := strings.CutSuffix(l.Text, p.drop)
	endings := p.endings(c)
	if !ok || len(endings) == 0 {
		return "", false
	}
	return attach(stem, endings[0], class, next), true
}

// attach puts an ending behind a stem and writes its article out.
func attach(stem, ending string, class Class, next string) string {
	before, definite := strings.CutSuffix(ending, "+")
	form := stem + before
	switch {
	case !definite:
		return form
	case class == Acronym && before == "-":
		return form + "ն"
	}
	return form + article(fold(form), next)
}

// endings are the endings of a cell, the one that is written first. A '+' is
// the article.
func (p *paradigm) endings(c Cell) []string {
	base := p.cases(c)
	switch c.Det {
	case Indefinite:
		return base
	case Definite:
		if c.Case != Nominative && c.Case != Dative {
			return nil
		}
		return p.each(c, base, "+")
	case First:
		return p.each(c, base, "ս")
	case Second:
		return p.each(c, base, "դ")
	}
	return nil
}

// cases are the endings of a case without article.
func (p *paradigm) cases(c Cell) []string {
	if c.Number != Singular && c.Number != Plural {
		return nil
	}
	if c.Number == Plural && p.plural != "" {
		return regular(p.plural).cases(Cell{c.Case, Singular, Indefinite})
	}
	switch c.Case {
	case Nominative:
		return []string{p.drop}
	case Dative:
		return p.dat
	case Ablative:
		return p.abl
	case Instrumental:
		return p.ins
	case Locative:
		return p.loc
	}
	return nil
}

// each puts more behind every ending; endings that carry an article already
// take none, and the bare nominative takes the joint first.
func (p *paradigm) each(c Cell, base []string, more string) []string {
	joint := ""
	if c.Case == Nominative && (c.Number == Singular || p.plural == "") {
		joint = p.joint
	}
	var out []string
	for _, e := range base {
		if !strings.HasSuffix(e, "+") {
			out = append(out, e+joint+more)
		}
	}
	return out
}
