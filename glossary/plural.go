package glossary

import "strings"

// An English plural of a name means everybody or everything of it: "the
// Cavusoglus", "two Koreas". It is taken for one of persons and places only, and
// only behind a word that counts or points, because other names in -s and -es
// are names of their own.

// pointers are the words behind which a plural may stand.
var pointers = map[string]bool{
	"the": true, "both": true, "two": true, "three": true, "four": true, "five": true, "six": true, "seven": true,
	"eight": true, "nine": true, "ten": true, "several": true, "many": true, "these": true, "those": true, "other": true,
}

// longestPointer is the length of the longest of them.
const longestPointer = len("several")

// singulars calls for what a word would be without the ending of a plural; true
// ends the calls.
func (m *Matcher) singulars(word string, found func(stem string) bool) bool {
	if !m.possessive || len(word) < 3 || lower[word[len(word)-1]] != 's' {
		return false
	}
	if found(word[:len(word)-1]) {
		return true
	}
	stem := word[:len(word)-2]
	return lower[word[len(word)-2]] == 'e' && hisses(stem) && found(stem)
}

// hisses says that the plural of a word ends in -es.
func hisses(word string) bool {
	for _, end := range [...]string{"s", "x", "z", "ch", "sh"} {
		if len(word) >= len(end) && strings.EqualFold(word[len(word)-len(end):], end) {
			return true
		}
	}
	return false
}

// pointed says that the word before the offset lets a plural follow.
func pointed(text string, at int) bool {
	end := at
	for end > 0 && text[end-1] == ' ' {
		end--
	}
	start := end
	for start > 0 && class[text[start-1]] == plain && end-start <= longestPointer {
		start--
	}
	return end < at && start < end && pointers[strings.ToLower(text[start:end])]
}

// hasPlural says that a word in -s may begin a term that is in the plural.
func (m *Matcher) hasPlural(word string) bool {
	return m.singulars(word, func(stem string) bool {
		h := uint64(hashSeed)
		for i := range len(stem) {
			h = hashByte(h, lower[stem[i]])
		}
		return m.index.has(h)
	})
}

// plural takes the last word for a plural, if the term that it would then end
// may be one.
func (w *walk) plural(s span, mark int) {
	if !pointed(w.text, w.words[0].start) {
		return
	}
	before := w.best
	w.m.singulars(w.text[s.start:s.end], func(stem string) bool {
		w.words[w.n-1] = span{s.start, s.start + len(stem)}
		w.key = appendFold(w.key[:mark], stem)
		w.inPlural = true
		w.look(hashBytes(w.hash, w.key[mark:]), s.end)
		w.inPlural = false
		return w.best != before
	})
	w.words[w.n-1] = s
}

// mayBePlural says that an entry may be meant in the plural: a surname, or a
// place that is no acronym.
func (e *entry) mayBePlural() bool {
	last := need(e.needs >> (2 * (e.words - 1)) & 3)
	return !e.given && last == capital && (e.concept.Kind == Person || e.concept.Kind == Place)
}

// pluralOf is the canonical spelling with the ending of a plural: the one that
// was seen, where it fits.
func pluralOf(canonical, seen, ending string) string {
	if canonical == seen || hisses(canonical) == (len(ending) == 2) {
		return canonical + ending
	}
	if hisses(canonical) {
		return canonical + "es"
	}
	return canonical + "s"
}
