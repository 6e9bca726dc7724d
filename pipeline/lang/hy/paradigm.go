package hy

import "strings"

// paradigm is how the words of a class are declined. An ending is put behind
// the lemma without drop; a '+' in it is the article. The first ending of a
// case is the one that is written, the others are also read.
type paradigm struct {
	// drop is the end of the lemma that changes; it is also the ending of the
	// nominative.
	drop               string
	dat, abl, ins, loc []string
	// plural is the ending of the nominative plural, which then goes like C;
	// empty where a word has none.
	plural string
	// rare says that the endings after the first are rare enough to be
	// something else.
	rare bool
	// joint stands before the article and the possessives of the nominative;
	// the other endings carry their own.
	joint string
	// wrong are endings that are understood and not well spelled.
	wrong *paradigm
}

// paradigms are the classes (J. Dum-Tragut, Armenian: Modern Eastern Armenian,
// 2009, on the declension of nouns in -ի, -ու and -ան). Foreign names
// keep their vowels: Չավուշօղլուի beside the native Բաքվի.
var paradigms = map[Class]*paradigm{
	Consonant: regular(""),
	VowelA: {
		dat: []string{"յի"}, abl: []string{"յից"}, ins: []string{"յով"}, loc: []string{"յում"},
		plural: "ներ", wrong: regular(""),
	},
	VowelO: {
		dat: []string{"յի", "ի"}, abl: []string{"յից", "ից"}, ins: []string{"յով", "ով"}, loc: []string{"յում", "ում"},
		plural: "ներ", rare: true,
	},
	VowelE: {
		dat: []string{"ի", "յի"}, abl: []string{"ից", "յից"}, ins: []string{"ով", "յով"}, loc: []string{"ում", "յում"},
		plural: "ներ", rare: true,
	},
	VowelU: {
		drop: "ու",
		dat:  []string{"ուի", "ույի", "վի"}, abl: []string{"ուից", "ույից", "վից"},
		ins: []string{"ուով", "վով"}, loc: []string{"ուում", "վում"},
		plural: "ուներ", rare: true,
	},
	DroppingU: {
		drop: "ու",
		dat:  []string{"վի", "ուի"}, abl: []string{"վից"}, ins: []string{"վով"}, loc: []string{"վում"},
		plural: "ուներ",
	},
	VowelI: {
		drop: "ի",
		dat:  []string{"իի", "ու", "վա"}, abl: []string{"իից", "ուց"}, ins: []string{"իով", "ով"}, loc: []string{"իում"},
		plural: "իներ", rare: true,
	},
	ChangingI: {
		drop: "ի",
		dat:  []string{"ու", "իի"}, abl: []string{"ուց", "իից"}, ins: []string{"իով", "ով"}, loc: []string{"իում"},
		plural: "իներ",
	},
	Tyun: {
		drop: "ուն",
		dat:  []string{"ան"}, abl: []string{"ունից"}, ins: []string{"ամբ", "ունով"}, loc: []string{"ունում"},
		plural: "ուններ",
	},
	Acronym:    hyphened,
	AcronymSay: hyphened,
	Latin:      hyphened,
}

// hyphened is for what is joined to its endings by a hyphen and takes no յ:
// ՆԱՏՕ-ի, Reuters-ում.
var hyphened = &paradigm{
	dat: []string{"-ի"}, abl: []string{"-ից"}, ins: []string{"-ով"}, loc: []string{"-ում"},
	plural: "-ներ", joint: "-",
}

// regular is class C for a word whose last letters are named as drop.
func regular(drop string) *paradigm {
	return &paradigm{
		drop: drop,
		dat:  []string{drop + "ի"}, abl: []string{drop + "ից"}, ins: []string{drop + "ով"}, loc: []string{drop + "ում"},
		plural: drop + "ներ",
	}
}

// short is class C for words of one syllable, whose plural is in -եր
// (Dum-Tragut 2009, on number).
var short = &paradigm{
	dat: []string{"ի"}, abl: []string{"ից"}, ins: []string{"ով"}, loc: []string{"ում"},
	plural: "եր",
}

// ofPlural is class C for lemmas that are plural themselves.
var ofPlural = &paradigm{
	dat: []string{"ի"}, abl: []string{"ից"}, ins: []string{"ով"}, loc: []string{"ում"},
}

// dropping is class C on a shortened stem: drop becomes left before an ending.
// The plural is the word's own; the unshortened endings are understood.
func dropping(drop, left, plural string) *paradigm {
	p := regular(left)
	p.drop, p.plural, p.wrong = drop, plural, regular(drop)
	return p
}

// optional is dropping for the given names that are also declined in full.
func optional(drop, left string) *paradigm {
	p := dropping(drop, left, drop+"ներ")
	for i, full := range [][]string{p.wrong.dat, p.wrong.abl, p.wrong.ins, p.wrong.loc} {
		cell := []*[]string{&p.dat, &p.abl, &p.ins, &p.loc}[i]
		*cell = append(*cell, full...)
	}
	p.wrong = nil
	return p
}

// irregular are the native words that lose a vowel or change their stem, by
// folded last word (Dum-Tragut 2009, on the vowel alternation of stems). Foreign names never do.
var irregular = map[string]*paradigm{
	"խորհուրդ":     dropping("ուրդ", "րդ", "ուրդներ"),
	"ժողովուրդ":    dropping("ուրդ", "րդ", "ուրդներ"),
	"երկիր":        dropping("իր", "ր", "րներ"),
	"խումբ":        dropping("ումբ", "մբ", "մբեր"),
	"սուրբ":        dropping("ուրբ", "րբ", "րբեր"),
	"համաձայնագիր": dropping("իր", "ր", "րեր"),
	"նախագիծ":      dropping("իծ", "ծ", "ծեր"),
	"օրենսգիրք":    dropping("իրք", "րք", "րքեր"),
	"լիճ":          dropping("իճ", "ճ", "ճեր"),
	"դավիթ":        optional("իթ", "թ"),
	"մկրտիչ":       optional("իչ", "չ"),
	"տուն": {
		drop: "ուն",
		dat:  []string{"ան"}, abl: []string{"նից"}, ins: []string{"նով"}, loc: []string{"ան+"},
		plural: "ներ",
	},
}

// paradigmOf is how a lemma is declined.
func paradigmOf(l Lemma) (*paradigm, Class, bool) {
	class, ok := ClassOf(l)
	if !ok {
		return nil, "", false
	}
	word := fold(lastWord(l.Text))
	if stem, own := strings.CutPrefix(string(class), stemPrefix); own {
		return ownStem(word, fold(stem)), Consonant, true
	}
	d := l.declension()
	if p := d.irregular[word]; p != nil && class == Consonant && l.Class == "" {
		return p, class, true
	}
	p := d.classes[class]
	if l.Plural {
		p = d.plural
	} else if class == Consonant && syllables(word) == 1 {
		p = d.short
	}
	return p, class, true
}

// ownStem declines a word on the given oblique stem.
func ownStem(word, stem string) *paradigm {
	n := 0
	for n < min(len(word), len(stem)) && word[n] == stem[n] {
		n++
	}
	for n > 0 && n < len(word) && word[n]&0xC0 == 0x80 {
		n--
	}
	return dropping(word[n:], stem[n:], word[n:]+"ներ")
}
