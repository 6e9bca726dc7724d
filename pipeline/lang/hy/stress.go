package hy

import (
	"strings"
	"unicode"
)

// stress puts a mark where it stands in a word: behind the stressed vowel,
// which is the last one that is not ը, and inside ու between its two letters
// (The Unicode Standard, section 7.6,
// https://www.unicode.org/versions/latest/core-spec/chapter-7/). A word
// without such a vowel takes it at its end.
func stress(word string, mark rune) string {
	t := []rune(word)
	for i := len(t) - 1; i >= 0; i-- {
		if r := unicode.ToLower(t[i]); isVowel(r) && r != 'ը' || r == 'և' {
			return string(t[:i+1]) + string(mark) + string(t[i+1:])
		}
	}
	return word + string(mark)
}

// marked is form with the mark that surface carries, if it has one.
func marked(form, surface string) string {
	if i := strings.IndexFunc(surface, isMark); i >= 0 {
		return stress(form, []rune(surface[i:])[0])
	}
	return form
}
