package split

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzSplit cuts any markup at any places.
func FuzzSplit(f *testing.F) {
	f.Add("<b>One. </b>Two <i>red</i> dogs.<x/> <img/>Three.", []byte{9, 30})
	f.Add("Erdog<x/>\u0306an. \u200b<b></b>\n</i>Cafe\u0301 &amp; bar", []byte{1, 2, 3, 4, 5})
	f.Add("<b><i></b>x</i>", []byte{0, 255})
	f.Add(" \ufeff ", []byte(nil))
	f.Fuzz(func(t *testing.T, markup string, steps []byte) {
		art := article(strings.ToValidUTF8(markup, "\uFFFD"), "One. Two.") // as the reader gives it
		conform(t, art, all(t, art, func(text string) []int {
			var out []int
			at := 0
			for _, s := range steps {
				at += int(s)
				if at < len(text) && utf8.RuneStart(text[at]) {
					out = append(out, at)
				}
			}
			return out
		}))
	})
}
