package hy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Class is a declension class: the name of a row of the table in paradigm.go,
// or "stem:X" for a word that loses a vowel before its endings and then goes
// like C, X being what is left ("stem:Դավթ").
type Class string

// The classes. What they are is said in paradigm.go.
const (
	Consonant  Class = "C"
	VowelA     Class = "A"
	VowelO     Class = "O"
	VowelE     Class = "E"
	VowelU     Class = "U"
	DroppingU  Class = "UV"
	VowelI     Class = "I"
	ChangingI  Class = "IU"
	Tyun       Class = "TYUN"
	Acronym    Class = "ACR"
	AcronymSay Class = "ACRW"
	Latin      Class = "LAT"
)

// stemPrefix begins a class that names its own oblique stem.
const stemPrefix = "stem:"

// ClassOf is the class by which a lemma is declined: the one set by hand, else
// the one that its last letters and its kind suggest. It is false for a lemma
// without a letter, for a class that does not exist and for an unknown standard.
func ClassOf(l Lemma) (Class, bool) {
	d := l.declension()
	if d == nil {
		return "", false
	}
	if l.Class != "" {
		return d.setClass(l.Class)
	}
	if l.Plural {
		return Consonant, true
	}
	return autoClass(l)
}

func (d *declension) setClass(c Class) (Class, bool) {
	if stem, ok := strings.CutPrefix(string(c), stemPrefix); ok {
		return c, stem != ""
	}
	c = Class(strings.ToUpper(string(c)))
	_, ok := d.classes[c]
	return c, ok
}

// autoClass reads the class from the end of the last word.
func autoClass(l Lemma) (Class, bool) {
	word := lastWord(strings.TrimSpace(l.Text))
	last, _ := utf8.DecodeLastRuneInString(word)
	if strings.IndexFunc(word, isWord) < 0 {
		return "", false
	}
	if !isArmenian(last) && !isMark(last) {
		return Latin, true
	}
	folded := fold(word)
	if isAcronym(word) {
		if saidAsWord(folded) {
			return AcronymSay, true
		}
		return Acronym, true
	}
	if strings.HasSuffix(folded, "ություն") && l.Kind != kindPerson {
		return Tyun, true
	}
	return vowelClass(folded), true
}

func vowelClass(folded string) Class {
	last, _ := utf8.DecodeLastRuneInString(folded)
	switch {
	case strings.HasSuffix(folded, "ու"):
		return VowelU
	case folded == "կղզի" || strings.HasSuffix(folded, "ցի") || strings.HasSuffix(folded, "սկի"):
		return ChangingI
	case last == 'ի':
		return VowelI
	case last == 'ա':
		return VowelA
	case last == 'ո' || last == 'օ':
		return VowelO
	case isVowel(last):
		return VowelE
	}
	return Consonant
}

// isAcronym says that a word is written in two or more capitals only.
func isAcronym(word string) bool {
	n := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			n++
		case unicode.IsLetter(r):
			return false
		}
	}
	return n > 1
}

// saidAsWord says that an acronym is read as a word and not letter by letter:
// a vowel follows a consonant in it.
func saidAsWord(folded string) bool {
	var before rune
	for _, r := range folded {
		if isVowel(r) && isArmenian(before) && !isVowel(before) {
			return true
		}
		before = r
	}
	return false
}
