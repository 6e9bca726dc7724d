package hy

import (
	"strings"

	"targman/pipeline/lang"
)

// Case is the case of a form.
type Case string

// The cases. Nominative also serves as the indefinite and inanimate object,
// dative as the genitive and animate object.
const (
	Nominative   Case = "nom"
	Dative       Case = "dat"
	Ablative     Case = "abl"
	Instrumental Case = "ins"
	Locative     Case = "loc"
)

// Number is the number of a form.
type Number string

// The numbers.
const (
	Singular Number = "sg"
	Plural   Number = "pl"
)

// Det is how a form is determined: not at all, by the article, or by a
// possessive ending of the first or second person.
type Det string

// The determinations. Definite goes with the nominative and the dative only.
const (
	Indefinite Det = "ind"
	Definite   Det = "def"
	First      Det = "1"
	Second     Det = "2"
)

// Cell is a place in the declension table of a name.
type Cell struct {
	Case   Case
	Number Number
	Det    Det
}

// The kinds of lemma that are declined in a way of their own; the words are
// those of lang.Entry.Kind.
const kindPerson = "person"

// Lemma is a name as it must be spelled, with what is needed to decline it.
type Lemma struct {
	// Text is the nominative without article. Only its last word inflects.
	Text string
	// Kind is person, place, organisation, product or other.
	Kind string
	// Class is set where the automatic class is wrong, else empty.
	Class Class
	// Plural says that Text is a plural already and takes no further one.
	Plural bool
	// Standard is the language tag of the standard that declines it; empty is
	// Eastern Armenian, the only one that is known.
	Standard string
}

// LemmaOf is the lemma of a glossary entry. A last word in -ներ is taken for
// a plural unless it is a person's.
func LemmaOf(e lang.Entry) Lemma {
	text := strings.TrimSpace(e.Lemma)
	word := fold(lastWord(text))
	return Lemma{
		Text: text, Kind: e.Kind, Class: Class(e.Class),
		Plural: e.Kind != kindPerson && strings.HasSuffix(word, "ներ") && syllables(word) > 2,
	}
}

// lastWord is the part of a name that inflects: what follows its last space or
// hyphen.
func lastWord(text string) string {
	i := strings.LastIndexFunc(text, func(r rune) bool { return isSpace(r) || isHyphen(r) })
	if i < 0 {
		return text
	}
	return strings.TrimLeftFunc(text[i:], func(r rune) bool { return isSpace(r) || isHyphen(r) })
}
