package backend

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// closeUp takes out the blanks that an engine has put between a placeholder and
// what it belongs to: behind one that opens, such as the start of a link, and
// before one that closes, where the source has none there. A blank that parts two
// words stays, for without it they would be one.
func closeUp(source, answer string) string {
	if !strings.Contains(answer, opening) {
		return answer
	}
	for _, p := range placeholder.FindAllString(source, -1) {
		before, after, _ := strings.Cut(source, p)
		left, right, once := strings.Cut(answer, p)
		if !once || strings.Contains(right, p) {
			continue // the gate says so
		}
		switch tight := after != "" && !startsBlank(after); {
		case tight && opensAfter(before) && opensAfter(left):
			right = strings.TrimLeftFunc(right, unicode.IsSpace)
		case before != "" && !endsBlank(before) && closesBefore(after) && closesBefore(right):
			left = strings.TrimRightFunc(left, unicode.IsSpace)
		}
		if startsClosing(after) && startsClosing(strings.TrimLeftFunc(right, unicode.IsSpace)) {
			right = strings.TrimLeftFunc(right, unicode.IsSpace)
		}
		answer = left + p + right
	}
	return answer
}

func endsBlank(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsSpace(r)
}

func startsBlank(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsSpace(r)
}

// opensAfter says that what follows the text begins a word anyway.
func opensAfter(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return text == "" || unicode.IsSpace(r) || unicode.In(r, unicode.Ps, unicode.Pi)
}

// closesBefore says that what stands before the text ends a word anyway.
func closesBefore(text string) bool { return text == "" || startsBlank(text) || startsClosing(text) }

// startsClosing says that the text begins with a mark that stands at the end of a
// word: a full stop, a comma, a bracket or quote that closes, in any script. An
// opening bracket, a dash and a placeholder do not.
func startsClosing(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.In(r, unicode.Po, unicode.Pe, unicode.Pf) && !strings.HasPrefix(text, closing)
}
