package check

import (
	"fmt"
	"unicode"

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
		for _, r := range u.Target.Text {
			if !unicode.IsLetter(r) {
				continue
			}
			all++
			if unicode.Is(target.Letters, r) {
				own++
			}
		}
		if all < scriptLetters || float64(own) >= scriptShare*float64(all) {
			return ""
		}
		return fmt.Sprintf("only %d of %d letters are of the script of %q", own, all, target.Tag)
	},
}
