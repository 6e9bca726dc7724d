package split

import (
	"slices"

	"golang.org/x/text/unicode/norm"

	"targman/pipeline/bitext"
)

// Normal is the content in Unicode normalisation form C
// (https://www.unicode.org/reports/tr15/), its codes moved along. A code
// between a letter and its accent stands after the letter they become.
func Normal(c bitext.Content) bitext.Content {
	out := bitext.Content{Text: c.Text, Codes: slices.Clone(c.Codes)}
	if norm.NFC.IsNormalString(c.Text) {
		return out
	}
	text := make([]byte, 0, len(c.Text))
	var it norm.Iter
	it.InitString(norm.NFC, c.Text)
	next := 0
	for !it.Done() {
		from, to := it.Pos(), len(text)
		text = append(text, it.Next()...)
		same := string(text[to:]) == c.Text[from:it.Pos()]
		for ; next < len(out.Codes) && out.Codes[next].At < it.Pos(); next++ {
			if at := &out.Codes[next].At; same || *at == from {
				*at += to - from
			} else {
				*at = len(text)
			}
		}
	}
	for ; next < len(out.Codes); next++ {
		out.Codes[next].At = len(text)
	}
	out.Text = string(text)
	return out
}
