package en

import (
	"unicode"
	"unicode/utf8"
)

// object stands for an inline object, such as an image; it is a word character
// that is neither upper nor lower case.
const object = '\uFFFC'

// isGap says that r only separates: white space, and the invisible characters
// that Unicode's sentence rules look through
// (https://www.unicode.org/reports/tr29/#SB5).
func isGap(r rune) bool {
	switch r {
	case ' ', '\n', '\t', '\u00A0', '\u200B', '\u200E', '\u200F', '\u2060', '\uFEFF':
		return true
	}
	return r > unicode.MaxASCII && unicode.IsSpace(r) || r == '\r' || r == '\v' || r == '\f'
}

// isQuote says that r is a quotation mark of any kind. After a stop, with no
// space between, even an opening one is meant to close: people mistype them.
func isQuote(r rune) bool {
	switch r {
	case '"', '\'', '“', '”', '‘', '’', '„', '‚', '«', '»', '‹', '›', '`', '´', '″', '′':
		return true
	}
	return false
}

// isCloser says that r closes and never opens, so that it belongs to the
// sentence before it even after a space. ’ is not one: it opens ’90s and ’Tis.
func isCloser(r rune) bool {
	switch r {
	case ')', ']', '}', '”', '»', '›':
		return true
	}
	return false
}

// isOpener says that r may stand between the space and the first letter of a
// sentence.
func isOpener(r rune) bool {
	switch r {
	case '(', '[', '{', '¿', '¡':
		return true
	}
	return isQuote(r)
}

// isNote says that r is a mark of a footnote.
func isNote(r rune) bool { return r == '*' || r == '†' || r == '‡' }

// isBullet says that r stands before the items of a list.
func isBullet(r rune) bool {
	switch r {
	case '•', '⁃', '◦', '▪', '‣', '●', '∙':
		return true
	}
	return false
}

// isContinuer says that r goes on with a sentence: SContinue of
// https://www.unicode.org/reports/tr29/#SB8a, as far as English uses it, and
// the signs that join two words.
func isContinuer(r rune) bool {
	switch r {
	case ',', ';', ':', '-', '–', '—', '&', '/', '=', '%', '+':
		return true
	}
	return false
}

func isUpper(r rune) bool {
	return 'A' <= r && r <= 'Z' || r > unicode.MaxASCII && (unicode.IsUpper(r) || unicode.IsTitle(r))
}

func isLower(r rune) bool {
	return 'a' <= r && r <= 'z' || r > unicode.MaxASCII && unicode.IsLower(r)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// isWord says that r is part of a word.
func isWord(r rune) bool {
	return isLower(r) || isUpper(r) || isDigit(r) ||
		r > unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsMark(r)) || r == object
}

// markLen is the number of bytes of the mark at the start of text that may
// end a sentence, 0 if there is none: the ATerm and STerm of
// https://www.unicode.org/reports/tr29/#Sentence_Break_Property_Values that
// English uses, and the ellipsis.
func markLen(text string) int {
	if text == "" {
		return 0
	}
	switch text[0] {
	case '.', '!', '?':
		return 1
	case 0xE2: // the first byte of …, ‼, ⁇, ⁈ and ⁉
		switch r, n := utf8.DecodeRuneInString(text); r {
		case '…', '‼', '⁇', '⁈', '⁉':
			return n
		}
	}
	return 0
}

// skip is the first position from i on whose character is not in the class.
func skip(text string, i int, class func(rune) bool) int {
	for i < len(text) {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		if !class(r) {
			break
		}
		i += n
	}
	return i
}

// back is the start of the run of the class that ends at i.
func back(text string, i int, class func(rune) bool) int {
	for i > 0 {
		r, n := rune(text[i-1]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeLastRuneInString(text[:i])
		}
		if !class(r) {
			break
		}
		i -= n
	}
	return i
}
