package en

import (
	"strings"
	"unicode/utf8"
)

// abbreviation decides after a word of the list.
func abbreviation(s *stop) verdict {
	switch s.lex.kinds[strings.TrimLeft(s.word, "'’.")] {
	case inner:
		return keep
	case numbering:
		return when(isDigit(s.after) || s.follow != "I" && roman(s.follow) || s.lex.times[s.follow], keep)
	case either:
		return s.eitherIf(true)
	case clock:
		zone := len(s.follow) > 1 && strings.ToUpper(s.follow) == s.follow
		if !s.capital() || zone || s.lex.times[s.follow] {
			return keep
		}
		return split
	}
	return pass
}

// eitherIf decides by the next word where the condition holds. In a headline
// every word has a capital, so that none tells.
func (s *stop) eitherIf(holds bool) verdict {
	switch {
	case !holds:
		return pass
	case s.starts() && !s.headline():
		return split
	}
	return keep
}

// letter says that the word is a single capital.
func (s *stop) letter() bool {
	r, n := utf8.DecodeRuneInString(s.word)
	return n == len(s.word) && isUpper(r)
}

// labelled says that the word before is one that counts by letters.
func (s *stop) labelled() bool {
	end := back(s.text, s.mark-len(s.word), isGap)
	return s.lex.labels[strings.ToLower(s.text[back(s.text, end, isWord):end])]
}

// acronym says that the word is single letters with stops between them.
func acronym(word string) bool {
	parts := 0
	for word != "" {
		r, n := utf8.DecodeRuneInString(word)
		rest, stopped := strings.CutPrefix(word[n:], ".")
		if !isUpper(r) && !isLower(r) || !stopped && rest != "" {
			return false
		}
		word, parts = rest, parts+1
	}
	return parts > 1
}

// vowelless says that the word begins with a capital, goes on in small letters
// and has no vowel; all of them English.
func vowelless(word string) bool {
	return len(word) > 1 && 'A' <= word[0] && word[0] <= 'Z' && !strings.ContainsRune("AEIOUY", rune(word[0])) &&
		strings.Trim(word[1:], "bcdfghjklmnpqrstvwxz") == ""
}

// headline says that there is no long word in lower case near the stop.
func (s *stop) headline() bool {
	for i := max(s.from, s.mark-farthest); i < min(len(s.text), s.mark+farthest); {
		end := skip(s.text, i, func(r rune) bool { return !isGap(r) })
		if r, _ := utf8.DecodeRuneInString(s.text[i:]); isLower(r) && end-i > 3 {
			return false
		}
		i = skip(s.text, end, isGap)
	}
	return true
}
