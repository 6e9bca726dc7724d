package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// Limits of a segment. What is beyond them is no sentence of any language, no
// engine would take it, and some checks look at everything in a segment against
// everything else in it; so it is cut.
const (
	// maxBytes is the greatest length of a segment.
	maxBytes = 5_000
	// maxCodes is how many inline codes make a segment long. Codes that no text
	// parts stay together.
	maxCodes = 200
)

// bound adds starts where a sentence is beyond the limits. The codes are those
// of the text, ascending, as the starts are.
func bound(text string, codes []bitext.Code, starts []int) []int {
	if len(text) <= maxBytes && len(codes) <= maxCodes {
		return starts
	}
	out := make([]int, 0, len(starts)+len(text)/maxBytes)
	for from, to := range pieces(text, starts) {
		for {
			for len(codes) > 0 && codes[0].At < from {
				codes = codes[1:]
			}
			at := place(text, from, filled(codes, from, to))
			if at >= to {
				break
			}
			out, from = append(out, at), at
		}
		if to < len(text) {
			out = append(out, to)
		}
	}
	return out
}

// filled is where a segment that begins at from is full, at most to. The codes
// begin with the first one of it.
func filled(codes []bitext.Code, from, to int) int {
	end := min(to, from+maxBytes)
	for _, c := range codes[min(len(codes), maxCodes):] {
		if c.At > from {
			return min(end, c.At)
		}
	}
	return end
}

// place is the best place for a cut not after end: behind a blank in the second
// half, else before a letter with all its marks, else where it must be.
func place(text string, from, end int) int {
	if end >= len(text) {
		return end
	}
	half := from + (end-from)/2
	if i := strings.LastIndexFunc(text[half:end], unicode.IsSpace); i >= 0 {
		_, n := utf8.DecodeRuneInString(text[half+i:])
		return half + i + n
	}
	at := end
	for at > from && !utf8.RuneStart(text[at]) {
		at--
	}
	for back := at; back > half; {
		r, _ := utf8.DecodeRuneInString(text[back:])
		if !unicode.Is(unicode.M, r) {
			return back
		}
		_, n := utf8.DecodeLastRuneInString(text[:back])
		back -= n
	}
	return at
}
