package write

import (
	"strings"
	"testing"
)

// TestGlyphs shows what does not show, and a flood of it in a few boxes.
func TestGlyphs(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"plain", "plain"},
		{"a\u202Eb\u202Ec", "a[U+202E]b[U+202E]c"},
		{"\u200B\u200B\u200Ba", "[U+200B × 3]a"},
		{"a\u200B\u202E\u200B", "a[U+200B][U+202E][U+200B]"},
		{strings.Repeat("\u200B\u202E", mostBoxes/2-1) + "\u200Bb", strings.Repeat("[U+200B][U+202E]", mostBoxes/2-1) + "[U+200B]b"},
		{"a" + strings.Repeat("\u200B\u202E", mostBoxes/2), "a" + strings.Repeat("[U+200B][U+202E]", mostBoxes/2)},
		{"a" + strings.Repeat("\u200B\u202E", mostBoxes/2) + "\u200Bb", "a" + strings.Repeat("[U+200B][U+202E]", mostBoxes/2) + "[+ 1]b"},
		{strings.Repeat("\u200B\u202E", 500) + "b\u00AD", strings.Repeat("[U+200B][U+202E]", 4) + "[+ 992]b[U+00AD]"},
	} {
		var got strings.Builder
		for _, g := range glyphs(nil, c.text) {
			if g.Box != "" {
				got.WriteString("[" + g.Box + "]")
			}
			got.WriteString(g.Text)
		}
		if got.String() != c.want {
			t.Errorf("%+q: got %s, want %s", c.text, got.String(), c.want)
		}
	}
}
