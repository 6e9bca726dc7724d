package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

// scriptShare is the least share of letters in the target's own script. Human
// English-Armenian pairs (FLORES dev) are above 0.89 in all but 1 of 200.
const scriptShare = 0.75

// scriptLetters is the length in letters under which a share says nothing: a
// short segment may be a name in Latin letters and little else.
const scriptLetters = 20

var script = Check{
	ID:       "script",
	MQM:      "accuracy/untranslated",
	Severity: bitext.Warn,
	About:    "Too few letters of the target are of the target language's script.",
	Run: func(u *bitext.Unit, target lang.Pack) string {
		if target.Letters == nil {
			return ""
		}
		var own, all int
		for word := range strings.FieldsFuncSeq(u.Target.Text, func(r rune) bool { return !unicode.IsLetter(r) }) {
			first, _ := utf8.DecodeRuneInString(word)
			switch {
			case unicode.Is(target.Letters, first):
				own += utf8.RuneCountInString(word)
			case unicode.IsUpper(first) && strings.Contains(u.Source.Text, word):
				continue // a name that was kept
			}
			all += utf8.RuneCountInString(word)
		}
		if all < scriptLetters || float64(own) >= scriptShare*float64(all) {
			return ""
		}
		return fmt.Sprintf("only %d of %d letters are of the script of %q", own, all, target.Tag)
	},
}
