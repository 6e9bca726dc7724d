package hy

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// suggestions is how many spellings a person is shown.
	suggestions = 3
	// longestName bounds a name, in bytes.
	longestName = 400
	// mostParts bounds the parts of a name.
	mostParts = 24
)

// suggest is lang.Pack.Suggest. The hints are en, tr, tr-ascii (Turkish
// without its diacritics), ru (Russian in Latin letters), ru-Cyrl and und;
// another language counts as und, and so does none. Cyrillic letters make it
// ru-Cyrl. Spellings are for a person to choose from: practice is divided, and
// names that are long established follow no rule.
func suggest(name, hint string) []string {
	if len(name) > longestName || !utf8.ValidString(name) {
		return nil
	}
	name = norm.NFC.String(strings.TrimSpace(name))
	s := spellerFor(name, hint)
	whole, words := []spelling{{}}, 0
	for _, part := range nameParts(name) {
		options := []spelling{{text: part.text}}
		if part.word {
			options = s.spell(part.text)
			words++
		}
		whole = combined(whole, options, suggestions)
	}
	if words == 0 || words > mostParts {
		return nil
	}
	var out []string
	for _, w := range whole {
		out = append(out, w.text)
	}
	return out
}

// namePart is a word of a name or what stands between two.
type namePart struct {
	text string
	word bool
}

// nameParts cuts a name into its words and what is between them. An apostrophe
// parts words before a capital only (O'Brien, but not Solov'ev).
func nameParts(name string) []namePart {
	var out []namePart
	letters := []rune(name)
	start := 0
	inWord := func(i int) bool {
		if r := letters[i]; r != '\'' && r != '’' {
			return unicode.IsLetter(r) || unicode.IsMark(r)
		}
		return i > 0 && i+1 < len(letters) && unicode.IsLetter(letters[i-1]) && unicode.IsLower(letters[i+1])
	}
	for i := range letters {
		if end := i + 1; end == len(letters) || inWord(i) != inWord(end) {
			out = append(out, namePart{string(letters[start:end]), inWord(i)})
			start = end
		}
	}
	return out
}

// spelling is a way to write something and what it costs: 0 for the best, and
// the rank of every worse choice in it.
type spelling struct {
	text string
	cost int
}

// combined puts options behind every spelling and keeps the n cheapest. Of
// those that cost the same, the one that differs earlier in the word comes
// first: practice is divided most over its beginning.
func combined(before, options []spelling, n int) []spelling {
	out := make([]spelling, 0, len(before)*len(options))
	for _, o := range options {
		for _, b := range before {
			out = append(out, spelling{b.text + o.text, b.cost + o.cost})
		}
	}
	return cheapest(out, n)
}

// cheapest keeps the n cheapest of different spellings, in their order.
func cheapest(all []spelling, n int) []spelling {
	slices.SortStableFunc(all, func(a, b spelling) int { return cmp.Compare(a.cost, b.cost) })
	var out []spelling
	for _, s := range all {
		same := func(o spelling) bool { return o.text == s.text }
		if len(out) < n && !slices.ContainsFunc(out, same) {
			out = append(out, s)
		}
	}
	return out
}

// spell gives the spellings of one word, the best first.
func (s *speller) spell(word string) []spelling {
	plain := s.table.plain(word)
	options := slices.Clone(s.names[plain])
	for _, o := range s.table.spell(plain) {
		o.text = s.table.finished(o.text)
		o.cost += len(s.names[plain])
		options = append(options, o)
	}
	options = cheapest(options, suggestions)
	first, _ := utf8.DecodeRuneInString(word)
	for i := range options {
		options[i].text = strings.ToLower(options[i].text)
		if unicode.IsUpper(first) {
			options[i].text = Title(options[i].text)
		}
	}
	return slices.DeleteFunc(options, func(o spelling) bool { return o.text == "" })
}
