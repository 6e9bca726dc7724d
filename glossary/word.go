package glossary

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A word is a run of letters, digits and marks. '_', '@', '#' and '&' count as
// letters, so that a name inside an address, an identifier or a hashtag is not
// a word of its own. Inside a word may stand an apostrophe, an invisible
// joiner, and a full stop where it joins an acronym ("U.S.") or a file or site
// name ("news.am", "3.5"). Everything else ends a word, U+FFFC and invalid
// bytes too.

// class sorts bytes for the fast path.
var class = func() (t [256]byte) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = wide
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', strings.IndexByte("_@#&", byte(c)) >= 0:
			t[c] = plain
		case c == '.' || c == '\'':
			t[c] = joint
		}
	}
	return t
}()

const (
	gapByte = iota
	// plain bytes are word runes by themselves.
	plain
	// joint bytes may stand inside a word.
	joint
	// wide bytes are part of a longer rune.
	wide
)

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return class[r] == plain
	}
	return (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)) && !isApostrophe(r)
}

// isApostrophe also takes U+02BC and U+02BB, which Unicode counts as letters.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '\u2019', '\u2018', '\u02BC', '\u02BB':
		return true
	}
	return false
}

// isJoiner takes the soft hyphen and the invisible joiners.
func isJoiner(r rune) bool {
	switch r {
	case '\u00AD', '\u200C', '\u200D', '\u2060', '\uFEFF':
		return true
	}
	return false
}

// nextWord is the start of the first word at or after i, or len(text). A URL
// is passed over as a whole: a spelling is not to be changed inside it.
func nextWord(text string, i int) int {
	for i < len(text) {
		switch class[text[i]] {
		case plain:
			return i
		case wide:
			r, size := utf8.DecodeRuneInString(text[i:])
			if isWordRune(r) {
				return i
			}
			i += size
		default:
			if text[i] == ':' && strings.HasPrefix(text[i:], "://") {
				i = spaceAfter(text, i)
				continue
			}
			i++
		}
	}
	return i
}

// spaceAfter is the first ASCII white space at or after i, or len(text).
func spaceAfter(text string, i int) int {
	if n := strings.IndexAny(text[i:], " \t\r\n"); n >= 0 {
		return i + n
	}
	return len(text)
}

// wordEnd is the end of the word that starts at i.
func wordEnd(text string, i int) int {
	piece := i
	for i < len(text) {
		c := text[i]
		if class[c] == plain {
			i++
			continue
		}
		if class[c] == gapByte {
			return i
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if isWordRune(r) {
			i += size
			continue
		}
		if !joins(text, piece, i, r, size) {
			return i
		}
		i += size
		if r == '.' {
			piece = i
		}
	}
	return i
}

// joins says whether the rune at i continues a word whose part since the last
// full stop is text[piece:i].
func joins(text string, piece, i int, r rune, size int) bool {
	next, n := utf8.DecodeRuneInString(text[i+size:])
	if !isWordRune(next) {
		return false
	}
	if r != '.' {
		return isApostrophe(r) || isJoiner(r)
	}
	if !unicode.IsUpper(next) {
		return unicode.IsLower(next) || unicode.IsDigit(next)
	}
	after, _ := utf8.DecodeRuneInString(text[i+size+n:])
	return utf8.RuneCountInString(text[piece:min(i, piece+utf8.UTFMax+1)]) == 1 && !isWordRune(after)
}

// isAcronym says that a word is single letters with full stops between them.
func isAcronym(word string) bool {
	if strings.IndexByte(word, '.') <= 0 {
		return false
	}
	letter := true
	for _, r := range word {
		if letter != unicode.IsLetter(r) || !letter && r != '.' {
			return false
		}
		letter = !letter
	}
	return !letter
}

// isShort says that a full stop after the word need not end a sentence: an
// initial, an acronym, "St.".
func isShort(word string) bool {
	return len(word) <= 2*utf8.UTFMax && utf8.RuneCountInString(word) <= 2 || isAcronym(word)
}

// gap is where the next word of a term starts, when the last one, word, ends
// at i; false where no term goes on. Words are joined by spaces or by one
// hyphen or dash of any kind: the two are equal. A short word may have its
// full stop.
func gap(text, word string, i int) (int, bool) {
	start := i
	if i < len(text) && text[i] == '.' && isShort(word) {
		i++
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	switch {
	case isHyphen(r):
		i += size
	default:
		for ; isSpace(r); r, size = utf8.DecodeRuneInString(text[i:]) {
			i += size
		}
	}
	if i == start {
		return 0, false
	}
	r, _ = utf8.DecodeRuneInString(text[i:])
	return i, isWordRune(r)
}

func isHyphen(r rune) bool {
	return r == '-' || r >= '\u2010' && r <= '\u2015' || r == '\u2212'
}

// isSpace takes the spaces inside a line; no term crosses a line break or a
// tab.
func isSpace(r rune) bool {
	return r == ' ' || r > utf8.RuneSelf && unicode.Is(unicode.Zs, r)
}
