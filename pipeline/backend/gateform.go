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

// How long an answer may be, in characters of its source, where that has more
// than lengthFrom. In 997 sentences that people translated from English to
// Armenian (FLORES) the share is between 0.7 and 1.9
// (https://github.com/facebookresearch/flores); a short text may grow much more,
// and an answer longer than runawayFree is no short text any more.
const (
	lengthFrom  = 30
	leastShare  = 0.4
	mostShare   = 4
	runawayFree = 200
)

// formFault says what is wrong with the form of an answer. A mock may be of any
// length.
func formFault(s Segment, text string, mock bool) string {
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
	if why := wrongLength(s.Text, text); why != "" && !mock {
		return why
	}
	if want, got := placeholders(s.Text), placeholders(text); !slices.Equal(want, got) {
		return fmt.Sprintf("the answer has the placeholders %q, the source %q", got, want)
	}
	return ""
}

func wrongLength(source, text string) string {
	from, to := utf8.RuneCountInString(source), utf8.RuneCountInString(text)
	switch {
	case to > mostShare*from && (from > lengthFrom || to > runawayFree):
		return fmt.Sprintf("the answer is far too long: %d characters for %d", to, from)
	case from > lengthFrom && float64(to) < leastShare*float64(from):
		return fmt.Sprintf("the answer is far too short: %d characters for %d", to, from)
	}
	return ""
}

// invisible says that a rune has no place in a translation unless the source
// has it: controls and line breaks, marks of lost text, bidirectional controls
// (https://www.unicode.org/reports/tr9/, section 2), tags, blanks without width,
// private use and noncharacters. The joiners and direction marks that spelling
// needs are none.
func invisible(r rune) bool {
	switch {
	case r < 0xA0:
		return r < ' ' && r != '\t' || r >= 0x7F
	case r < 0x2028:
		return r == 0xAD || r == 0x200B
	case r <= 0x202E, 0x2060 <= r && r <= 0x2064, 0x2066 <= r && r <= 0x2069:
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

// markup is what engines add when they answer for a page: tags, character
// references, Markdown, links.
var markup = regexp.MustCompile("</?[A-Za-z][^<>]*>|&(?:#[0-9]+|#x[0-9A-Fa-f]+|[a-z]+);|```|`|\\*\\*|__|\\]\\(|(?i:https?://|www\\.)|^(?:#{1,6}|[-*>]) ")

// newMarkup finds markup that the source has not.
func newMarkup(s Segment, text string) string {
	for _, m := range markup.FindAllString(text, -1) {
		if !strings.Contains(s.Text, m) {
			return fmt.Sprintf("the answer has %q, which the source has not", m)
		}
	}
	return ""
}
