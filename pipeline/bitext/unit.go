package bitext

import "slices"

// Unit is one segment of an article, usually a sentence, and all that the line
// learns about it. It is the one thing that changes along the line; the
// comment of each field names the stage that writes it.
type Unit struct {
	// ID is "block.segment", both counted from 1; unique in the article.
	// Written by split.
	ID string
	// Block is the index in Article.Blocks. Written by split.
	Block int
	// Kind is the block's kind. Written by split.
	Kind Kind
	// Span is the segment's place in Article.Source, its codes included.
	// Written by split.
	Span Span
	// Original is the segment as it stands in the document, without
	// surrounding space. Written by split.
	Original Content
	// Source is Original in NFC with canonical names; what is translated and
	// what the memory knows it by. Written by split, names by match.
	Source Content
	// Before and After are the Source.Text of the neighbours, empty at the
	// ends of the article. Written by match.
	Before, After string
	// Terms are the glossary concepts found, ascending. Written by match;
	// settle adds where each stands in the target.
	Terms []Term
	// Target is the translation; an empty text means there is none. Written by
	// recall or translate, then settle.
	Target Content
	// State, Origin and Score say how good the target is and where it is from.
	// Written by recall or translate.
	State  State
	Origin Origin
	// Score is 101 for a context match, 100 for an exact one, less for any other
	// match, 0 for text that is not from the memory.
	Score int
	// Provenance is what made the target. Written by recall or translate.
	Provenance Provenance
	// Suggestions are translations of texts like this one, best first. Written by
	// recall.
	Suggestions []Suggestion
	// Findings are written by every stage that has something to say.
	Findings []Finding
}

// Translated says that the unit has a target.
func (u *Unit) Translated() bool { return u.Target.Text != "" || len(u.Target.Codes) > 0 }

// Translatable says that the unit is meant to have a target: it is not
// furniture.
func (u *Unit) Translatable() bool { return u.Kind != Furniture }

// Open says that the unit still wants a translation.
func (u *Unit) Open() bool { return u.Translatable() && !u.Translated() }

// Find adds a finding.
func (u *Unit) Find(f Finding) { u.Findings = append(u.Findings, f) }

// State is how far a translation has come, in the words of XLIFF 2.1, section
// 4.3.1.34 (http://docs.oasis-open.org/xliff/xliff-core/v2.1/).
type State string

// The states of XLIFF 2.
const (
	Initial    State = "initial"
	Translated State = "translated"
	Reviewed   State = "reviewed"
	Final      State = "final"
)

// Origin is where a target came from.
type Origin string

// The origins; an engine's is made by Backend. The empty origin goes with an
// empty target.
const (
	FromLocale  Origin = "locale"
	FromExact   Origin = "memory:exact"
	FromContext Origin = "memory:context"
	// FromMachine is a match whose translation no person wrote or approved.
	FromMachine Origin = "memory:machine"
	// FromAdapted is a translation of a text that differed in numbers or names
	// only, with those put in; FromFuzzy one of a text that is merely alike.
	FromAdapted Origin = "memory:adapted"
	FromFuzzy   Origin = "memory:fuzzy"
	FromHuman   Origin = "human"
	// FromAlign is a sentence of a translation that was found for it by machine.
	FromAlign Origin = "align"
)

// Backend is the origin of text that the named engine made.
func Backend(name string) Origin { return Origin("backend:" + name) }

// Provenance is what made a translation; the zero value means unknown.
type Provenance struct {
	// Human says that a person wrote or approved the text.
	Human bool `json:"human,omitempty"`
	// Engine, Model and Prompt name the machine; Prompt is a version.
	Engine string `json:"engine,omitempty"`
	Model  string `json:"model,omitempty"`
	Prompt string `json:"prompt,omitempty"`
	// By is the person or tool that a memory file names.
	By string `json:"by,omitempty"`
	// Time is RFC 3339 in UTC.
	Time string `json:"time,omitempty"`
	// Concepts are the glossary entries that applied, with the target forms
	// they had: "cavusoglu=…".
	Concepts []string `json:"concepts,omitempty"`
	// Repairs are the names that settle put right, as found and as they are
	// now: "…" → "…".
	Repairs []string `json:"repairs,omitempty"`
	// Again tells an engine, in English, what is wrong with names since the
	// glossary has changed; empty when no engine need be asked again. Written by
	// resettle.
	Again string `json:"again,omitempty"`
	// Suggestions are those that the unit had when an engine translated it.
	Suggestions []Suggestion `json:"suggestions,omitempty"`
}

// Equal says that both tell the same.
func (p Provenance) Equal(q Provenance) bool {
	return p.Human == q.Human && p.Engine == q.Engine && p.Model == q.Model && p.Prompt == q.Prompt && p.By == q.By &&
		p.Time == q.Time && p.Again == q.Again && slices.Equal(p.Concepts, q.Concepts) && slices.Equal(p.Repairs, q.Repairs) &&
		slices.Equal(p.Suggestions, q.Suggestions) &&
		slices.Equal(p.Suggestions, q.Suggestions)
}

// Suggestion is the translation of a text that is like a unit's source. Its
// texts are without inline codes.
type Suggestion struct {
	// Score is in percent, as translation tools count it; below 100.
	Score  int    `json:"score"`
	Source string `json:"source"`
	Target string `json:"target"`
	// By is the person, file or machine that made it.
	By string `json:"by,omitempty"`
	// Machine says that no person wrote or approved it.
	Machine bool `json:"machine,omitempty"`
}

// Term is a glossary concept that was found in a unit.
type Term struct {
	// Concept is the id in the glossary.
	Concept string
	// Span is into Unit.Source.Text.
	Span Span
	// Seen is the spelling that stood in the document; it differs from the
	// canonical one when a variant was used.
	Seen string
	// Canonical is the agreed source spelling, without a possessive.
	Canonical string
	// Target is the agreed target form, uninflected; empty when the glossary
	// has none for the locale.
	Target string
	// Kind is the concept's kind: person, place, organisation, product, other.
	Kind string
	// Class is the declension class set by hand in the glossary, or empty.
	Class string
	// Keep says that the term is not translated.
	Keep bool
	// Found are the places in Unit.Target.Text where an accepted form stands.
	// Written by settle.
	Found []Span
	// Forms run parallel to Found. Written by settle.
	Forms []Form
}

// Form is how a term stands at one place of the target.
type Form struct {
	// Spelling is the accepted spelling, uninflected.
	Spelling string
	// Case, Number and Det name the form in the words of the language's pack;
	// each is empty where the form does not tell.
	Case, Number, Det string
}

// Severity orders findings.
type Severity uint8

// The severities, least first.
const (
	Info Severity = iota
	Style
	Warn
	Error
)

var severities = [...]string{Info: "info", Style: "style", Warn: "warn", Error: "error"}

func (s Severity) String() string { return severities[s] }

// MarshalText writes the severity as its word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// ParseSeverity reads the word of a severity.
func ParseSeverity(word string) (Severity, bool) {
	for i, w := range severities {
		if w == word {
			return Severity(i), true
		}
	}
	return 0, false
}

// Finding is something that a person should know about a unit. It is never an
// error of the program.
type Finding struct {
	// ID is the rule, stable and in kebab case: "term-variant".
	ID       string   `json:"id"`
	Severity Severity `json:"severity"`
	// Message says what was found and what was expected, for a person.
	Message string `json:"message"`
}
