package backend

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// The brackets of a placeholder, and a whole one with the blanks that engines
// put inside.
const (
	opening = "⟦"
	closing = "⟧"
)

var placeholder = regexp.MustCompile(opening + `\s*[0-9]+\s*` + closing)

// An answer longer than runaway times its source, and than runawayFree bytes,
// is not a translation but a model that does not stop.
const (
	runaway     = 8
	runawayFree = 400
)

// fault says why an answer cannot be used, or "" when it can. It looks at form
// only; whether the words are right is for others.
func fault(s Segment, text string) string {
	if text == "" {
		return "the answer is empty"
	}
	if !utf8.ValidString(text) {
		return "the answer is not valid UTF-8"
	}
	for _, r := range text {
		if invisible(r) && !strings.ContainsRune(s.Text, r) {
			return fmt.Sprintf("the answer has %U, which the source has not", r)
		}
	}
	if len(text) > runawayFree && len(text) > runaway*len(s.Text) {
		return "the answer is far too long"
	}
	if want, got := placeholders(s.Text), placeholders(text); !slices.Equal(want, got) {
		return fmt.Sprintf("the answer has the placeholders %q, the source %q", got, want)
	}
	return ""
}

// invisible says that a rune has no place in a translation unless the source
// has it: controls and line breaks, marks of lost text, bidirectional controls
// (https://www.unicode.org/reports/tr9/, section 2), tags, private use and
// noncharacters. The joiners and direction marks that spelling needs are none.
func invisible(r rune) bool {
	switch {
	case r < 0xA0:
		return r < ' ' && r != '\t' || r >= 0x7F
	case r < 0x2028:
		return false
	case r <= 0x202E, 0x2066 <= r && r <= 0x2069:
		return true
	case r < 0xE000:
		return false
	case r <= 0xF8FF, r == 0xFEFF, 0xFFF9 <= r && r <= 0xFFFF, 0xFDD0 <= r && r <= 0xFDEF:
		return true
	}
	return r&0xFFFE == 0xFFFE || r >= 0xE0000 && (r < 0xE0100 || r > 0xE01EF)
}

// placeholders lists the placeholders of a text and what is left of broken
// ones, sorted, without blanks.
func placeholders(text string) []string {
	if !strings.Contains(text, opening) && !strings.Contains(text, closing) {
		return nil
	}
	whole := placeholder.FindAllString(text, -1)
	out := make([]string, 0, len(whole))
	for _, p := range whole {
		out = append(out, strings.Join(strings.Fields(p), ""))
	}
	for _, bracket := range []string{opening, closing} {
		for range strings.Count(text, bracket) - len(whole) {
			out = append(out, bracket)
		}
	}
	slices.Sort(out)
	return out
}
