package hy

import "unicode"

// word is a run of letters of any script with the marks inside it: runes start
// to end, half-open.
type word struct{ start, end int }

// words gives the words of a text one by one. Handles and hash tags are not
// words of the language and are passed over.
func words(t []rune) func(yield func(word) bool) {
	return func(yield func(word) bool) {
		for i := 0; i < len(t); {
			end := past(t, i, isLetter)
			if end > i && !isTag(at(t, i-1)) && !yield(word{i, end}) {
				return
			}
			i = max(end, i+1)
		}
	}
}

// isLetter says that r stands in a word, digits apart.
func isLetter(r rune) bool {
	return isArmenian(r) || isMark(r) || !isObject(r) && r > 0x40 && unicode.IsLetter(r)
}

func isTag(r rune) bool { return r == '#' || r == '@' || r == '_' }

// endingAt is the end of the ending in small Armenian letters that a word has
// from i on, or i if it has none there or has it only in part.
func endingAt(t []rune, i int, known map[string]bool) int {
	end := past(t, i, isLetter)
	if end == i || !isLower(t[i]) || !known[fold(string(t[i:end]))] {
		return i
	}
	return end
}
