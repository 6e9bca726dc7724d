package backend

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// merged finds an answer to two neighbours in one: the neighbour has no words of
// its own, or words that stand in this answer, too, and this answer is longer
// than its own source and half of the neighbour's, which one translation seldom
// is and two together always are. A good answer that looks so is asked for alone
// and passes then.
func (g *gatekeeper) merged(s Segment, text string) string {
	if len(g.segments) < 2 {
		return ""
	}
	g.index()
	at := g.at[s.ID]
	for _, n := range []int{at - 1, at + 1} {
		if n >= 0 && n < len(g.segments) && g.holds(s, text, g.segments[n]) {
			return "the answer looks like those to two segments in one"
		}
	}
	return ""
}

// holds says that the answer to s looks like one to s and the other segment.
func (g *gatekeeper) holds(s Segment, text string, other Segment) bool {
	own, its := utf8.RuneCountInString(s.Text), utf8.RuneCountInString(other.Text)
	if 2*utf8.RuneCountInString(text) <= 2*own+its || !strings.ContainsFunc(other.Text, unicode.IsLetter) {
		return false
	}
	return !strings.Contains(s.Text, other.Text) && strings.Contains(letters(text), letters(g.answers[other.ID]))
}
