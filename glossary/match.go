package glossary

import (
	"strings"
	"unicode/utf8"
)

// Match is a place in a text where a concept is named.
type Match struct {
	// Start and End are byte offsets, half-open, into the text. A possessive
	// ending is outside; the last full stop of an acronym is inside unless it
	// ends the text too.
	Start, End int
	Concept    *Concept
	// Given says that the person's given name, or an initial, stood there too.
	Given bool
	// Plural says that the name is in the plural: "the Cavusoglus".
	Plural bool
	// Canonical is what should stand there; it is equal to text[Start:End]
	// when that is canonical already, up to NFC and the full stops of an
	// acronym. It is in capitals where the text is.
	Canonical string
}

// Match finds every term in the text: whole words only, from left to right,
// the longest one first, none over another. The matches are ascending and
// disjoint. Any string will do; invalid UTF-8, U+FFFC, line breaks and tabs
// belong to no match. The time grows with the length of the text.
func (m *Matcher) Match(text string) []Match {
	if len(m.entries) == 0 {
		return nil
	}
	var out []Match
	w := walk{m: m, text: text}
	for i := nextWord(text, 0); i < len(text); i = nextWord(text, i) {
		end, maybe := m.first(text, i)
		if maybe && w.longest(i) {
			out = append(out, w.match())
			end = w.resume
		}
		i = end
	}
	return out
}

// first is the fast way past a word that begins no term. It returns the
// word's end, and whether a term may begin with it.
func (m *Matcher) first(text string, i int) (end int, maybe bool) {
	if c := text[i]; c >= 'a' && c <= 'z' && !m.small[c] {
		return wordEnd(text, i), false
	}
	h, j := uint64(hashSeed), i
	for j < len(text) && class[text[j]] == plain {
		h = hashByte(h, lower[text[j]])
		j++
	}
	if j < len(text) && class[text[j]] != gapByte && !endsAt(text, j) {
		return wordEnd(text, i), true
	}
	return j, m.index.has(h) || m.hasPlural(text[i:j])
}

// endsAt says that what stands at j surely ends the word.
func endsAt(text string, j int) bool {
	if class[text[j]] == wide {
		r, _ := utf8.DecodeRuneInString(text[j:])
		return !isWordRune(r) && !isApostrophe(r) && !isJoiner(r)
	}
	return j+1 == len(text) || class[text[j+1]] == gapByte || class[text[j+1]] == joint
}

// match writes down what was found.
func (w *walk) match() Match {
	text := w.text
	out := Match{Start: w.words[0].start, End: w.end, Concept: w.best.concept, Given: w.best.given, Plural: w.bestPlural}
	if w.bestPlural {
		out.End = w.resume
		out.Canonical = pluralOf(w.best.stands(text[out.Start:w.end]), text[out.Start:w.end], text[w.end:w.resume])
		return out
	}
	last := out.Start
	if w.best.words > 1 {
		last = w.words[w.best.words-1].start
	}
	if w.end < len(text) && text[w.end] == '.' && isAcronym(text[last:w.end]) && !endsText(text[w.end+1:]) {
		out.End++
		w.resume = max(w.resume, out.End)
	}
	seen := text[out.Start:out.End]
	out.Canonical = w.best.stands(seen)
	if out.Canonical != seen && strings.HasPrefix(text[out.End:], ".") {
		out.Canonical = strings.TrimSuffix(out.Canonical, ".") // One full stop is there already.
	}
	return out
}
