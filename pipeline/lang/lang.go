// Package lang says what a language knows: how its sentences end, which
// letters it is written with, how its typography is set right and which forms
// a name takes. A language is one Pack, a struct of data and functions in a
// folder of its own below this one; lang/all lists them. The rest of the line
// calls the pack and never names a language.
package lang

import "unicode"

// Pack is what one language knows. A nil function means that the language has
// nothing to say there.
type Pack struct {
	// Tag is the BCP 47 tag that the pack answers for, such as "hy".
	Tag string
	// Letters are the letters of the language's script.
	Letters *unicode.RangeTable
	// Quotes are the opening and the closing quotation mark.
	Quotes [2]string
	// Fonts are CSS font families that set the language well, best first.
	Fonts []string

	// Style says in English, to an engine that takes instructions, how the
	// language is to be written.
	Style string

	// Refusals are how an assistant begins in this language when it will not do
	// what it was asked, in lower case and with straight apostrophes: they are no
	// translation.
	Refusals []string

	// Splitter makes the sentence splitter of the language. The function it
	// returns gives the byte offsets, ascending, at which a new sentence begins
	// inside text; never 0 and never len(text). White space between two
	// sentences belongs to the first one.
	Splitter func(Custom) (func(text string) []int, error)

	// Polish sets the typography of a finished translation right: marks and
	// quotes of the language instead of the source's; source, which may be empty,
	// is what it translates. Polishing twice is polishing once, and a text without
	// faults stays as it is.
	Polish func(text, source string) string

	// Find gives the places in text where one of the entries stands in any form
	// of the language; ascending, disjoint, the longest match wins.
	Find func(text string, entries []Entry) []Found

	// Inflect gives the entry in a form; next is the text that follows it in the
	// sentence, from the very next character on. An empty part of the cell is
	// the lemma's own. It fails for a form that the language has not got.
	Inflect func(e Entry, c Cell, next string) (string, bool)

	// Forms gives the forms of an entry that a person should see before agreeing
	// to its class; none where the class does not exist. sure says that the
	// entry's ending, or the class set by hand, leaves no doubt about them.
	Forms func(e Entry) (forms []string, sure bool)

	// Reinflect gives the entry in the form that surface shows, which is a wrong
	// spelling of it, or a placeholder, with or without an ending; capitals and
	// marks inside the surface are kept. It fails when surface has an ending that
	// the language does not know, or is too far from the lemma to be a form of
	// it; for a forbidden synonym, Find that and Inflect.
	Reinflect func(e Entry, surface, next string) (string, bool)

	// Near gives the places in text that look like a wrong spelling of the
	// entry, the nearest first, disjoint. What Find finds of the entry or of one
	// of the others is left out. Two places at about the same distance are two
	// guesses, and so is one place that is as near to another entry.
	Near func(text string, e Entry, others []Entry) []Candidate

	// Derived gives the places in text where a word stands that is made of the
	// entry and says it another way, such as an adjective of a place ("Turkish")
	// or its inhabitant; ascending, disjoint. It is no form of the entry.
	Derived func(text string, e Entry) []Found

	// Issues gives the faults of spelling and typography in text; source, which
	// may be empty, is what it translates.
	Issues func(text, source string) []Issue

	// Measures are the words that stand with numbers: months, weekdays, powers of
	// ten, numbers in words, currencies and units.
	Measures *Wordlist

	// Names are the words by which names are told from other words in a text; nil
	// where nobody has listed them.
	Names *NameWords

	// Suggest gives spellings for a name from another language, best first; hint
	// is that language where it is known, such as "tr".
	Suggest func(name, hint string) []string
}

// Cell names a form, in the words of the language's pack.
type Cell struct{ Case, Number, Det string }

// Candidate is a place that looks like a wrong spelling of an entry.
type Candidate struct {
	// Start and End are byte offsets, half-open, into the text.
	Start, End int
	// Well is the entry in the form that stands there.
	Well string
	// Cell is that form.
	Cell Cell
	// Distance is 0 for the same sound and 1 for nothing in common.
	Distance float64
}

// Issue is a fault that a language pack finds in a text.
type Issue struct {
	// ID is the rule's, such as "P05".
	ID string
	// Severity is error, warn, style or info.
	Severity string
	// Start and End are byte offsets, half-open, into the text.
	Start, End int
	// Message says what is wrong; Fix is what should stand there, or empty when
	// only a person can tell.
	Message, Fix string
	// Fixable says that Fix, even an empty one, may be put in place.
	Fixable bool
	// House says that the rule is the taste of a house, off unless it is asked
	// for.
	House bool
}

// Custom is what a user adds to the sentence rules of a language.
type Custom struct {
	// Abbreviations end in a full stop that does not end a sentence: "Sgt.".
	Abbreviations []string
	// Exceptions are texts after which no sentence ends, whatever follows:
	// "Yahoo!".
	Exceptions []string
}

// Entry is a term of the target language whose forms are to be found.
type Entry struct {
	// Lemma is the agreed form, uninflected.
	Lemma string
	// Kind is person, place, organisation, product or other.
	Kind string
	// Class is the declension class where the automatic one is wrong, or empty.
	Class string
	// Extra are further accepted forms, as they stand in text.
	Extra []string
}

// Found is a form of an entry that stands in a text.
type Found struct {
	// Entry is the index in the entries that were asked for.
	Entry int
	// Start and End are byte offsets, half-open, into the text.
	Start, End int
	// Case, Number and Det name the form in the words of the language's pack;
	// each is empty where the form does not tell.
	Case, Number, Det string
	// Malformed says that the form is understood but not well spelled, and
	// Well is its right spelling.
	Malformed bool
	Well      string
	// Low says that the form is rare enough to be something else.
	Low bool
}
