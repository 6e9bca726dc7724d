package check

import (
	"strings"
	"unicode/utf8"
)

// numbersIn lists the numbers of a text: digits with decimal or group
// separators between them (41.5, 30,000); a blank groups digits by threes only
// (30 000).
func numbersIn(text string) []string {
	var out []string
	for at := strings.IndexAny(text, digits); at >= 0; {
		end := at + numberLen(text[at:])
		out = append(out, text[at:end])
		next := strings.IndexAny(text[end:], digits)
		if next < 0 {
			break
		}
		at = end + next
	}
	return out
}

const digits = "0123456789"

// numberLen is the length of the number that the text begins with.
func numberLen(text string) int {
	n := digitRun(text)
	for {
		mark, size := utf8.DecodeRuneInString(text[n:])
		run := digitRun(text[n+size:])
		switch mark {
		case '.', ',':
			if run == 0 {
				return n
			}
		case ' ', '\u00A0', '\u202F':
			if run != 3 {
				return n
			}
		default:
			return n
		}
		n += size + run
	}
}

func digitRun(text string) int {
	n := 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n
}
