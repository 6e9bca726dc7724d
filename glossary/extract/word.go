package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is a word of a sentence.
type word struct {
	// text is without a possessive ending.
	text       string
	start, end int
	capital    bool
	// possessive says that it had a possessive ending, which ends a name.
	possessive bool
	// opens says that it begins a sentence, a quotation or what follows a colon.
	opens bool
	// joined says that only a space parts it from the word before.
	joined bool
}

// words cuts a sentence into words: letters, digits and marks, with hyphens and
// apostrophes inside, and the full stop of an initial.
func words(text string) []word {
	var out []word
	opens := true
	last := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !inWord(r) {
			opens = opens || strings.ContainsRune("“\"«:(—–•|", r)
			i += size
			continue
		}
		w := wordAt(text, i)
		between := text[last:i]
		w.joined = len(out) > 0 && (between == " " || between == "\u00A0")
		w.opens, opens = opens, false
		out = append(out, w)
		i, last = w.end, w.end
	}
	return out
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func wordAt(text string, start int) word {
	end := start
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		next, _ := utf8.DecodeRuneInString(text[min(end+size, len(text)):])
		if !inWord(r) && (!strings.ContainsRune("-‐‑'’.&", r) || !inWord(next) || r == '.' && !initials(text[start:end])) {
			break
		}
		end += size
	}
	w := word{text: text[start:end], start: start, end: end}
	if initials(w.text) && strings.HasPrefix(text[end:], ".") {
		w.end++
		w.text = text[start:w.end]
	}
	for _, tail := range []string{"'s", "’s", "'S", "’S"} {
		if stem, ok := strings.CutSuffix(w.text, tail); ok && stem != "" {
			w.text, w.possessive = stem, true
		}
	}
	if strings.HasPrefix(text[w.end:], "’ ") || strings.HasPrefix(text[w.end:], "' ") {
		w.possessive = true
	}
	r, _ := utf8.DecodeRuneInString(w.text)
	w.capital = unicode.IsUpper(r)
	return w
}

// initials says that a word is one capital, or capitals with full stops.
func initials(s string) bool {
	s = strings.TrimSuffix(s, ".")
	for part := range strings.SplitSeq(s, ".") {
		r, size := utf8.DecodeRuneInString(part)
		if size != len(part) || !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// acronym says that a word is in capitals alone.
func acronym(s string) bool {
	n := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			n++
		case unicode.IsLower(r):
			return false
		}
	}
	return n >= 2
}

// fold is a word without case and diacritics, with one kind of hyphen.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.IsMark(r) || r == '\'' || r == '’' || r == '.':
		case r == 'ı':
			b.WriteByte('i')
		case r == '-' || r == '‐' || r == '‑' || unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// sounds are letters that stand for one another where names are written in
// Latin letters (BGN/PCGN and ALA-LC romanisations, and how they are simplified
// in the press).
var sounds = strings.NewReplacer("kh", "h", "ou", "u", "oo", "u", "ee", "i", "ph", "f", "tz", "ts", "tch", "ch", "dj", "j", "iy", "i", "yi", "i",
	"ye", "e", "ya", "ia", "yu", "iu", "y", "i", "w", "v", "ck", "k", "q", "k")

// sound is a key that the spellings of one name have in common.
func sound(s string) string {
	s = sounds.Replace(fold(s))
	var b strings.Builder
	var last rune
	for _, r := range s {
		if r != last || r == ' ' {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}
