package hy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// translit is the rules of one language, by the first letter of their pattern,
// the longest pattern first.
type translit struct {
	rules map[rune][]translitRule
	// letters are those that the patterns know.
	letters map[rune]bool
	// single: doubled consonants become one. turkish: I is ı in small letters.
	single, turkish bool
}

func newTranslit(rules []translitRule) *translit {
	t := &translit{rules: map[rune][]translitRule{}, letters: map[rune]bool{}}
	for _, r := range rules {
		first, _ := utf8.DecodeRuneInString(r.pattern)
		t.rules[first] = append(t.rules[first], r)
		for _, letter := range r.pattern {
			t.letters[letter] = true
		}
	}
	for _, list := range t.rules {
		slices.SortStableFunc(list, func(a, b translitRule) int {
			return utf8.RuneCountInString(b.pattern) - utf8.RuneCountInString(a.pattern)
		})
	}
	return t
}

// beam is how many spellings are kept while a word is gone through.
const beam = 24

// spell gives spellings of a plain word. A letter that no rule knows is passed
// over; a word without any that one knows has no spelling.
func (t *translit) spell(plain string) []spelling {
	out := []spelling{{}}
	for i := 0; i < len(plain); {
		r, n := utf8.DecodeRuneInString(plain[i:])
		if rule := t.at(plain, i, r); rule != nil {
			var options []spelling
			for rank, o := range rule.out {
				options = append(options, spelling{o, rank})
			}
			out, n = combined(out, options, beam), len(rule.pattern)
		}
		i += n
	}
	return out
}

// at is the rule for the place i of a word, where r stands.
func (t *translit) at(word string, i int, r rune) *translitRule {
	for k := range t.rules[r] {
		rule := &t.rules[r][k]
		end := i + len(rule.pattern)
		if strings.HasPrefix(word[i:], rule.pattern) &&
			(rule.left == nil || rule.left.MatchString(word[:i])) &&
			(rule.right == nil || rule.right.MatchString(word[end:])) {
			return rule
		}
	}
	return nil
}

// plain is a word in small letters, without the diacritics and letters that
// the rules do not know.
func (t *translit) plain(word string) string {
	if t.turkish {
		word = strings.ToLowerSpecial(unicode.TurkishCase, word)
	}
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFC.String(word)) {
		if t.letters[r] {
			b.WriteRune(r)
			continue
		}
		for _, bare := range norm.NFD.String(letterNames.Replace(string(r))) {
			if unicode.IsLetter(bare) {
				b.WriteRune(bare)
			}
		}
	}
	return b.String()
}

// letterNames are letters that have no decomposition.
var letterNames = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th",
	"ı", "i", "ə", "a", "ŋ", "ng")

// finished is a spelling as it is written: և, and single letters for doubled
// ones.
func (t *translit) finished(s string) string {
	s = strings.ReplaceAll(s, "եվ", "և")
	if !t.single {
		return s
	}
	var b strings.Builder
	var last rune
	for _, r := range s {
		if r != last || isVowel(r) {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}
