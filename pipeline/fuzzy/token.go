package fuzzy

import (
	"unicode"
	"unicode/utf8"
)

// kind is the kind of a token.
type kind uint8

const (
	word kind = iota
	number
	code
	mark
)

// token is a stretch of a text.
type token struct {
	kind       kind
	start, end int
	// fold is a hash of the token, the same for any number and for capitals and
	// small letters; exact is one of its spelling.
	fold, exact uint64
}

// tokens are a text's, by what they count for. It is used again for text after
// text.
type tokens struct {
	// words and exact run parallel: the folded words and numbers, and their
	// spellings.
	words, exact []uint64
	marks, codes []uint64
}

func (t *tokens) read(text string) {
	t.words, t.exact, t.marks, t.codes = t.words[:0], t.exact[:0], t.marks[:0], t.codes[:0]
	for at := 0; ; {
		k, ok := next(text, at)
		if !ok {
			return
		}
		at = k.end
		switch k.kind {
		case mark:
			t.marks = append(t.marks, k.exact)
		case code:
			t.codes = append(t.codes, k.exact)
		default:
			t.words, t.exact = append(t.words, k.fold), append(t.exact, k.exact)
		}
	}
}

// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/).
const (
	hashSeed  = 14695981039346656037
	hashPrime = 1099511628211
)

// anyNumber is what all numbers fold to.
const anyNumber = hashSeed

// next is the first token of the text at or behind the offset.
func next(text string, at int) (token, bool) {
	for at < len(text) {
		r, size := decode(text, at)
		switch {
		case r == ' ' || unicode.IsSpace(r):
			at += size
		case isDigit(r):
			return numeral(text, at), true
		case isLetter(r):
			return letters(text, at), true
		default:
			return sign(text, at, size), true
		}
	}
	return token{}, false
}

func decode(text string, at int) (rune, int) {
	if c := text[at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[at:])
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= utf8.RuneSelf && unicode.IsDigit(r) }

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r)
}

// joins says that the rune keeps two letters in one word: the apostrophe of
// "don’t", the hyphen of "well-known".
func joins(r rune) bool { return r == '\'' || r == '’' || r == '-' || r == '‐' }

// letters is the word at the offset, digits behind a letter included.
func letters(text string, start int) token {
	t := token{kind: word, start: start, fold: hashSeed, exact: hashSeed}
	for at := start; at < len(text); {
		r, size := decode(text, at)
		if !isLetter(r) && !isDigit(r) {
			if !joins(r) || at+size == len(text) {
				break
			}
			if n, _ := decode(text, at+size); !isLetter(n) {
				break
			}
		}
		t.add(text[at:at+size], r)
		at += size
		t.end = at
	}
	return t
}

// add takes a rune into the hashes.
func (t *token) add(spelling string, r rune) {
	for i := range len(spelling) {
		t.exact = (t.exact ^ uint64(spelling[i])) * hashPrime
	}
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r |= 0x20
		}
	} else {
		r = unicode.ToLower(r)
	}
	t.fold = (t.fold ^ uint64(r)) * hashPrime
}

// numeral is the number at the offset: digits, with single full stops and
// commas between them. With a letter behind, as in "1st", it is a word.
func numeral(text string, start int) token {
	at := start
	for at < len(text) {
		r, size := decode(text, at)
		if !isDigit(r) {
			if r != '.' && r != ',' || at+1 == len(text) {
				break
			}
			if n, _ := decode(text, at+1); !isDigit(n) {
				break
			}
		}
		at += size
	}
	if at < len(text) {
		if r, _ := decode(text, at); isLetter(r) {
			return letters(text, start)
		}
	}
	t := token{kind: number, start: start, end: at, fold: anyNumber, exact: hashSeed}
	for i := start; i < at; i++ {
		t.exact = (t.exact ^ uint64(text[i])) * hashPrime
	}
	return t
}

// sign is the inline code or mark at the offset.
func sign(text string, start, size int) token {
	t := token{kind: mark, start: start, end: start + size, exact: hashSeed}
	if end := placeholder(text, start); end > 0 {
		t.kind, t.end = code, end
	}
	for i := start; i < t.end; i++ {
		t.exact = (t.exact ^ uint64(text[i])) * hashPrime
	}
	t.fold = t.exact
	return t
}

// placeholder is the end of the inline code ⟦n⟧ at the offset, or 0.
func placeholder(text string, at int) int {
	const open, closing = "⟦", "⟧"
	if len(text)-at < len(open) || text[at:at+len(open)] != open {
		return 0
	}
	i := at + len(open)
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	if i == at+len(open) || len(text)-i < len(closing) || text[i:i+len(closing)] != closing {
		return 0
	}
	return i + len(closing)
}
