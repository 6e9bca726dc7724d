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

// nextLiteral finds the first thing in s that is hidden as it stands. When
// there is none both offsets are len(s).
func nextLiteral(s string) (start, end int) {
	start, end = len(s), len(s)
	if !suspicious(s) {
		return start, end
	}
	if at := strings.IndexAny(s, open+close+bitext.Object); at >= 0 {
		start, end = at, at+len(open)
	}
	if m := address.FindStringIndex(s); m != nil && m[0] < start {
		start, end = m[0], m[0]+len(trimAddress(s[m[0]:m[1]]))
	}
	return start, end
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
