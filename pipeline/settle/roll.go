package settle

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

// roll is a list of accepted spellings with their concepts.
type roll struct {
	entries  []lang.Entry
	concepts []string
}

// enrol puts a name on the rolls. A glossary is too long to look for each of
// its names in a text, but few have a word that begins with a given letter;
// languages that change the beginnings of words would want another order.
func (s *Settler) enrol(n *name) {
	for _, a := range n.accepted {
		var done []rune
		for i, r := range a.Lemma {
			if before, _ := utf8.DecodeLastRuneInString(a.Lemma[:i]); i > 0 && unicode.IsLetter(before) {
				continue
			}
			if r = unicode.ToLower(r); slices.Contains(done, r) {
				continue
			}
			done = append(done, r)
			list := s.initials[r]
			if list == nil {
				list = &roll{}
				s.initials[r] = list
			}
			list.entries, list.concepts = append(list.entries, a.Entry), append(list.concepts, n.concept)
		}
	}
}

// stranger says that what stands at the span is a good form of a name that the
// source has not got: then it is no misspelling, whatever it sounds like.
func (v *survey) stranger(span bitext.Span) bool {
	first, _ := utf8.DecodeRuneInString(span.Of(v.target.Text))
	list := v.initials[unicode.ToLower(first)]
	if list == nil {
		return false
	}
	text, start := v.around(span)
	for _, f := range v.find(text, list.entries) {
		mine := slices.ContainsFunc(v.wants, func(w *want) bool { return w.concept == list.concepts[f.Entry] })
		if !mine && !f.Malformed && start+f.Start < span.End && span.Start < start+f.End {
			return true
		}
	}
	return false
}

// around is the text around a span, as far as a name may reach, and where it
// starts.
func (v *survey) around(s bitext.Span) (string, int) {
	const reach = 256 // bytes
	text := v.target.Text
	start, end := max(0, s.Start-reach), min(len(text), s.End+reach)
	for start > 0 && !utf8.RuneStart(text[start]) {
		start--
	}
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	return text[start:end], start
}
