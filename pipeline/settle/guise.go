package settle

import (
	"strings"
	"unicode"
)

// inGuise gives a form the capitals and the mark of the surface that it
// replaces, a form of lemma. It fails where a mark has no place in the new word.
func inGuise(form, surface, lemma string) (string, bool) {
	if isCapitals(surface) && !isCapitals(lemma) {
		if form = strings.ToUpper(form); !isCapitals(form) {
			return "", false
		}
	}
	at := strings.IndexFunc(surface, isMark)
	if at < 0 {
		return form, true
	}
	mark, tail := []rune(surface[at:])[0], surface[at:]
	tail = strings.TrimPrefix(tail, string(mark))
	head, ok := strings.CutSuffix(form, tail)
	if !ok || head == "" || strings.ContainsFunc(tail, isMark) || !strings.HasSuffix(surface[:at], lastLetter(head)) {
		return "", false
	}
	return head + string(mark) + tail, true
}

// isMark says that r is punctuation that stands inside a word, as the question
// mark of some languages does.
func isMark(r rune) bool { return unicode.Is(unicode.Po, r) && r != '\'' && r != '.' && r != '&' }

// isCapitals says that there are letters in s, more than one, and no small one.
func isCapitals(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 1
}

func lastLetter(s string) string {
	r := []rune(s)
	return string(r[len(r)-1])
}
