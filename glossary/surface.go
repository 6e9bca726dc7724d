package glossary

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// surface is one way a concept may stand in text.
type surface struct {
	concept *Concept
	text    string
	// canonical is what should stand there.
	canonical string
	// given says that the given name is part of it.
	given bool
	// line is where the spelling is in the concept's file.
	line int
}

// surfaces yields every surface of a concept in the source locale: its
// spellings, and for a person each of them with every spelling and every
// initial of the given name. Canonical spellings come first.
func surfaces(c *Concept, locale string, yield func(surface)) {
	own := ownSpelling(c.Spellings, locale)
	if own == nil {
		return
	}
	own.terms(func(text, canonical string, line int) {
		yield(surface{c, text, canonical, false, line})
	})
	if c.Given == nil {
		return
	}
	given := ownSpelling(c.Given.Spellings, locale)
	if given == nil {
		return
	}
	given.terms(func(first, firstCanonical string, _ int) {
		own.terms(func(text, canonical string, line int) {
			full := c.Given.join(firstCanonical, canonical)
			yield(surface{c, c.Given.join(first, text), full, true, line})
			if c.Given.After {
				return
			}
			for _, short := range initials(first) {
				yield(surface{c, short + " " + text, full, true, line})
			}
		})
	})
}

// ownSpelling is the block for exactly this locale, or nil.
func ownSpelling(blocks []Spelling, locale string) *Spelling {
	for i := range blocks {
		if blocks[i].Locale == locale {
			return &blocks[i]
		}
	}
	return nil
}

// terms yields every spelling, what should stand instead, and its line.
func (s *Spelling) terms(yield func(text, canonical string, line int)) {
	n := 0
	each := func(text, canonical string) {
		line := 0
		if n < len(s.lines) {
			line = s.lines[n]
		}
		n++
		yield(text, canonical, line)
	}
	each(s.Canonical, s.Canonical)
	for _, t := range s.Admitted {
		each(t, t)
	}
	for _, t := range s.Variants {
		each(t, s.Canonical)
	}
}

// initials are the ways to shorten a given name: of "Recep Tayyip" they are
// "R.", "R. T.", "R.T." and "Recep T.". A hyphen counts as a space.
func initials(given string) []string {
	words := strings.FieldsFunc(given, func(r rune) bool { return isSpace(r) || isHyphen(r) })
	letters := make([]string, len(words))
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		letters[i] = string(r) + "."
	}
	if len(words) < 2 {
		return letters
	}
	rest := strings.Join(letters[1:], " ")
	return []string{letters[0], letters[0] + " " + rest, strings.Join(letters, ""), words[0] + " " + rest}
}

// appendKey appends the folded words of a term, a space between them, and what
// each asks of the case. The error says why no text can match the term.
func appendKey(dst []byte, term string, needs *[MaxTermWords]need) ([]byte, int, error) {
	i := nextWord(term, 0)
	if i != 0 || term == "" {
		return dst, 0, fmt.Errorf("does not begin with a letter or digit")
	}
	for n := 0; n < MaxTermWords; n++ {
		end := wordEnd(term, i)
		word := term[i:end]
		dst = appendFold(dst, word)
		needs[n] = needOf(word)
		if end == len(term) || end == len(term)-1 && term[end] == '.' && isShort(word) {
			return dst, n + 1, nil
		}
		next, ok := gap(term, word, end)
		if !ok {
			return dst, 0, fmt.Errorf("has %q, which no match crosses", term[end:])
		}
		dst, i = append(dst, ' '), next
	}
	return dst, 0, fmt.Errorf("has more than %d words", MaxTermWords)
}
