package en

import (
	"strings"

	"targman/pipeline/lang"
)

// splitter makes the sentence splitter. The function it returns may be used
// from several goroutines.
func splitter(c lang.Custom) (func(string) []int, error) {
	lex, err := newLexicon(c)
	if err != nil {
		return nil, err
	}
	return func(text string) []int {
		s := scan{lex: lex, text: text}
		s.lines()
		return s.breaks
	}, nil
}

// scan finds the breaks of one text: lines, in them the items of a list, in
// those the sentences.
type scan struct {
	lex  *lexicon
	text string
	// from is where the sentence at hand begins, after its gap.
	from   int
	breaks []int
}

// lines goes through the text line by line: "\n" always ends a sentence.
func (s *scan) lines() {
	for start := 0; start < len(s.text); {
		end := len(s.text)
		if n := strings.IndexByte(s.text[start:], '\n'); n >= 0 {
			end = start + n
		}
		s.begin(start)
		s.items(start, end)
		start = end + 1
	}
}

// items goes through the items of a list that stands in one line; most lines
// are a single one.
func (s *scan) items(start, end int) {
	for start < end {
		next := nextItem(s.text[:end], start)
		s.begin(start)
		s.sentences(start, next)
		start = next
	}
}

// sentences looks at every mark between start and end.
func (s *scan) sentences(start, end int) {
	for i := start; i < end; {
		if !marking[s.text[i]] {
			i++
			continue
		}
		n := markLen(s.text[i:])
		if n == 0 || s.inside(i) {
			i += max(n, 1)
			continue
		}
		at := s.lex.look(s.text, s.from, i, end)
		if at.next < end && at.ends() {
			s.begin(at.next)
		}
		i = at.end
	}
}

// marking are the first bytes of marks.
var marking = [256]bool{'.': true, '!': true, '?': true, 0xE2: true}

// inside says that the mark at i is a full stop with a small letter or a digit
// right after it, which needs no look: the rule "unspaced" in short.
func (s *scan) inside(i int) bool {
	if s.text[i] != '.' || i+1 == len(s.text) {
		return false
	}
	c := rune(s.text[i+1])
	return 'a' <= c && c <= 'z' || isDigit(c)
}

// begin starts a sentence at i or after the gap there. The gap belongs to the
// sentence before it, and the first sentence begins with the text.
func (s *scan) begin(i int) {
	i = skip(s.text, i, isGap)
	if i < len(s.text) && skip(s.text[:i], s.from, isGap) < i {
		s.breaks = append(s.breaks, i)
	}
	s.from = i
}
