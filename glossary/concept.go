package glossary

// Kind says what sort of thing a concept is.
type Kind string

// The kinds of concept, as they stand in files.
const (
	Person       Kind = "person"
	Place        Kind = "place"
	Organisation Kind = "organisation"
	Product      Kind = "product"
	Other        Kind = "other"
)

// Case is the rule for capitals when a concept is looked for in text.
type Case string

// The case rules, as they stand in files.
const (
	// Smart, the default: each word of the spelling that begins with a capital
	// wants one in the text, a word in capitals only (an acronym) wants
	// capitals only, other words match in any case. Text in capitals matches.
	Smart Case = "smart"
	// Exact wants every letter in the case of the spelling.
	Exact Case = "exact"
)

// Concept is one thing that has a name: what it is called in the source
// language, and what it is to be called in each target locale.
type Concept struct {
	// ID is unique in the glossary and in kebab case; units in the memory
	// refer to it, so it stays when spellings change.
	ID   string `json:"id"`
	Kind Kind   `json:"kind"`
	// Spellings are by source locale, ascending; at least one.
	Spellings []Spelling `json:"spellings"`
	// Targets are by target locale, ascending.
	Targets []Target `json:"targets,omitempty"`
	// Given is a person's given name, or nil.
	Given *Given `json:"given,omitempty"`
	// Keep says that the term is not translated: the target is the canonical
	// source spelling.
	Keep bool `json:"keep,omitempty"`
	Case Case `json:"case"`
	// Note is for people.
	Note string `json:"note,omitempty"`
	// Source says where the target terms are from: a URL or a reference.
	Source string `json:"source"`
	// File and Line are where the concept begins, for messages.
	File string `json:"-"`
	Line int    `json:"-"`
	// places are where its target blocks stand.
	places []place
}

// place is where a target block stands in a file.
type place struct {
	locale string
	given  bool
	line   int
}

// targetLine is the line of a target block, or of the concept.
func (c *Concept) targetLine(locale string, given bool) int {
	for _, p := range c.places {
		if p.locale == locale && p.given == given {
			return p.line
		}
	}
	return c.Line
}

// Spelling is how a concept is written in one source locale.
type Spelling struct {
	Locale string `json:"locale"`
	// Canonical is the agreed spelling.
	Canonical string `json:"canonical"`
	// Admitted are other names that may stay as they stand: "EU" beside
	// "European Union".
	Admitted []string `json:"admitted,omitempty"`
	// Variants are spellings that the canonical one replaces.
	Variants []string `json:"variants,omitempty"`
	// lines are where the terms stand in the file: Canonical, then Admitted,
	// then Variants.
	lines []int
}

// Given is the given name of a person whose Spellings and Targets are the
// surname alone.
type Given struct {
	Spellings []Spelling `json:"spellings"`
	Targets   []Target   `json:"targets,omitempty"`
	// After says that the given name follows the surname: "Xi Jinping".
	After bool `json:"after,omitempty"`
}

// Canonical returns the agreed spelling in the source locale, with the given
// name before it or without.
func (c *Concept) Canonical(locale string, given bool) (string, bool) {
	s := find(c.Spellings, locale)
	if s == nil {
		return "", false
	}
	if given && c.Given != nil {
		if g := find(c.Given.Spellings, locale); g != nil {
			return c.Given.join(g.Canonical, s.Canonical), true
		}
	}
	return s.Canonical, true
}

// join writes a full name.
func (g *Given) join(given, surname string) string {
	if g.After {
		return surname + " " + given
	}
	return given + " " + surname
}
