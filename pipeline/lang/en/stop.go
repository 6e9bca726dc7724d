package en

import (
	"strings"
	"unicode/utf8"
)

// stop is a place where a sentence may end and what stands around it. All
// positions are byte offsets into text.
type stop struct {
	lex  *lexicon
	text string
	// from is where the sentence at hand begins, line the end of its line.
	from, line int
	// mark is where the marks begin, end where they end, and closed where the
	// quotes, brackets and footnote marks after them end.
	mark, end, closed int
	// word is what the marks follow, without them: "U.S" before "U.S.".
	word string
	// next is the first character after the gap; it equals closed where there
	// is no gap.
	next int
	// lead is the first character after opening quotes and brackets, after
	// that character itself, and follow the word that begins there.
	lead   int
	after  rune
	follow string
}

// farthest is how far a rule looks from a stop, in bytes. Without a bound a
// hostile text would take quadratic time.
const farthest = 100

// look gathers what stands around the marks that begin at mark. line is the
// end of the line, where every sentence ends anyhow.
func (l *lexicon) look(text string, from, mark, line int) stop {
	s := stop{lex: l, text: text[:line], from: from, line: line, mark: mark}
	s.end = marksEnd(s.text, mark)
	s.closed, s.next = closeEnd(s.text, s.end)
	near := max(from, mark-farthest)
	s.word = s.text[near+back(s.text[near:mark], mark-near, inToken) : mark]
	s.lead = skip(s.text, s.next, isOpener)
	s.after, _ = utf8.DecodeRuneInString(s.text[s.lead:])
	s.follow = s.text[s.lead:skip(s.text, s.lead, isWord)]
	return s
}

// inToken says that r may be part of a word with stops within it.
func inToken(r rune) bool {
	return isWord(r) || r == '.' || r == '\'' || r == '’' || r == '°' || r == '§'
}

// marksEnd is the end of the run of marks at i; the points of an ellipsis may
// be spaced (". . ."). A stop at the end of a word and an ellipsis after a
// space are two runs.
func marksEnd(text string, i int) int {
	attached := i > 0 && text[i-1] != ' '
	for first := true; ; first = false {
		n := markLen(text[i:])
		i += n
		if markLen(text[i:]) > 0 {
			continue
		}
		dot := skip(text, i, isGap)
		if dot == i || !loneDot(text[dot:]) || first && attached && points(text[dot:]) {
			return i
		}
		i = dot
	}
}

// points says that text begins with an ellipsis.
func points(text string) bool {
	return strings.HasPrefix(text, "...") || strings.HasPrefix(text, ". . .") || strings.HasPrefix(text, "…")
}

// loneDot says that text begins with a full stop that no word follows, unlike
// ".NET" and ".5".
func loneDot(text string) bool {
	if !strings.HasPrefix(text, ".") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[1:])
	return len(text) == 1 || !isWord(r)
}

// closeEnd is the end of what closes the sentence after its marks at i, and
// of the gap after that.
func closeEnd(text string, i int) (closed, next int) {
	for {
		closed = skip(text, i, func(r rune) bool { return isQuote(r) || isCloser(r) || isNote(r) })
		closed += noteLen(text[closed:])
		next = skip(text, closed, isGap)
		if closed == i {
			i = lateCloser(text, next)
			if i == next {
				return closed, next
			}
			continue
		}
		i = closed
	}
}

// lateCloser is the end of a closing mark at i, after a gap: "end. ) Next" or
// "end. [2] Next". It is i where there is none, or where the mark opens the
// next word.
func lateCloser(text string, i int) int {
	if strings.HasPrefix(text[i:], "[") {
		return i + noteLen(text[i:])
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	if !isCloser(r) {
		return i
	}
	if after, _ := utf8.DecodeRuneInString(text[i+n:]); i+n < len(text) && isWord(after) {
		return i
	}
	return i + n
}

// noteLen is the length of the footnote mark at the start of text: an inline
// object, or a number in square brackets; 0 where a word goes on instead.
func noteLen(text string) int {
	n := 0
	switch {
	case strings.HasPrefix(text, string(object)):
		n = len(string(object))
	case strings.HasPrefix(text, "["):
		digits := skip(text, 1, isDigit)
		if digits == 1 || digits > 4 || !strings.HasPrefix(text[digits:], "]") {
			return 0
		}
		n = digits + 1
	}
	if r, _ := utf8.DecodeRuneInString(text[n:]); n < len(text) && isWord(r) && r != object {
		return 0
	}
	return n
}

// marks are the marks themselves.
func (s *stop) marks() string { return s.text[s.mark:s.end] }

// stressed says that a question or an exclamation mark is among the marks.
func (s *stop) stressed() bool { return strings.ContainsAny(s.marks(), "!?‼⁇⁈⁉") }

// ellipsis says that the marks are an ellipsis and nothing else.
func (s *stop) ellipsis() bool { return !s.stressed() && s.end-s.mark > 1 }

// quoted says that a quotation mark closes after the marks.
func (s *stop) quoted() bool { return strings.ContainsFunc(s.text[s.end:s.closed], isQuote) }

// capital says that the next word begins with a capital, or has one within as
// iPhone does.
func (s *stop) capital() bool {
	return isUpper(s.after) || isLower(s.after) && strings.ContainsFunc(s.follow, isUpper)
}

// starts says that the next word is one that begins sentences; a letter with a
// stop of its own is an initial.
func (s *stop) starts() bool {
	if !s.lex.starters[s.follow] {
		return false
	}
	end := s.lead + len(s.follow)
	return len(s.follow) > 1 || end == len(s.text) || s.text[end] != '.'
}
