package pipeline

import (
	"strings"
	"unicode"

	"targman/pipeline/bitext"
)

// words is the text of a string of an interface without what stands around it,
// such as an icon.
func words(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, bitext.Object, ""))
}

// replaceWords puts other words into the content and leaves what stands around
// them, such as an icon before or a colon after. It fails when there is a code
// between the words, which would have no place.
func replaceWords(c bitext.Content, text string) (bitext.Content, bool) {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	start, end := strings.IndexFunc(c.Text, letter), strings.LastIndexFunc(c.Text, letter)
	if start < 0 {
		return c, false
	}
	end += len(string([]rune(c.Text[end:])[:1]))
	out := bitext.Content{Text: c.Text[:start] + text + c.Text[end:]}
	for _, k := range c.Codes {
		switch {
		case k.At >= end:
			k.At += len(text) - (end - start)
		case k.At > start:
			return c, false
		}
		out.Codes = append(out.Codes, k)
	}
	return out, true
}
