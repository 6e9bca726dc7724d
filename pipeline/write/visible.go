package write

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// glyph is a stretch of text as a page shows it: as it is, or in a box that
// names a character which does not show or which moves the letters around it.
type glyph struct {
	Text string
	Box  string
}

// blanks are characters that are letters or marks to Unicode and nothing to
// the eye.
var blanks = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x034F, Hi: 0x034F, Stride: 1}, // combining grapheme joiner
		{Lo: 0x115F, Hi: 0x1160, Stride: 1}, // Hangul fillers
		{Lo: 0x17B4, Hi: 0x17B5, Stride: 1}, // Khmer inherent vowels
		{Lo: 0x2800, Hi: 0x2800, Stride: 1}, // Braille blank
		{Lo: 0x3164, Hi: 0x3164, Stride: 1}, // Hangul filler
		{Lo: 0xFFA0, Hi: 0xFFA0, Stride: 1}, // half-width Hangul filler
	},
}

// hidden says that a reader cannot see r. See "Trojan Source",
// https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing, for why
// that matters.
func hidden(r rune) bool {
	switch {
	case r < 0x7F:
		return r < ' ' && r != '\n' && r != '\t'
	case r < 0x0600: // saves most alphabets five look-ups a letter
		return r < 0xA0 || r == 0xAD || r == 0x034F
	}
	return unicode.In(r, unicode.Cf, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Co, unicode.Noncharacter_Code_Point, blanks)
}

// mostBoxes is how many boxes stand in a row; the rest of a flood is counted.
const mostBoxes = 8

// glyphs cuts text at the characters that do not show. One that stands several
// times in a row is one box.
func glyphs(out []glyph, text string) []glyph {
	plain, row, n := 0, 0, 0
	var last rune
	for i, r := range text {
		if !hidden(r) {
			continue
		}
		if i > plain {
			out = append(out, glyph{Text: text[plain:i]})
			row = 0
		}
		plain = i + utf8.RuneLen(r)
		switch {
		case row > 0 && row <= mostBoxes && r == last:
			n++
			out[len(out)-1].Box = fmt.Sprintf("U+%04X × %d", r, n)
		case row < mostBoxes:
			out = append(out, glyph{Box: fmt.Sprintf("U+%04X", r)})
			row, last, n = row+1, r, 1
		case row == mostBoxes:
			out = append(out, glyph{Box: "+ 1"})
			row, n = row+1, 1
		default:
			n++
			out[len(out)-1].Box = fmt.Sprintf("+ %d", n)
		}
	}
	if plain < len(text) {
		out = append(out, glyph{Text: text[plain:]})
	}
	return out
}
