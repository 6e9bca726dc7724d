package hy

import (
	"strings"
	"unicode/utf8"
)

// lostQuestions is S01.
func lostQuestions(v, source *view) []compared {
	if v.armenian && strings.ContainsFunc(string(source.t), isQuestion) && !strings.ContainsRune(v.text, question) {
		return []compared{{start: 0, end: len(v.text)}}
	}
	return nil
}

// lostNumbers is S02. It is of the whole text, once for each number.
func lostNumbers(v, source *view) []compared {
	var out []compared
	for _, n := range missing(numbersIn(source.t), v.t) {
		out = append(out, compared{0, len(v.text), asked{detail: " Here: " + n + "."}})
	}
	return out
}

// residues is S03: placeholders, and parts of them, each with the ending that
// is joined to it.
func residues(v, _ *view) []compared {
	var out []compared
	for i := 0; i < len(v.text); {
		at := strings.IndexAny(v.text[i:], "⟦⟧")
		if at < 0 {
			break
		}
		start := i + at
		i = start + len("⟦")
		if n := placeholder(v.text[start:]); n > 0 {
			i = start + n
			i += joinedTail(v.text[i:])
		}
		out = append(out, compared{start: start, end: i})
	}
	return out
}

// joinedTail is the length in bytes of the letters that text begins with, and
// of a hyphen before them.
func joinedTail(text string) int {
	hyphen := 0
	if r, n := utf8.DecodeRuneInString(text); isHyphen(r) {
		hyphen = n
	}
	letters := spanOf(text[hyphen:], func(r rune) bool { return isArmenian(r) || isMark(r) })
	if letters == 0 {
		return 0
	}
	return hyphen + letters
}
