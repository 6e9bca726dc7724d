package extract

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"targman/glossary"
)

// candidate judges a group.
func (x *extraction) candidate(g *group) Candidate {
	c := Candidate{Count: len(g.mentions), Spellings: spellings(g)}
	example := slices.IndexFunc(g.mentions, func(m mention) bool { return !m.first })
	m := g.mentions[max(example, 0)]
	c.Example, c.Where = m.sentence.Text, m.sentence.Where
	c.Kind, c.Evidence = x.kind(g)
	c.Name = c.Spellings[0].Text
	if c.Kind != glossary.Organisation && acronym(c.Name) {
		c.Name = titleCase(c.Name)
	}
	if n := x.parts(g.full); c.Kind == glossary.Person && n > 1 && n <= 4 {
		full := fullName(c.Spellings)
		at := len(full) - 1
		for at > 1 && x.Words.Particles[full[at-1]] { // "van" belongs to the surname
			at--
		}
		c.Name, c.Given = strings.Join(full[at:], " "), strings.Join(full[:at], " ")
	}
	c.Hint = x.hint(c.Name)
	c.Translated = c.Kind != glossary.Person && slices.ContainsFunc(g.full, func(w string) bool { return x.isBody(word{text: w}) })
	c.Confidence = x.confidence(g)
	return c
}

// spellings counts how a name was written, the most frequent first, and of
// equals the longer one.
func spellings(g *group) []Spelling {
	count := map[string]int{}
	for _, m := range g.mentions {
		count[m.text]++
	}
	out := make([]Spelling, 0, len(count))
	for _, text := range slices.Sorted(maps.Keys(count)) {
		out = append(out, Spelling{text, count[text]})
	}
	slices.SortStableFunc(out, func(a, b Spelling) int {
		if a, b := acronym(a.Text), acronym(b.Text); a != b {
			return map[bool]int{true: 1, false: -1}[a]
		}
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(len(b.Text), len(a.Text)))
	})
	return out
}

// titleCase is a name that was seen in capitals only, as at the head of a report.
func titleCase(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(r) + strings.ToLower(s[size:])
}

// longestAcronym is how many letters an acronym may have; a longer word in
// capitals is the place at the head of a report.
const longestAcronym = 5

// parts counts the words of a name without particles.
func (x *extraction) parts(words []string) int {
	n := 0
	for _, w := range words {
		if !x.Words.Particles[w] {
			n++
		}
	}
	return n
}

// fullName is the words of the most frequent spelling with a given name.
func fullName(list []Spelling) []string {
	for _, s := range list {
		if words := strings.Fields(s.Text); len(words) > 1 {
			return words
		}
	}
	return strings.Fields(list[0].Text)
}

// kind guesses what a name is of, by votes.
func (x *extraction) kind(g *group) (glossary.Kind, []string) {
	votes := map[glossary.Kind]int{}
	why := map[glossary.Kind][]string{}
	vote := func(k glossary.Kind, weight int, evidence string, values ...any) {
		votes[k] += weight
		if text := fmt.Sprintf(evidence, values...); !slices.Contains(why[k], text) {
			why[k] = append(why[k], text)
		}
	}
	the := false
	capitals := !slices.ContainsFunc(g.mentions, func(m mention) bool { return !acronym(m.text) })
	for _, m := range g.mentions {
		for _, w := range m.words {
			switch key := fold(w); {
			case x.Words.Organisations[key]:
				vote(glossary.Organisation, 4, "has the word %q", w)
			case x.Words.Places[key]:
				vote(glossary.Place, 4, "has the word %q", w)
			}
		}
		if m.title != "" {
			vote(glossary.Person, 4, "after %q", m.title)
		}
		if x.Words.Speech[m.after] && !x.Words.Whereabouts[m.before] {
			vote(glossary.Person, 1, "before %q", m.after)
		}
		if x.Words.Whereabouts[m.before] && len(m.words) <= 2 {
			vote(glossary.Place, 1, "after %q", m.before)
		}
		switch {
		case len(m.words) > 1 || !acronym(m.text) || !capitals:
		case !m.first || len([]rune(strings.ReplaceAll(m.text, ".", ""))) <= longestAcronym:
			vote(glossary.Organisation, 2, "in capitals")
		case m.first:
			vote(glossary.Place, 2, "in capitals at the head of a report")
		}
		the = the || x.Words.Articles[m.before]
	}
	if n := x.parts(g.full); n >= 2 && n <= 3 && !the && votes[glossary.Organisation]+votes[glossary.Place] == 0 {
		vote(glossary.Person, 1, "two or three words")
	}
	best := glossary.Other
	for _, k := range []glossary.Kind{glossary.Person, glossary.Place, glossary.Organisation} {
		if votes[k] > votes[best] {
			best = k
		}
	}
	return best, why[best]
}

// hint guesses the language that a name is from, by its letters and its ending.
func (x *extraction) hint(name string) string {
	words := strings.Fields(strings.ToLower(name))
	last := words[len(words)-1]
	for _, tag := range slices.Sorted(maps.Keys(x.Words.Endings)) {
		if strings.ContainsAny(name, x.Words.Letters[tag]) {
			return tag
		}
	}
	for _, tag := range slices.Backward(slices.Sorted(maps.Keys(x.Words.Endings))) {
		for _, ending := range x.Words.Endings[tag] {
			if strings.HasSuffix(last, ending) && len(last) > len(ending)+2 {
				return tag
			}
		}
	}
	return "und"
}

// confidence is how sure it is that a group is a name. Capitals inside a sentence
// speak for it most; a word that is also written small speaks against it.
func (x *extraction) confidence(g *group) float64 {
	inside, titled := 0, false
	for _, m := range g.mentions {
		titled = titled || m.title != ""
		if !m.first {
			inside++
		}
	}
	sure := 0.3
	if inside > 0 {
		sure = 0.6 + 0.1*float64(min(inside, 3)-1)
	}
	if titled {
		sure += 0.15
	}
	if len(g.full) > 1 {
		sure += 0.15
	} else if x.small[fold(g.full[0])] > 0 && !acronym(g.full[0]) {
		sure *= 0.4
	}
	return min(sure, 0.99)
}
