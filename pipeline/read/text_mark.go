package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// bullets are the signs that begin an item of a list.
const bullets = "-*+•‣▪●◦"

// maxNumber is how many digits the number of a list item has at most; four
// would be a year.
const maxNumber = 3

// textMark gives the length of the mark with which a line begins, and the kind
// of line that it makes. A line without any letter has no mark: it is a rule
// ("* * *") or a figure.
func textMark(words string) (int, bitext.Kind) {
	n, kind := 0, bitext.Paragraph
	switch c, size := utf8.DecodeRuneInString(words); {
	case c == '>':
		n, kind = len(words)-len(strings.TrimLeft(words, "> \t")), bitext.Quote
	case strings.ContainsRune(bullets, c):
		n, kind = size, bitext.ListItem
	case '0' <= c && c <= '9':
		n, kind = numberMark(words), bitext.ListItem
	}
	if n == 0 {
		return 0, bitext.Paragraph
	}
	rest := strings.TrimLeftFunc(words[n:], unicode.IsSpace)
	spaced := kind == bitext.Quote || len(rest) < len(words)-n
	if !spaced || !strings.ContainsFunc(rest, unicode.IsLetter) {
		return 0, bitext.Paragraph
	}
	return len(words) - len(rest), kind
}

// numberMark is the length of "1." or "1)" at the start, or 0.
func numberMark(words string) int {
	n := len(words) - len(strings.TrimLeft(words, "0123456789"))
	if n > maxNumber || n == len(words) || words[n] != '.' && words[n] != ')' {
		return 0
	}
	return n + 1
}
