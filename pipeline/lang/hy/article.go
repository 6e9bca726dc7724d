package hy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// article is the form of the article behind a folded form, before the given
// next word: -ն behind a vowel, else -ը, but -ն where the next word runs on
// from it (Language Committee of Armenia, on the articles ը and ն,
// https://www.langcom.am/հորդորակ-ը-եվ-ն-հոդերի-գործածությ/).
func article(folded, next string) string {
	if endsInVowel(folded) || runsOn(next) {
		return "ն"
	}
	return "ը"
}

// copulas are the words before which the article is always -ն: the verb "to
// be" and էլ. The form ես is left out, since it is also the pronoun "I".
var copulas = map[string]bool{
	"է": true, "եմ": true, "ենք": true, "եք": true, "են": true, "էր": true,
	"էի": true, "էիր": true, "էինք": true, "էիք": true, "էին": true, "էլ": true,
}

// runsOn says that the article before next is -ն: next is a copula, or begins
// with a vowel sound. ե and ո are read ye and vo at the beginning of a word.
// Anything but white space before the next word keeps them apart.
func runsOn(next string) bool {
	next = strings.TrimLeftFunc(next, isSpace)
	if end := strings.IndexFunc(next, func(r rune) bool { return !isWord(r) && !isMark(r) }); end >= 0 {
		next = next[:end]
	}
	next = fold(next)
	first, _ := utf8.DecodeRuneInString(next)
	switch first {
	case 'ա', 'է', 'ը', 'ի', 'օ':
		return true
	case 'ո':
		return strings.HasPrefix(next, "ու")
	}
	return copulas[next]
}

// isSpace says that r is white space within a line.
func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == 0xA0 || unicode.Is(unicode.Zs, r) }
