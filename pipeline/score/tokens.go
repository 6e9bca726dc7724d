package score

import (
	"regexp"
	"strings"
)

// The rules of mteval-v13a, in their order: symbols of ASCII stand alone, full
// stops and commas too unless a digit is on that side, a hyphen after a digit.
var rules13a = []struct {
	find *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`([{-~\[-\x60 -&(-+:-@/])`), " $1 "},
	{regexp.MustCompile(`([^0-9])([.,])`), "$1 $2 "},
	{regexp.MustCompile(`([.,])([^0-9])`), " $1 $2"},
	{regexp.MustCompile(`([0-9])(-)`), "$1 $2 "},
}

// entities13a are undone before, for the sake of old test sets.
var entities13a = strings.NewReplacer("<skipped>", "", "-\n", "", "\n", " ", "&quot;", `"`, "&amp;", "&", "&lt;", "<", "&gt;", ">")

// tokens13a cuts a text into words as mteval-v13a does.
func tokens13a(text string) []string {
	text = " " + entities13a.Replace(strings.TrimRight(text, " \t\r\n")) + " "
	for _, r := range rules13a {
		text = r.find.ReplaceAllString(text, r.with)
	}
	return strings.Fields(text)
}
