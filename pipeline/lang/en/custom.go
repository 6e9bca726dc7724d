package en

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/lang"
)

// longest is the most bytes that an entry of the user's may have. A longer one
// is a sentence pasted into the wrong place.
const longest = 80

// custom adds the user's abbreviations and exceptions.
func (l *lexicon) custom(c lang.Custom) error {
	for _, a := range c.Abbreviations {
		if err := checkEntry(a, "."); err != nil {
			return fmt.Errorf("add abbreviation %q: %w", a, err)
		}
		l.end(a)
	}
	for _, e := range c.Exceptions {
		if err := checkEntry(e, ".!?…‼⁇⁈⁉"); err != nil {
			return fmt.Errorf("add sentence exception %q: %w", e, err)
		}
		l.end(e)
	}
	return nil
}

// ending is one of the user's texts and a place in it where a stop stands.
type ending struct {
	text string
	// end is the end of the marks there, a byte offset into text.
	end int
}

// end enters a text that no sentence ends inside or after.
func (l *lexicon) end(text string) {
	for i := 0; i < len(text); i++ {
		if markLen(text[i:]) == 0 {
			continue
		}
		word := text[back(text[:i], i, inToken):i]
		i = marksEnd(text, i)
		l.ends[word] = append(l.ends[word], ending{text, i})
	}
}

// checkEntry says what is wrong with an entry that ought to end in one of the
// marks.
func checkEntry(text, marks string) error {
	last, _ := utf8.DecodeLastRuneInString(text)
	switch {
	case strings.TrimSpace(text) == "":
		return errors.New("it is empty; write a text such as \"Sgt.\" or take the entry out")
	case len(text) > longest:
		return fmt.Errorf("it has %d bytes and at most %d are allowed; give only the words before the stop", len(text), longest)
	case !utf8.ValidString(text):
		return errors.New("it is not UTF-8; save the file in UTF-8")
	case strings.ContainsFunc(text, unicode.IsControl):
		return errors.New("it has a line break or another control character; write it on one line")
	case strings.TrimSpace(text) != text:
		return errors.New("it begins or ends with a space; take the space out")
	case !strings.ContainsRune(marks, last):
		return fmt.Errorf("it ends in %q and only a text that ends in one of %q could end a sentence; add the mark", last, marks)
	case strings.Trim(text, marks) == "":
		return errors.New("it is nothing but marks, which would switch them all off; add the word before them")
	}
	return nil
}
