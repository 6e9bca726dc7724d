package hy

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folded is a text in the form in which Armenian words are compared, with the
// way back to the original.
type Folded struct {
	// Text is in NFC and lower case, without the marks inside words and
	// without invisible controls; և and եւ are եվ; every hyphen and the en dash
	// are '-'.
	Text   string
	source string
	// at holds for each byte of Text where its character begins in source.
	at []int
}

// Fold brings s into the form in which Armenian words are compared. Unicode's
// own folding is of no use here: it turns և into եւ, the classical spelling.
func Fold(s string) Folded {
	f := folder{out: make([]byte, 0, len(s)+8), at: make([]int, 0, len(s)+8)}
	if norm.NFC.IsNormalString(s) {
		for i, r := range s {
			f.put(r, i)
		}
		return Folded{string(f.out), s, f.at}
	}
	for i := 0; i < len(s); {
		n := norm.NFC.NextBoundaryInString(s[i:], true)
		for _, r := range norm.NFC.String(s[i : i+n]) {
			f.put(r, i)
		}
		i += n
	}
	return Folded{string(f.out), s, f.at}
}

// fold is Fold without the way back.
func fold(s string) string { return Fold(s).Text }

// Start is the byte offset in the original at which byte i of Text begins.
func (f Folded) Start(i int) int {
	if i >= len(f.at) {
		return len(f.source)
	}
	return f.at[i]
}

// End is the byte offset in the original at which the text before byte i of
// Text ends, the marks that stand on its last letter included.
func (f Folded) End(i int) int {
	if i == 0 {
		return 0
	}
	end := f.at[i-1]
	_, n := utf8.DecodeRuneInString(f.source[end:])
	for end += n; end < len(f.source); end += n {
		var r rune
		if r, n = utf8.DecodeRuneInString(f.source[end:]); !isMark(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
	}
	return end
}

// folder writes a Folded one character at a time.
type folder struct {
	out  []byte
	at   []int
	last rune
}

func (f *folder) put(r rune, at int) {
	switch {
	case isMark(r) || r > 0x7F && isInvisible(r) || r == '՚' || r == '՟':
		return
	case r == 'և':
		f.write('ե', at)
		r = 'վ'
	case isUpper(r):
		r += 'ա' - 'Ա'
	case isHyphen(r):
		r = '-'
	case !isLower(r):
		r = unicode.ToLower(r)
	}
	if r == 'ւ' && f.last == 'ե' {
		r = 'վ'
	}
	f.write(r, at)
}

func (f *folder) write(r rune, at int) {
	n := len(f.out)
	f.out = utf8.AppendRune(f.out, r)
	for range len(f.out) - n {
		f.at = append(f.at, at)
	}
	f.last = r
}

// isHyphen says that r is read as the hyphen between parts of a word: the
// Armenian hyphen and what engines and word processors put in its place.
func isHyphen(r rune) bool {
	switch r {
	case '-', '֊', '\u2010', '\u2011', '–':
		return true
	}
	return false
}

// isInvisible says that r is a zero-width or a direction control.
func isInvisible(r rune) bool {
	return r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E ||
		r >= 0x2060 && r <= 0x2064 || r >= 0x2066 && r <= 0x2069 || r == 0xFEFF
}
