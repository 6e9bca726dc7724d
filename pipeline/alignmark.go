package pipeline

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/align"
	"targman/pipeline/check"
	"targman/pipeline/lang"
)

// Sentences pairs the sentences of two documents: it marks the names, numbers
// and dates in them; what belongs together is decided by package align.
func (a *Aligner) Sentences(source, target []align.Sentence) align.Alignment {
	m := marker{line: a.Line, found: map[string]bool{}, entries: map[rune]*bucket{}, sounds: map[string]string{}}
	for i := range source {
		m.source(&source[i])
	}
	m.listen(source)
	for i := range target {
		m.target(&target[i])
	}
	return align.Align(source, target, a.Lexicon)
}

// marker marks sentences with what a translation keeps.
type marker struct {
	line *Line
	// found are the concepts that the source names, entries their spellings in
	// the target by the first letters of their words.
	found   map[string]bool
	entries map[rune]*bucket
	// sounds are other names of the source, by a spelling in the target.
	sounds map[string]string
}

// bucket is a list of spellings with their concepts.
type bucket struct {
	entries  []lang.Entry
	concepts []string
}

func (m *marker) source(s *align.Sentence) {
	s.Marks = check.Figures(s.Text, m.line.Source)
	for _, f := range m.line.Names.Match(s.Text) {
		s.Marks = append(s.Marks, f.Concept.ID)
		if !m.found[f.Concept.ID] {
			m.found[f.Concept.ID] = true
			m.add(f.Concept.ID)
		}
	}
}

// add looks a concept up whose spellings are to be found in the target.
func (m *marker) add(concept string) {
	for _, e := range m.line.names().Spellings(concept) {
		first, _ := utf8.DecodeRuneInString(e.Lemma)
		first = unicode.ToLower(first)
		b := m.entries[first]
		if b == nil {
			b = &bucket{}
			m.entries[first] = b
		}
		b.entries, b.concepts = append(b.entries, e), append(b.concepts, concept)
	}
}

func (m *marker) target(s *align.Sentence) {
	pack := m.line.Target
	s.Marks = check.Figures(s.Text, pack)
	var done []rune
	for word := range strings.FieldsFuncSeq(s.Text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Po, r) }) {
		word = strings.TrimLeftFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
		first, _ := utf8.DecodeRuneInString(word)
		if source, ok := m.heard(word); ok {
			s.Marks = append(s.Marks, source)
		}
		first = unicode.ToLower(first)
		b := m.entries[first]
		if b == nil || pack.Find == nil || slices.Contains(done, first) {
			continue
		}
		done = append(done, first)
		for _, f := range pack.Find(s.Text, b.entries) {
			s.Marks = append(s.Marks, b.concepts[f.Entry])
		}
	}
}

// shortestName is the least number of letters of a name that is known by its
// sound.
const shortestName = 4

// listen notes how names that the glossary has not may be written in the
// target. A word counts as a name that never stands without its capital.
func (m *marker) listen(source []align.Sentence) {
	if m.line.Target.Suggest == nil {
		return
	}
	names := map[string][]int{}
	small := map[string]bool{}
	for i, s := range source {
		for word := range strings.FieldsFuncSeq(s.Text, func(r rune) bool { return !unicode.IsLetter(r) }) {
			first, _ := utf8.DecodeRuneInString(word)
			switch {
			case utf8.RuneCountInString(word) < shortestName:
			case unicode.IsUpper(first):
				names[word] = append(names[word], i)
			default:
				small[word] = true
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if small[strings.ToLower(name)] {
			continue
		}
		for _, spelling := range m.line.Target.Suggest(name, "") {
			m.sounds[stem(spelling)] = "~" + name
		}
		for _, i := range names[name] {
			source[i].Marks = append(source[i].Marks, "~"+name)
		}
	}
}

// stem is a spelling without the last letter, which an ending may replace.
func stem(spelling string) string {
	letters := []rune(strings.ToLower(spelling))
	if len(letters) > shortestName {
		letters = letters[:len(letters)-1]
	}
	return string(letters)
}

// longestEnding is how many letters of a name may follow what sounds like one.
const longestEnding = 6

// heard is the name of the source that a word of the target sounds like.
func (m *marker) heard(word string) (string, bool) {
	first, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(first) || len(m.sounds) == 0 {
		return "", false
	}
	letters := []rune(strings.ToLower(word))
	for n := len(letters); n >= max(shortestName, len(letters)-longestEnding); n-- {
		if name, ok := m.sounds[string(letters[:n])]; ok {
			return name, true
		}
	}
	return "", false
}
