package glossary

import (
	"unicode"
	"unicode/utf8"
)

// need is what a word of a term asks of the case of a text's word.
type need uint32

const (
	// anyCase asks nothing.
	anyCase need = iota
	// capital asks for a first letter in upper case.
	capital
	// capitals asks for upper case throughout.
	capitals
)

// needOf is the smart case rule for one word of a term.
func needOf(word string) need {
	switch {
	case isCapitals(word):
		return capitals
	case isCapital(word):
		return capital
	}
	return anyCase
}

func (n need) meets(word string) bool {
	switch n {
	case capital:
		return isCapital(word)
	case capitals:
		return isCapitals(word)
	}
	return true
}

// isCapital says that the first letter with a case is upper case.
func isCapital(word string) bool {
	for _, r := range word {
		if unicode.IsUpper(r) || unicode.IsTitle(r) {
			return true
		}
		if unicode.IsLower(r) {
			return false
		}
	}
	return false
}

// isCapitals says that the text has at least two letters in upper case and
// none in lower case.
func isCapitals(text string) bool {
	upper := 0
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			upper++
		}
		i += size
	}
	return upper >= 2
}

// sameCase says that two spellings with equal keys have capitals in the same
// places.
func sameCase(term, surface string) bool {
	return string(cased(term)) == string(cased(surface))
}

func cased(s string) []byte {
	var out []byte
	for i := nextWord(s, 0); i < len(s); i = nextWord(s, i) {
		end := wordEnd(s, i)
		out = append(appendWide(out, s[i:end], keepCase), ' ')
		i = end
	}
	return out
}
