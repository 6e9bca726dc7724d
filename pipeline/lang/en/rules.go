package en

import (
	"strings"
	"unicode/utf8"
)

// verdict is what a rule says about a stop.
type verdict uint8

const (
	pass  verdict = iota // the rule has nothing to say
	keep                 // the sentence goes on
	split                // the sentence ends
)

// rule is one reason for which a sentence ends at a stop or goes on.
type rule struct {
	id string
	// because is the source of the rule, or the reason for it.
	because string
	decide  func(*stop) verdict
}

// rules are asked in order; the first that does not pass decides. The last
// one always does.
var rules = []rule{
	{"exception", "the user said so: lang.Custom",
		func(s *stop) verdict { return when(s.excepted(), keep) }},
	{"opening", "a number, a letter or points that begin a sentence count it or continue another: \"1. Text\", \"... and\"",
		func(s *stop) verdict { return when(s.opening(), keep) }},
	{"unspaced", "no sentence ends inside a word, a number or an address, https://www.unicode.org/reports/tr29/#SB6 and #SB7; pages that lost a space are mended where the next word starts sentences",
		unspaced},
	{"omission", "points in square brackets stand for left-out text, and the next word tells whether it had a stop",
		func(s *stop) verdict { return s.eitherIf(s.omission()) }},
	{"resumed", "an ellipsis after a stop and a space opens the next sentence: \"It rained. ... The war went on\"",
		func(s *stop) verdict { return when(s.resumed(), split) }},
	{"continued", "https://www.unicode.org/reports/tr29/#SB8a",
		func(s *stop) verdict { return when(isContinuer(s.after) || markLen(s.text[s.lead:]) > 0, keep) }},
	{"address", "an address after a sentence is a line of its own, whatever case it is written in",
		func(s *stop) verdict { return when(addressed(s.text[s.lead:]), split) }},
	{"item", "a letter that counts begins an item of a list: \"The first. b) The second\"",
		func(s *stop) verdict { return when(lettered(s.text, s.next), split) }},
	{"lower-case", "https://www.unicode.org/reports/tr29/#SB8, for question and exclamation marks too, as attributions follow them: “Really?” he asked",
		func(s *stop) verdict { return when(isLower(s.after) && !s.capital(), keep) }},
	{"attribution", "a quoted question belongs to the words that say whose it is: “Really?” Smith asked",
		func(s *stop) verdict { return when(s.attributed(), keep) }},
	{"stress", "https://www.unicode.org/reports/tr29/#SB11",
		func(s *stop) verdict { return when(s.stressed(), split) }},
	{"ellipsis", "three points before a capital end a sentence, but the capital of \"I\" says nothing",
		ellipsis},
	{"abbreviation", "the list in abbreviations.go",
		abbreviation},
	{"label", "a letter after a noun that counts by letters is no initial: vitamin C",
		func(s *stop) verdict { return when(s.letter() && s.labelled(), split) }},
	{"initial", "a single capital belongs to a name, unless a word that starts sentences follows: J. R. Smith, but \"you and I. Did\"",
		func(s *stop) verdict { return s.eitherIf(s.letter()) }},
	{"acronym", "letters with stops may end a sentence or not: U.S., D.C.",
		func(s *stop) verdict { return s.eitherIf(acronym(s.word)) }},
	{"consonants", "a capitalised word without a vowel is an abbreviation that the list lacks: Bldg., Cmdr.",
		func(s *stop) verdict { return s.eitherIf(vowelless(s.word)) }},
	{"stop", "https://www.unicode.org/reports/tr29/#SB11",
		func(*stop) verdict { return split }},
}

// ends says that the sentence ends at the stop.
func (s *stop) ends() bool {
	_, v := s.ruling()
	return v == split
}

// ruling is the rule that decides, and its verdict.
func (s *stop) ruling() (rule, verdict) {
	for _, r := range rules[:len(rules)-1] {
		if v := r.decide(s); v != pass {
			return r, v
		}
	}
	return rules[len(rules)-1], split
}

// when gives the verdict if the condition holds.
func when(holds bool, v verdict) verdict {
	if holds {
		return v
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

// unspaced decides where no gap follows the stop. Only a lost space between
// two plain words of prose is worth a break.
func unspaced(s *stop) verdict {
	if s.next > s.closed {
		return pass
	}
	end := s.lead + len(s.follow)
	spaced := skip(s.text, end, isGap) > end || strings.HasPrefix(s.text[end:], ". ")
	plain := len(s.word) > 1 && !strings.Contains(s.word, ".") && s.lex.kinds[s.word] == 0
	return max(keep, when(plain && spaced && s.starts() && !s.address(), split))
}

// address says that the stop is inside a web or mail address or a path.
func (s *stop) address() bool {
	start := back(s.text[:s.mark], s.mark, func(r rune) bool { return !isGap(r) })
	return strings.ContainsAny(s.text[start:s.mark], "/@\\=")
}

// excepted says that one of the user's texts ends at the stop.
func (s *stop) excepted() bool {
	for _, e := range s.lex.ends[s.word] {
		start := s.end - len(e)
		if start < 0 || s.text[start:s.end] != e {
			continue
		}
		if before, _ := utf8.DecodeLastRuneInString(s.text[:start]); start == 0 || !isWord(before) {
			return true
		}
	}
	return false
}

// opening says that the sentence has nothing yet but a count.
func (s *stop) opening() bool {
	head := s.text[s.from:s.mark]
	if len(head) > 12 {
		return false
	}
	head = strings.TrimLeftFunc(head, func(r rune) bool { return isOpener(r) || isBullet(r) || isGap(r) })
	return head == "" || !s.stressed() && counts(head)
}

// counts says that the text is a number of at most three digits, or of parts
// ("1.2"), a single letter, or a small roman numeral.
func counts(head string) bool {
	if end := skip(head, 0, func(r rune) bool { return isDigit(r) || r == '.' }); end == len(head) {
		return len(head) <= 3 || strings.Contains(head, ".")
	}
	r, n := utf8.DecodeRuneInString(head)
	return n == len(head) && (isLower(r) || isUpper(r)) || len(head) <= 5 && roman(head)
}

// roman says that the word is written with the letters of roman numerals that
// count things.
func roman(word string) bool {
	return word != "" && strings.Trim(word, "IVX") == "" || strings.Trim(word, "ivx") == ""
}

// omission says that the marks are an ellipsis alone in square brackets.
func (s *stop) omission() bool {
	return s.ellipsis() && strings.HasSuffix(s.text[:s.mark], "[") && strings.HasPrefix(s.text[s.end:], "]")
}

// resumed says that an ellipsis follows, and a capital after it.
func (s *stop) resumed() bool {
	if s.next == s.closed || !points(s.text[s.next:]) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text[skip(s.text, marksEnd(s.text, s.next), isGap):])
	return isUpper(r)
}

// addressed says that the text begins with a web address.
func addressed(text string) bool {
	return strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "www.")
}

// attributed says that a quoted question or exclamation is followed by a name
// of at most four words and a verb of speech.
func (s *stop) attributed() bool {
	if !s.stressed() || !s.quoted() || s.lead != s.next || s.starts() && s.follow != "I" {
		return false
	}
	i := s.lead
	for range 5 {
		end := skip(s.text, i, isWord)
		if end == i {
			return false
		}
		if s.lex.speech[s.text[i:end]] {
			return true
		}
		if r, _ := utf8.DecodeRuneInString(s.text[i:]); !isUpper(r) {
			return false
		}
		i = skip(s.text, end, func(r rune) bool { return isGap(r) || r == '.' })
	}
	return false
}

// ellipsis decides after three points.
func ellipsis(s *stop) verdict {
	switch {
	case !s.ellipsis():
		return pass
	case s.follow == "I":
		return keep
	}
	return split
}

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

// vowelless says that the word begins with a capital, goes on in lower case
// and has no vowel.
func vowelless(word string) bool {
	r, n := utf8.DecodeRuneInString(word)
	return isUpper(r) && len(word) > n && skip(word, n, isLower) == len(word) &&
		!strings.ContainsAny(strings.ToLower(word), "aeiouyáéíóúäöüåøæœ")
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
