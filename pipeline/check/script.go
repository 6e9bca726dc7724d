package check

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
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
	run: func(p *pair) string {
		if p.target.pack.Letters == nil {
			return ""
		}
		own, all := p.letters(p.target.text)
		if few(own, all) && strings.Contains(p.target.text, "://") {
			own, all = p.letters(address.ReplaceAllLiteralString(p.target.text, ""))
		}
		if !few(own, all) {
			return ""
		}
		return fmt.Sprintf("only %d of %d letters are of the script of %q", own, all, p.target.pack.Tag)
	},
}

var address = regexp.MustCompile(`[a-z]+://[^\s<>"]+`)

func few(own, all int) bool {
	return all >= scriptLetters && float64(own) < scriptShare*float64(all)
}

// letters counts the letters of the target's own script, and all; the words of
// names that were kept do not count.
func (p *pair) letters(text string) (own, all int) {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) || unicode.Is(unicode.Lm, r) }) {
		first, _ := utf8.DecodeRuneInString(word)
		switch {
		case unicode.Is(p.target.pack.Letters, first):
			own += utf8.RuneCountInString(word)
		case unicode.IsUpper(first) && strings.Contains(p.source.text, word):
			continue
		}
		all += utf8.RuneCountInString(word)
	}
	return own, all
}
