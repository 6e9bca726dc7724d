package check

import (
	"strings"
	"unicode"
)

var romans = []struct {
	value int
	sign  string
}{
	{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"},
	{9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
}

// roman spells a number from 1 to 3999.
func roman(n int) string {
	var b strings.Builder
	for _, r := range romans {
		for n >= r.value {
			b.WriteString(r.sign)
			n -= r.value
		}
	}
	return b.String()
}

// hasRoman says that the number stands in the text as a Roman numeral: of a
// century, a pope, a world war.
func hasRoman(text string, n int) bool {
	want := roman(n)
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if word == want {
			return true
		}
	}
	return false
}
