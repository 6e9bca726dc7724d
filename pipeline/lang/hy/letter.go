package hy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The marks that stand inside a word, after its stressed vowel
// (The Unicode Standard, section 7.6, https://www.unicode.org/versions/latest/core-spec/chapter-7/).
const (
	emphasis    = '՛' // U+055B
	exclamation = '՜' // U+055C
	question    = '՞' // U+055E
)

// isArmenian says that r is an Armenian letter of today's spelling or և.
func isArmenian(r rune) bool {
	return 'Ա' <= r && r <= 'Ֆ' || 'ա' <= r && r <= 'և'
}

func isUpper(r rune) bool { return 'Ա' <= r && r <= 'Ֆ' }

func isLower(r rune) bool { return 'ա' <= r && r <= 'և' }

// isMark says that r is one of the marks inside a word.
func isMark(r rune) bool { return r == emphasis || r == exclamation || r == question }

func isLatin(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= 0xC0 && unicode.Is(unicode.Latin, r)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// isVowel says that the lower-case letter r is a vowel by itself; the vowel ու
// is two letters and is for endsInVowel.
func isVowel(r rune) bool {
	switch r {
	case 'ա', 'ե', 'է', 'ը', 'ի', 'ո', 'օ':
		return true
	}
	return false
}

// isLatinVowel says the same of Latin letters. y counts as one after a
// consonant only (Spotify, but eBay).
func isLatinVowel(r, before rune) bool {
	if r == 'y' {
		return !strings.ContainsRune("aeiou", before)
	}
	return strings.ContainsRune("aeiouàáâãäåèéêëìíîïòóôõöøùúûüı", r)
}

// endsInVowel says that the folded form ends in a vowel sound; marks of
// punctuation behind the last letter are passed over.
func endsInVowel(folded string) bool {
	folded = strings.TrimRightFunc(folded, func(r rune) bool { return !isWord(r) })
	last, n := utf8.DecodeLastRuneInString(folded)
	before, _ := utf8.DecodeLastRuneInString(folded[:len(folded)-n])
	return isVowel(last) || last == 'ւ' && before == 'ո' || isLatinVowel(last, before)
}

// syllables counts the vowel sounds of a folded Armenian word.
func syllables(folded string) int {
	n := 0
	for _, r := range folded {
		if isVowel(r) {
			n++
		}
	}
	return n
}

// isWord says that r may stand in a word of any script. ՙ, which Unicode counts
// among the letters, is mostly a mistyped quotation mark.
func isWord(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || isDigit(r)
	}
	return isArmenian(r) || r != 'ՙ' && unicode.In(r, unicode.L, unicode.M, unicode.N)
}

// Upper is s in capitals as Armenian writes them: և becomes ԵՎ, where
// strings.ToUpper keeps it and Unicode's full mapping gives the classical ԵՒ.
func Upper(s string) string {
	return strings.ToUpper(strings.ReplaceAll(s, "և", "ԵՎ"))
}

// Title is s with its first letter as a capital: և becomes Եվ and ու Ու
// (Language Committee of Armenia, on the letter ու,
// https://www.langcom.am/հորդորակ-ու-տառի-գրության-մասին/).
func Title(s string) string {
	if rest, ok := strings.CutPrefix(s, "և"); ok {
		return "Եվ" + rest
	}
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
