// Package extract proposes names that a glossary does not know yet: it finds
// them in sentences, puts the spellings of one name together, and says what
// speaks for each. It knows no language; the words by which names are told from
// other words come with the language pack. Start at Extract.
package extract

import (
	"cmp"
	"slices"
	"strings"

	"targman/glossary"
	"targman/pipeline/lang"
)

// Sentence is a sentence of an article.
type Sentence struct {
	Text string
	// Where is the article, for people.
	Where string
	// Title says that it is a headline.
	Title bool
}

// Candidate is a name that is proposed.
type Candidate struct {
	// ID is one that the glossary has not got.
	ID string
	// Name is the spelling to agree on; of a person the surname where the given
	// name is known, which is Given.
	Name, Given string
	// Spellings are all that were seen, the most frequent first, titles and
	// possessive endings left out.
	Spellings []Spelling
	Kind      glossary.Kind
	// Evidence says in English what speaks for the kind.
	Evidence []string
	// Translated says that the name has a word that is translated and not spelled
	// in other letters: "Lake", "Bank".
	Translated bool
	// Count is how often the name stands in the text.
	Count int
	// Example is a sentence with it, from the article Where.
	Example, Where string
	// Hint is the language that the name is from: en, tr, ru or und.
	Hint string
	// Confidence is from 0 to 1: that this is a name at all.
	Confidence float64
}

// Spelling is one way in which a name was written.
type Spelling struct {
	Text  string
	Count int
}

// Options are what Extract cannot know by itself.
type Options struct {
	Words *lang.NameWords
	// Known finds the names that the glossary has.
	Known *glossary.Matcher
	// Taken says that an id is in use; it may be nil.
	Taken func(id string) bool
}

// Extract finds the names that the glossary does not know, the surest first. The
// same sentences give the same candidates.
func Extract(sentences []Sentence, o Options) []Candidate {
	x := &extraction{Options: o, small: map[string]int{}, capital: map[string]int{}}
	texts := make([][]word, len(sentences))
	for i, s := range sentences {
		if texts[i] = words(s.Text); !titled(texts[i], s) {
			x.count(texts[i])
		}
	}
	for i, s := range sentences {
		if !titled(texts[i], s) {
			x.names(texts[i], s)
		}
	}
	return x.candidates()
}

// extraction is one run.
type extraction struct {
	Options
	// small and capital count the words, folded: written small, and written with
	// a capital inside a sentence.
	small, capital map[string]int
	found          []mention
}

// mention is a place where a name stands.
type mention struct {
	// text is the name without title and possessive ending.
	text  string
	words []string
	// title is the title before it, before and after the words around it.
	title, before, after string
	// first says that it is one word that begins a sentence, where ordinary words
	// have capitals too.
	first    bool
	sentence *Sentence
}

// titled says that most words of a sentence have capitals because it is a
// headline. It tells nothing about names: one that stands nowhere else is not
// proposed.
func titled(list []word, s Sentence) bool {
	n := 0
	for _, w := range list {
		if w.capital {
			n++
		}
	}
	if s.Title {
		return len(list) >= 3 && 10*n >= 6*len(list)
	}
	return len(list) >= 5 && 10*n >= 8*len(list)
}

func (x *extraction) count(list []word) {
	for i, w := range list {
		key := fold(w.text)
		switch {
		case !w.capital:
			x.small[key]++
		case i > 0 && !w.opens:
			x.capital[key]++
		}
	}
}

// candidates puts the mentions of each name together.
func (x *extraction) candidates() []Candidate {
	var out []Candidate
	ids := map[string]bool{}
	for _, g := range x.groups() {
		c := x.candidate(g)
		if c.Confidence <= 0 {
			continue
		}
		id := glossary.SuggestID(c.Name)
		for n := 2; id != "" && (ids[id] || x.Taken != nil && x.Taken(id)); n++ {
			id = glossary.SuggestID(c.Name + " " + strings.Repeat("i", n))
		}
		if id == "" {
			continue
		}
		ids[id], c.ID = true, id
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(b.Count, a.Count), cmp.Compare(a.ID, b.ID))
	})
	return out
}
