package hy

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/lang"
)

// splitter is lang.Pack.Splitter. It follows UAX 29
// (https://www.unicode.org/reports/tr29/#Sentence_Boundary_Rules) with what is
// Armenian about it: ':' is typed for ։, a single '.' is the mijaket and ends
// nothing, and ՞ and ՜ stand inside words and end nothing either.
func splitter(c lang.Custom) (func(string) []int, error) {
	var never []string
	for _, list := range [][]string{c.Abbreviations, c.Exceptions} {
		for _, text := range list {
			if strings.TrimSpace(text) == "" {
				return nil, fmt.Errorf("read sentence exceptions: %w",
					errors.New(`found an empty entry, expected a text such as "Yahoo!"; remove it`))
			}
			never = append(never, text)
		}
	}
	return func(text string) []int { return sentences(text, never) }, nil
}

// sentences gives the offsets at which the sentences after the first begin.
func sentences(text string, never []string) []int {
	var out []int
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		next := i + n
		switch {
		case isLineEnd(r): // SB4
			next = i + spanOf(text[i:], unicode.IsSpace)
		case isStop(r):
			e := endAt(text, i)
			if next = e.stops; !e.final() || endsWithAny(text[:e.stops], never) {
				break
			}
			next = e.next
			r = '\n'
		}
		if i = next; isLineEnd(r) && i < len(text) {
			out = append(out, i)
		}
	}
	return out
}

// sentenceEnd is a run of stops with what stands around it.
type sentenceEnd struct {
	text string
	// stops begin at start; behind them stand closing marks up to closed and
	// white space up to next. Byte offsets into text, each an end and a start.
	start, stops, closed, next int
}

func endAt(text string, start int) sentenceEnd {
	e := sentenceEnd{text: text, start: start}
	e.stops = start + spanOf(text[start:], isStop)
	e.closed = e.stops + spanOf(text[e.stops:], isCloser)
	e.next = e.closed + spanOf(text[e.closed:], unicode.IsSpace)
	return e
}

// final says that a sentence ends here.
func (e sentenceEnd) final() bool {
	before, _ := utf8.DecodeLastRuneInString(e.text[:e.start])
	after, _ := utf8.DecodeRuneInString(e.text[e.next:])
	if e.start == 0 || strings.ContainsRune(",-–—;՝", after) && e.next < len(e.text) { // SB8a
		return false
	}
	stops := e.text[e.start:e.stops]
	if strings.Contains(stops, "։") {
		inside := e.closed == e.stops && isDigit(before) && isDigit(after)
		reported := e.closed > e.stops && unicode.IsLower(after)
		return !inside && !reported
	}
	if e.next == e.closed || !unicode.IsUpper(after) && !strings.ContainsRune("«“\"(", after) {
		return false
	}
	return stops == ":" && endsSentence(before) || strings.ContainsAny(stops, "…?!") || strings.HasPrefix(stops, "...")
}

// endsSentence says that a ':' behind r is a full stop if space follows.
func endsSentence(r rune) bool {
	return isArmenian(r) || isMark(r) || isDigit(r) || isObject(r) || r == '»' || r == ')' || r == '…' || r == '⟧'
}

// isStop says that a sentence may end at r.
func isStop(r rune) bool {
	return r == '։' || r == ':' || r == '…' || r == '?' || r == '!' || r == '.'
}

// isCloser says that r may stand between a stop and the end of its sentence.
func isCloser(r rune) bool {
	return r == '»' || r == ')' || r == ']' || r == '”' || r == '"' || r == '’'
}

func isLineEnd(r rune) bool { return r == '\n' || r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029 }

// spanOf is the length in bytes of the runes that text begins with.
func spanOf(text string, of func(rune) bool) int {
	if n := strings.IndexFunc(text, func(r rune) bool { return !of(r) }); n >= 0 {
		return n
	}
	return len(text)
}

// endsWithAny says that one of the ends stands last in text as a whole word.
func endsWithAny(text string, ends []string) bool {
	for _, end := range ends {
		if before, ok := strings.CutSuffix(text, end); ok {
			r, _ := utf8.DecodeLastRuneInString(before)
			if before == "" || !isWord(r) {
				return true
			}
		}
	}
	return false
}
