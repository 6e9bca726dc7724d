package glossary

import "strings"

// Matcher finds the glossary's terms in texts of one source locale. It does
// not change, so goroutines may share it.
type Matcher struct {
	index   index
	entries []entry
	// exact holds the terms whose concepts ask for the exact case, by number
	// of entry.
	exact map[uint32]string
	// small says which small ASCII letters a term's first word may have first
	// in text. In a glossary of names few do, and most words of a text are
	// passed over unread.
	small [256]bool
	// possessive says that "'s" after a name is not part of it.
	possessive bool
}

// entry is one surface, ready to be compared.
type entry struct {
	// key is the folded words with a space between them.
	key string
	// canonical is what should stand in the text.
	canonical string
	concept   *Concept
	// needs has two bits for each word, the first word lowest.
	needs uint32
	// words is how many.
	words uint8
	given bool
	// capitals says that the surface itself is in capitals, so that capitals
	// in text say nothing about how the canonical spelling is to be written.
	capitals bool
}

// newMatcher indexes the spellings of one locale and reports those that cannot
// be matched or that two concepts claim.
func newMatcher(locale string, concepts []*Concept, report func(Problem)) *Matcher {
	b := builder{
		m: &Matcher{possessive: baseOf(locale) == "en", entries: make([]entry, 0, len(concepts))},
		// Most concepts have one spelling of two words.
		keys: make([]byte, 0, 16*len(concepts)), ends: make([]int, 0, len(concepts)), lines: make([]builtFrom, 0, len(concepts)),
		report: report,
	}
	for _, c := range concepts {
		surfaces(c, locale, b.add)
	}
	return b.matcher()
}

// baseOf is the language of a locale.
func baseOf(locale string) string {
	base, _, _ := strings.Cut(locale, "-")
	return base
}

// stem is the word without a possessive "'s".
func (m *Matcher) stem(word string) (string, bool) {
	if !m.possessive || len(word) < 3 || lower[word[len(word)-1]] != 's' {
		return "", false
	}
	stem := word[:len(word)-1]
	for _, mark := range [...]string{"'", "\u2019", "\u02BC", "\u2018"} {
		if strings.HasSuffix(stem, mark) {
			return stem[:len(stem)-len(mark)], true
		}
	}
	return "", false
}

// builder collects the surfaces before there is a table to put them in: the
// table's size and the keys' memory are known at the end.
type builder struct {
	m      *Matcher
	keys   []byte
	ends   []int
	nodes  int
	lines  []builtFrom
	report func(Problem)
}

// builtFrom is what a message about an entry needs.
type builtFrom struct {
	text string
	line int
}

func (b *builder) add(s surface) {
	var needs [MaxTermWords]need
	keys, words, err := appendKey(b.keys, s.text, &needs)
	if err != nil {
		b.report(unmatchable(s, err))
		return
	}
	e := entry{canonical: s.canonical, concept: s.concept, given: s.given, words: uint8(words), capitals: isCapitals(s.text)}
	for i := range words {
		e.needs |= uint32(needs[i]) << (2 * i)
	}
	b.keys = keys
	b.ends = append(b.ends, len(keys))
	b.nodes += words
	b.m.entries = append(b.m.entries, e)
	b.lines = append(b.lines, builtFrom{s.text, s.line})
}

// unmatchable says why a spelling can never be found.
func unmatchable(s surface, err error) Problem {
	return Problem{
		File: s.concept.File, Line: s.line,
		Found:    "the spelling \"" + s.text + "\", which " + err.Error(),
		Expected: "words joined by spaces, hyphens, apostrophes or \"&\"",
		Fix:      "write the name without other marks",
		Rule:     "unmatchable", Concept: s.concept.ID,
	}
}

func (b *builder) matcher() *Matcher {
	m := b.m
	m.index = newIndex(b.nodes)
	keys, start := string(b.keys), 0
	for i := range m.entries {
		m.entries[i].key = keys[start:b.ends[i]]
		start = b.ends[i]
		b.insert(uint32(i))
	}
	return m
}

// insert puts an entry into the table unless the same surface is there
// already.
func (b *builder) insert(i uint32) {
	m, e := b.m, &b.m.entries[i]
	h := uint64(hashSeed)
	for j := range len(e.key) {
		if e.key[j] == ' ' {
			m.index.addWay(h)
		}
		h = hashByte(h, e.key[j])
	}
	p := m.index.probe(h)
	for ref := m.index.next(&p); ref != 0; ref = m.index.next(&p) {
		if ref >= termRef && b.compare(ref-termRef, i) {
			return
		}
	}
	m.index.add(h, i+termRef)
	if first := e.key[0]; e.needs&3 == uint32(anyCase) || e.concept.Case == Exact {
		m.small[first] = true
	}
	if e.concept.Case == Exact {
		if m.exact == nil {
			m.exact = map[uint32]string{}
		}
		m.exact[i] = b.lines[i].text
	}
}

// compare says that the entry i is not needed beside the older one of the same
// key, and reports it when they are of two concepts.
func (b *builder) compare(old, i uint32) bool {
	was, is := &b.m.entries[old], &b.m.entries[i]
	if was.key != is.key {
		return false
	}
	if was.concept != is.concept {
		b.report(conflict(b.surface(i), b.surface(old)))
		return true
	}
	return was.needs == is.needs && is.concept.Case != Exact
}

func (b *builder) surface(i uint32) surface {
	return surface{concept: b.m.entries[i].concept, text: b.lines[i].text, line: b.lines[i].line}
}
