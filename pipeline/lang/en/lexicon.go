package en

import (
	"strings"
	"unicode/utf8"

	"targman/pipeline/lang"
)

// lexicon is every word that the rules look up, with the user's own.
type lexicon struct {
	kinds map[string]kind
	// ends are the user's abbreviations and exceptions, by the word before each
	// of their stops.
	ends map[string][]ending

	starters, labels, speech, times map[string]bool
}

// newLexicon joins the lists of this package and the user's.
func newLexicon(c lang.Custom) (*lexicon, error) {
	l := &lexicon{
		kinds: map[string]kind{}, ends: map[string][]ending{},
		starters: set(starters), labels: set(labels), speech: set(speech), times: set(times),
	}
	for _, a := range abbreviations {
		for _, w := range strings.Fields(a.words) {
			l.add(w, a.kind)
		}
	}
	return l, l.custom(c)
}

// add enters an abbreviation as it is and, where it has a capital, in capitals
// alone, for headlines. What is written small has other meanings in capitals:
// IE, PM, HR.
func (l *lexicon) add(word string, k kind) {
	l.kinds[word] = k
	upper := strings.ToUpper(word)
	if first, _ := utf8.DecodeRuneInString(word); isUpper(first) && l.kinds[upper] == 0 {
		l.kinds[upper] = k
	}
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}
