package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The senses of a list of measures, beside ISO 4217 codes of currencies ("USD")
// and the symbols of units ("km"). A month is SenseMonth and its number from 1, a
// weekday SenseWeekday and its number from 1, which is Monday (ISO 8601).
const (
	SenseMonth     = "month-"
	SenseWeekday   = "weekday-"
	SenseNumber    = "number" // a number in words, whichever
	SenseThousand  = "thousand"
	SenseMillion   = "million"
	SenseBillion   = "billion"
	SenseTrillion  = "trillion"
	SenseAfternoon = "afternoon" // an hour counts from noon
	SensePercent   = "percent"
)

// Wordlist knows words by their sense. It does not change, so goroutines may
// share it.
type Wordlist struct {
	whole, stems map[string]meaning
	// lengths has, for the first letter of an entry in lower case, a bit for
	// each length in bytes that such entries have, so that most words of a text
	// are passed over without a look-up; near holds those of the first letters
	// of Unicode, which are asked for most.
	lengths map[rune]uint64
	near    [0x600]uint64
}

type meaning struct {
	sense string
	// capital says that the word has a capital wherever it stands.
	capital bool
}

// longestEntry is the greatest length of an entry in bytes; lengths has a bit for
// each.
const longestEntry = 63

// NewWordlist makes a list of senses and the words for each, with spaces between
// them. A word is meant as it stands, in any case; one that begins with a capital
// only where it has one; with a star at its end it is the beginning of words, the
// longest one that fits counts. The sense "" takes words out.
func NewWordlist(senses map[string]string) *Wordlist {
	l := &Wordlist{whole: map[string]meaning{}, stems: map[string]meaning{}, lengths: map[rune]uint64{}}
	for sense, words := range senses {
		for entry := range strings.FieldsSeq(words) {
			l.add(sense, entry)
		}
	}
	return l
}

func (l *Wordlist) add(sense, entry string) {
	first, _ := utf8.DecodeRuneInString(entry)
	word, stem := strings.CutSuffix(strings.ToLower(entry), "*")
	if len(word) > longestEntry {
		return
	}
	to := l.whole
	if stem {
		to = l.stems
	}
	to[word] = meaning{sense, unicode.IsUpper(first)}
	first = unicode.ToLower(first)
	l.lengths[first] |= 1 << len(word)
	if int(first) < len(l.near) {
		l.near[first] = l.lengths[first]
	}
}

// Word is a word of a text that has a sense.
type Word struct {
	Sense string
	// Start and End are byte offsets, half-open, into the text.
	Start, End int
}

// Find appends the words of text that have a sense, in their order. A nil list
// knows none.
func (l *Wordlist) Find(out []Word, text string) []Word {
	if l == nil {
		return out
	}
	for at := 0; at < len(text); {
		start, end := nextWord(text, at)
		if sense, ok := l.sense(text[start:end]); ok && sense != "" {
			out = append(out, Word{sense, start, end})
		}
		at = max(end, at+1)
	}
	return out
}

// nextWord is the first run of letters, or the first sign of a currency or unit,
// at or after the offset. A mark between two letters belongs to the word when it
// is the point of an abbreviation (p.m.), or when it is no ASCII and no quotation
// mark: some scripts set the mark of a question over a vowel.
func nextWord(text string, at int) (start, end int) {
	start = at
	for start < len(text) {
		r, n := utf8.DecodeRuneInString(text[start:])
		if isLetter(r) {
			break
		}
		if isSign(r) {
			return start, start + n
		}
		start += n
	}
	for end = start; end < len(text); {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !isLetter(r) && !inner(text, start, end, n) {
			break
		}
		end += n
	}
	return start, end
}

// isLetter is unicode.IsLetter, quick for ASCII.
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

// isSign says that r is the sign of a currency or unit.
func isSign(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '%' || r == '$'
	}
	return r == '°' || unicode.Is(unicode.Sc, r)
}

// inner says that the mark at the offset stands inside the word that began at
// start.
func inner(text string, start, at, size int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	if next, _ := utf8.DecodeRuneInString(text[at+size:]); !unicode.IsLetter(next) {
		return false
	}
	return r == '.' && at == start+1 || r >= utf8.RuneSelf && unicode.Is(unicode.Po, r)
}

func (l *Wordlist) sense(word string) (string, bool) {
	first, _ := utf8.DecodeRuneInString(word)
	lengths := l.lengthsOf(unicode.ToLower(first))
	if lengths == 0 {
		return "", false
	}
	if !isSign(first) {
		word = bare(word)
	}
	fits := func(m meaning, ok bool) bool { return ok && (!m.capital || unicode.IsUpper(first)) }
	if m, ok := l.whole[word]; fits(m, ok) {
		return m.sense, true
	}
	for n := min(len(word), longestEntry); n > 0; n-- {
		if lengths&(1<<n) == 0 {
			continue
		}
		if m, ok := l.stems[word[:n]]; fits(m, ok) {
			return m.sense, true
		}
	}
	return "", false
}

func (l *Wordlist) lengthsOf(first rune) uint64 {
	if int(first) < len(l.near) {
		return l.near[first]
	}
	return l.lengths[first]
}

// bare is the word in lower case without marks.
func bare(word string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, word))
}
