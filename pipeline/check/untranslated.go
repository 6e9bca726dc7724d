package check

import (
	"strings"
	"unicode"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

var untranslated = Check{
	ID:       "untranslated",
	MQM:      "accuracy/untranslated",
	Severity: bitext.Error,
	About:    "The target is the source again, though the source has words to translate.",
	Run: func(u *bitext.Unit, target lang.Pack) string {
		if strings.TrimSpace(u.Target.Text) != strings.TrimSpace(u.Source.Text) || !foreign(u, target) {
			return ""
		}
		return "the target is the same as the source"
	},
}

// foreign says that the source has letters that the target language does not
// use, outside of names that are to be kept.
func foreign(u *bitext.Unit, target lang.Pack) bool {
	text := []byte(u.Source.Text)
	for _, t := range u.Terms {
		if t.Keep {
			for i := t.Span.Start; i < t.Span.End; i++ {
				text[i] = ' '
			}
		}
	}
	return strings.ContainsFunc(string(text), func(r rune) bool {
		return unicode.IsLetter(r) && (target.Letters == nil || !unicode.Is(target.Letters, r))
	})
}
