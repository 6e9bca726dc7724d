package read

import (
	"strings"

	"golang.org/x/net/html"
)

// htmlSpace is the white space of HTML
// (https://infra.spec.whatwg.org/#ascii-whitespace).
const htmlSpace = " \t\n\r\f"

// longestEntity bounds the name of a character reference, in bytes; the
// longest, "&CounterClockwiseContourIntegral;", has 33.
const longestEntity = 40

// decodeHTML resolves the character references in text or in the value of an
// attribute, where fewer are resolved.
func decodeHTML(s string, inAttr bool) string {
	if !strings.Contains(s, "&") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		value, n := entity(s[i:], inAttr)
		b.WriteString(s[:i])
		b.WriteString(value)
		s = s[i+n:]
	}
}

// entity resolves the character reference at the start of s, which begins with
// "&", and says how many bytes it has. An "&" that begins none stands for
// itself. The table of names is the one in x/net/html; it is asked through
// UnescapeString, which does not tell the length.
func entity(s string, inAttr bool) (value string, n int) {
	whole := entityCandidate(s)
	out := html.UnescapeString(whole)
	if len(whole) < 3 || out == whole {
		return "&", 1
	}
	// What is left of a semicolon says whether all of it was taken.
	if strings.HasPrefix(whole, "&#") || strings.HasSuffix(whole, ";") && !strings.HasSuffix(out, ";") {
		return out, len(whole)
	}
	// Some old names need no semicolon: "&notit" is "¬it".
	for n = 3; n < len(whole); n++ {
		if v := html.UnescapeString(whole[:n]); v != whole[:n] && v+whole[n:] == out {
			break
		}
	}
	open := whole[n-1] != ';'
	if inAttr && open && (n < len(whole) || strings.HasPrefix(s[n:], "=")) {
		return "&", 1
	}
	return html.UnescapeString(whole[:n]), n
}

// entityCandidate is the longest beginning of s that has the shape of a
// character reference.
func entityCandidate(s string) string {
	is, i := isAlnum, 1
	switch {
	case strings.HasPrefix(s, "&#x"), strings.HasPrefix(s, "&#X"):
		is, i = isHex, 3
	case strings.HasPrefix(s, "&#"):
		is, i = isDigit, 2
	}
	from := i
	for i < len(s) && is(s[i]) && (s[1] == '#' || i < longestEntity) {
		i++
	}
	if i > from && i < len(s) && s[i] == ';' {
		i++
	}
	return s[:i]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

func isAlnum(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'z' }
