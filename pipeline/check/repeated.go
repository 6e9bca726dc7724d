package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// repeatedLeast is the length in characters under which the same target says
// nothing: short answers are alike.
const repeatedLeast = 20

// repeatedShare is the share of words in common above which two sources may well
// have one translation: "he" and "she" are one word in some languages.
const repeatedShare = 0.5

var repeated = Check{
	ID:       "repeated",
	MQM:      "accuracy/mistranslation",
	Severity: bitext.Warn,
	About:    "Two quite different sources have the same target.",
	runAll: func(d *document) {
		first := map[string]int{}
		for i, u := range d.units {
			text := strings.TrimSpace(u.Target.Text)
			if utf8.RuneCountInString(text) < repeatedLeast {
				continue
			}
			k, seen := first[text]
			if !seen {
				first[text] = i
				continue
			}
			if inCommon(d.units[k].Source.Text, u.Source.Text) < repeatedShare {
				d.find(i, fmt.Sprintf("%s has the same target, and its source is %q", place(d.units[k]), excerpt(d.units[k].Source.Text)))
			}
		}
	},
}

// place is what a unit is called in a message.
func place(u *bitext.Unit) string {
	if u.ID == "" {
		return "another segment"
	}
	return "segment " + u.ID
}

// excerpt is the beginning of a text.
func excerpt(text string) string {
	const most = 60
	for i := range text {
		if i >= most {
			return text[:i] + "…"
		}
	}
	return text
}

// inCommon is the share of the words that both texts have.
func inCommon(a, b string) float64 {
	words := map[string]int{}
	all, both := 0, 0
	for w := range wordsOf(a) {
		words[w]++
		all++
	}
	for w := range wordsOf(b) {
		all++
		if words[w] > 0 {
			words[w]--
			both += 2
		}
	}
	return float64(both) / float64(max(all, 1))
}

func wordsOf(text string) func(func(string) bool) {
	return strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
