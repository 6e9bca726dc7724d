package hy

import "strings"

// reading is what an ending says about the form it makes.
type reading struct {
	cell Cell
	// low: rare enough to be something else.
	low bool
	// bad: understood, but not well spelled.
	bad bool
}

// endings are all accepted endings of a class, behind the folded stem. Forms
// are recognised whole: a word whose rest is not here is another word.
type endings map[string]reading

// endingsKey is what the endings depend on.
type endingsKey struct {
	*paradigm
	// vowel: the lemma ends in one; it then takes no -ը.
	vowel          bool
	person, plural bool
}

func newEndings(k endingsKey) endings {
	e := endings{}
	for _, number := range []Number{Singular, Plural} {
		if number == Singular || !k.plural {
			e.addNumber(k, number)
		}
	}
	if k.paradigm.plural == "եր" {
		e.addPlural(k, "ներ")
	}
	if k.wrong != nil {
		wrong := k
		wrong.paradigm = k.wrong
		e.addCells(wrong, Singular, reading{bad: true})
	}
	e.addHyphens(k)
	return e
}

// addNumber adds a number of a class. The plural in -եր of a person is not
// added: Փիթ would claim Փիթեր.
func (e endings) addNumber(k endingsKey, n Number) {
	if n == Plural && k.person && k.paradigm.plural == "եր" {
		return
	}
	e.addCells(k, n, reading{})
}

// addPlural adds a second plural of a class.
func (e endings) addPlural(k endingsKey, plural string) {
	p := *k.paradigm
	p.plural = plural
	k.paradigm = &p
	e.addCells(k, Plural, reading{})
}

// addCells adds the cells of a number, each as given.
func (e endings) addCells(k endingsKey, n Number, as reading) {
	for _, c := range []Case{Nominative, Dative, Ablative, Instrumental, Locative} {
		for _, d := range []Det{Indefinite, Definite, First, Second} {
			possessive := d == First || d == Second
			if as.bad && possessive {
				continue
			}
			as.cell = Cell{c, n, d}
			for i, ending := range k.endings(as.cell) {
				as.low = possessive || k.rare && i > 0
				e.addForms(k, ending, as)
			}
		}
		e.addOwner(k, n, c, as)
	}
}

// addOwner adds the nominalised genitive, "that of X": Ադրբեջանինը. It is read
// and never written.
func (e endings) addOwner(k endingsKey, n Number, c Case, as reading) {
	if c != Dative {
		return
	}
	as.cell = Cell{Dative, n, Definite}
	for i, ending := range k.cases(as.cell) {
		as.low = k.rare && i > 0
		if endsInVowel(ending) {
			e.addForms(k, ending+"ն+", as)
		}
	}
}

// addForms adds an ending with its article written out both ways where both
// are read.
func (e endings) addForms(k endingsKey, ending string, as reading) {
	if k.plural {
		as.cell.Number = Plural
	}
	before, definite := strings.CutSuffix(ending, "+")
	if !definite {
		e.add(ending, as)
		return
	}
	e.add(before+"ն", as)
	vowel := endsInVowel(before)
	if before == "" {
		vowel = k.vowel
	}
	if vowel {
		as.bad = true
	}
	e.add(before+"ը", as)
}

// add keeps the better of two readings of one ending. Of two that are equally
// good it keeps what they agree in.
func (e endings) add(ending string, r reading) {
	old, ok := e[ending]
	switch {
	case !ok || worse(old, r):
		e[ending] = r
	case old.low == r.low && old.bad == r.bad && !r.bad:
		e[ending] = reading{cell: common(old.cell, r.cell), low: r.low}
	}
}

func worse(a, b reading) bool {
	return a.bad && !b.bad || a.bad == b.bad && a.low && !b.low
}

func common(a, b Cell) Cell {
	if a.Case != b.Case {
		a.Case = ""
	}
	if a.Number != b.Number {
		a.Number = ""
	}
	if a.Det != b.Det {
		a.Det = ""
	}
	return a
}

// addHyphens adds the endings that engines join wrongly: with a hyphen where
// none belongs (Լավրով-ի), without one where it does (ԱՄՆում), or with the յ of
// another class (ՆԱՏՕ-յի).
func (e endings) addHyphens(k endingsKey) {
	for _, s := range suffixes {
		if s.cell.Det == First || s.cell.Det == Second || ofOneClass(s.text) {
			continue
		}
		if k.plural {
			s.cell.Number = Plural
		}
		bad := reading{cell: s.cell, bad: true}
		e.add(k.drop+"-"+s.text, bad)
		if k.joint != "" {
			e.add(s.text, bad)
		}
	}
}

// ofOneClass says that an ending belongs to one class only, so that an engine
// does not put it behind other names.
func ofOneClass(s string) bool {
	return strings.HasPrefix(s, "վ") || strings.HasPrefix(s, "ու") && s != "ում"
}
