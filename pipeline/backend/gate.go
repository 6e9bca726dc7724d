package backend

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var placeholder = regexp.MustCompile(`⟦\s*[0-9]+\s*⟧`)

// An answer longer than runaway times its source, and than runawayFree bytes,
// is not a translation but a model that does not stop.
const (
	runaway     = 8
	runawayFree = 400
)

// fault says why an answer cannot be used, or "" when it can. It looks at form
// only; whether the words are right is for others.
func fault(s Segment, text string) string {
	switch {
	case strings.TrimSpace(text) == "":
		return "the answer is empty"
	case !utf8.ValidString(text):
		return "the answer is not valid UTF-8"
	case strings.ContainsFunc(text, unprintable):
		return "the answer has control characters"
	case len(text) > runawayFree && len(text) > runaway*len(s.Text):
		return "the answer is far too long"
	case !slices.Equal(placeholders(s.Text), placeholders(text)):
		return "the answer has not the same placeholders as the source: " + strings.Join(placeholders(s.Text), " ")
	}
	return ""
}

func unprintable(r rune) bool { return unicode.IsControl(r) && r != '\t' && r != '\n' }

// placeholders lists the placeholders of a text, sorted, without blanks.
func placeholders(text string) []string {
	if !strings.Contains(text, "⟦") {
		return nil
	}
	out := placeholder.FindAllString(text, -1)
	for i, p := range out {
		out[i] = strings.Join(strings.Fields(p), "")
	}
	slices.Sort(out)
	return out
}
