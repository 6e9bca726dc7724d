package hy

import (
	"strings"
	"unicode"
)

// at is the rune at i, or 0 outside the text.
func at(t []rune, i int) rune {
	if i < 0 || i >= len(t) {
		return 0
	}
	return t[i]
}

// past is the first place from i on that of does not hold for.
func past(t []rune, i int, of func(rune) bool) int {
	for i < len(t) && of(t[i]) {
		i++
	}
	return i
}

// before is the first rune of the run that ends at i and that of holds for.
func before(t []rune, i int, of func(rune) bool) int {
	for i > 0 && of(t[i-1]) {
		i--
	}
	return i
}

// endsLine says that nothing but white space follows from i on.
func endsLine(t []rune, i int) bool {
	i = past(t, i, isSpace)
	return i == len(t) || isLineEnd(t[i])
}

// endsText says that nothing but white space follows from i on. The dot or
// colon at the end of a line before the last may introduce a list.
func endsText(t []rune, i int) bool { return past(t, i, unicode.IsSpace) == len(t) }

// colonStops is P01.
func colonStops(t []rune) []edit {
	var out []edit
	stopped := endsInStop(t)
	for i, r := range t {
		if r == ':' && endsSentence(at(t, i-1)) && isColonStop(t, i, stopped) {
			out = append(out, edit{i, i + 1, "։"})
		}
	}
	return out
}

// isColonStop says that what follows the colon at i makes it a full stop: the
// end of the text, or a capital if the text ends in a stop itself. A label
// ("Լուսանկարը: ...") is none.
func isColonStop(t []rune, i int, stopped bool) bool {
	closed := past(t, i+1, func(r rune) bool { return r == '»' || r == '”' || r == '"' })
	next := past(t, closed, isSpace)
	switch {
	case endsText(t, closed):
		return true
	case at(t, i+1) == '»':
		return next > closed
	}
	return stopped && next > closed && unicode.IsUpper(at(t, next))
}

// endsInStop says that the text ends in a stop.
func endsInStop(t []rune) bool {
	end := before(t, len(t), func(r rune) bool { return unicode.IsSpace(r) || isCloser(r) })
	return end > 0 && strings.ContainsRune("։:.…․", t[end-1])
}

// finalDots is P02.
func finalDots(t []rune) []edit {
	var out []edit
	for i, r := range t {
		if !isDot(r) || isDot(at(t, i-1)) || !endsText(t, past(t, i+1, isCloser)) {
			continue
		}
		if start := before(t, i, isSpace); isFullStop(t, start) {
			out = append(out, edit{start, i + 1, "։"})
		}
	}
	return out
}

// isDot says that r is the full stop of ASCII or the one dot leader, which
// some keyboards give for the mijaket.
func isDot(r rune) bool { return r == '.' || r == '․' }

// isFullStop says that a dot behind what ends at i, at the end of the text,
// ends a sentence.
func isFullStop(t []rune, i int) bool {
	last := at(t, i-1)
	start := before(t, i, func(r rune) bool { return isWord(r) || isMark(r) })
	word := fold(string(t[start:i]))
	joined := isHyphen(at(t, start-1))
	switch {
	case last == '»' || last == ')' || isObject(last):
		return true
	case start == i || isDot(at(t, start-1)):
		return false
	case isArmenian(last) || isMark(last):
		return joined || !isAbbreviation(string(t[start:i]), word)
	case isDigit(last): // "1." alone numbers a paragraph
		return wordsBefore(t, i) > 2
	}
	return len(word) > 1 && !latinAbbreviations[word]
}

// isAbbreviation says that a word is cut short before its dot: an initial, a
// lone letter (but for է, "is"), a word without a vowel, or one of the list.
func isAbbreviation(word, folded string) bool {
	n := letterCount(folded)
	switch {
	case folded == "է":
		return false
	case n < 2 || abbreviations[folded]:
		return true
	}
	return syllables(folded) == 0 && !isAcronym(word)
}

// abbreviations are the common Armenian ones that have a vowel; those without
// are known by that.
var abbreviations = map[string]bool{
	"հազ": true, "պող": true, "ռուբ": true, "դոլ": true, "պրոֆ": true, "ակադ": true,
	"թարգմ": true, "ինստ": true, "համալս": true, "տպագր": true,
}

// latinAbbreviations may end an Armenian sentence without ending it.
var latinAbbreviations = map[string]bool{
	"inc": true, "ltd": true, "co": true, "corp": true, "jr": true, "sr": true, "plc": true, "llc": true,
}

// wordsBefore counts the words of the line before i.
func wordsBefore(t []rune, i int) int {
	start := before(t, i, func(r rune) bool { return !isLineEnd(r) })
	return len(strings.Fields(string(t[start:i])))
}
