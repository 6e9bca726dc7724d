package glossary

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// appendFold appends the form under which a word is looked up: NFC, lower case,
// without diacritics, one kind of apostrophe, no full stops in an acronym.
func appendFold(dst []byte, word string) []byte {
	start := len(dst)
	for i := 0; i < len(word); i++ {
		if word[i] >= utf8.RuneSelf || word[i] == '.' {
			return appendWide(dst[:start], word, unicode.ToLower)
		}
		dst = append(dst, lower[word[i]])
	}
	return dst
}

// lower maps ASCII capitals to small letters and leaves other bytes.
var lower = func() (t [256]byte) {
	for c := range t {
		t[c] = byte(c)
		if c >= 'A' && c <= 'Z' {
			t[c] = byte(c) + 'a' - 'A'
		}
	}
	return t
}()

// appendWide folds a word rune by rune, with the given mapping of case.
func appendWide(dst []byte, word string, toCase func(rune) rune) []byte {
	acronym := isAcronym(word)
	if !norm.NFC.IsNormalString(word) {
		word = norm.NFC.String(word)
	}
	for i, r := range word {
		if r == '.' && acronym {
			continue
		}
		if r < utf8.RuneSelf {
			dst = append(dst, byte(toCase(r)))
			continue
		}
		parts := norm.NFD.PropertiesString(word[i:]).Decomposition()
		if parts == nil {
			dst = appendRune(dst, r, toCase)
			continue
		}
		for len(parts) > 0 {
			p, size := utf8.DecodeRune(parts)
			dst = appendRune(dst, p, toCase)
			parts = parts[size:]
		}
	}
	return dst
}

func appendRune(dst []byte, r rune, toCase func(rune) rune) []byte {
	switch {
	case r >= '\u0300' && r <= '\u036F' || isJoiner(r): // Combining diacritical marks.
		return dst
	case isApostrophe(r):
		return append(dst, '\'')
	}
	r = toCase(r)
	if s, ok := plainLetters[r]; ok {
		return append(dst, s...)
	}
	return utf8.AppendRune(dst, r)
}

// plainLetters are the letters that no decomposition takes apart but that
// newspapers write without their marks. The small letters stand for the
// capitals too, where the case is folded.
var plainLetters = map[rune]string{
	'ı': "i", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ħ': "h", 'ŧ': "t",
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ə': "a", 'ſ': "s", 'ς': "σ",
	'Ø': "O", 'Ł': "L", 'Đ': "D", 'Ð': "D", 'Þ': "Th", 'Ə': "A",
}

// keepCase is the mapping for the exact case rule.
func keepCase(r rune) rune { return r }
