package protect

import (
	"regexp"
	"strings"
	"unicode"

	"targman/pipeline/bitext"
)

// address is a web or mail address in running text. The scheme follows RFC
// 3986 section 3.1, narrowed to what stands in articles.
var address = regexp.MustCompile(`(?i)\b(?:https?|ftp)://[^\s<>"«»“”⟦⟧\x{FFFC}]+|\bwww\.[^\s<>"«»“”⟦⟧\x{FFFC}]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+`)

// suspicious says that the text may hold something to hide; it is cheap and
// errs on the side of yes.
func suspicious(s string) bool {
	return strings.ContainsAny(s, "@⟦⟧"+bitext.Object) || strings.Contains(s, "://") ||
		strings.Contains(s, "www.") || strings.Contains(s, "WWW.")
}

// literals finds what is hidden as it stands, from left to right. It looks at
// the text once, however much there is to hide.
type literals struct {
	text string
	// at is how far the text has been taken, bracket where the next bracket or
	// Object stands from there, len(text) where none does.
	at, bracket int
	// addresses are the places of those that have not been passed.
	addresses [][]int
}

func literalsOf(s string) literals {
	l := literals{text: s, bracket: len(s)}
	if suspicious(s) {
		l.bracket = -1
		l.addresses = address.FindAllStringIndex(s, -1)
	}
	return l
}

// next returns the text before the next literal, and the literal; that is empty
// where there is none any more.
func (l *literals) next() (before, literal string) {
	if l.bracket < l.at {
		l.bracket = len(l.text)
		if i := strings.IndexAny(l.text[l.at:], open+close+bitext.Object); i >= 0 {
			l.bracket = l.at + i
		}
	}
	for len(l.addresses) > 0 && l.addresses[0][0] < l.at {
		l.addresses = l.addresses[1:]
	}
	start, end := l.bracket, min(l.bracket+len(open), len(l.text))
	if len(l.addresses) > 0 && l.addresses[0][0] < start {
		start = l.addresses[0][0]
		end = start + len(trimAddress(l.text[start:l.addresses[0][1]]))
	}
	before, literal, l.at = l.text[l.at:start], l.text[start:end], end
	return before, literal
}

// closing says that a rune at the end of an address belongs to the sentence:
// punctuation of any script, but for what addresses themselves end with.
func closing(r rune) bool {
	return unicode.IsPunct(r) && !strings.ContainsRune("/-_%&#@*)", r)
}

// trimAddress leaves out the punctuation that closes the sentence or the
// bracket around an address.
func trimAddress(s string) string {
	for {
		t := strings.TrimRightFunc(s, closing)
		if strings.HasSuffix(t, ")") && strings.Count(t, "(") < strings.Count(t, ")") {
			t = t[:len(t)-1]
		}
		if t == s {
			return s
		}
		s = t
	}
}
