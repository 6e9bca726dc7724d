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
	run: func(p *pair) string {
		if !strings.EqualFold(strings.TrimSpace(p.target.text), strings.TrimSpace(p.source.text)) || !foreign(p.Unit, p.target.pack) {
			return ""
		}
		return "the target is the same as the source"
	},
}

// foreign says that the source has letters that the target language does not
// use, outside of names that are to be kept.
func foreign(u *bitext.Unit, target *lang.Pack) bool {
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
