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

// end enters a text after which no sentence ends.
func (l *lexicon) end(text string) {
	mark := len(strings.TrimRight(text, ".!?…‼⁇⁈⁉"))
	key := text[back(text, mark, inToken):mark]
	l.ends[key] = append(l.ends[key], text)
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
