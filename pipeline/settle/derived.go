package settle

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// derived finds words made of a name that is not in the target: "Turkey's
// press" is well translated by an adjective. Such a word is never repaired.
// Where the source has a word of its own that begins like the name ("Turkey
// and the Turkish army"), that one is what it translates.
func (v *survey) derived() {
	if v.pack.Derived == nil {
		return
	}
	for _, w := range v.wants {
		if v.has[w.at] > 0 {
			continue
		}
		free := 0
		for _, s := range w.accepted {
			for _, f := range v.pack.Derived(v.target.Text, s.Entry) {
				if span := (bitext.Span{Start: f.Start, End: f.End}); !v.taken(span) && !v.inLonger(w, span) {
					v.cover(span)
					free++
				}
			}
		}
		w.derived = free > 0 && free > v.siblings(w)
	}
}

// inLonger says that the span lies in a place of more words that may be the
// want misspelled: the first word of a union that is called European.
func (v *survey) inLonger(w *want, span bitext.Span) bool {
	return v.pack.Near != nil && slices.ContainsFunc(v.suspects(w), func(s suspect) bool {
		return s.Start <= span.Start && span.End <= s.End && s.Len() > span.Len()
	})
}

// alike is how many first letters tell that two words are of one name.
const alike = 4

// siblings counts the words of the source outside its names that begin like
// the want.
func (v *survey) siblings(w *want) int {
	head := []rune(strings.ToLower(w.source))
	if len(head) < alike {
		return 0
	}
	text := []byte(v.unit.Source.Text)
	for _, t := range v.unit.Terms {
		if t.Span.Start < 0 || t.Span.End > len(text) {
			continue
		}
		for i := t.Span.Start; i < t.Span.End; i++ {
			text[i] = ' '
		}
	}
	n := 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(string(text)), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(word) >= alike && strings.HasPrefix(word, string(head[:alike])) {
			n++
		}
	}
	return n
}
