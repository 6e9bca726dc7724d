package pipeline

import "targman/pipeline/bitext"

// Class is a row of the analysis that translators bill by.
type Class string

// The classes, in the order they are shown. Machine is a translation of the
// same text that no person wrote or approved; the bands are of texts that are
// merely alike.
const (
	Repetitions      Class = "repetitions"
	CrossRepetitions Class = "cross-repetitions"
	Locale           Class = "locale"
	Context          Class = "context"
	Exact            Class = "exact"
	Machine          Class = "machine"
	Adapted          Class = "adapted"
	Fuzzy95          Class = "95-99"
	Fuzzy85          Class = "85-94"
	Fuzzy75          Class = "75-84"
	Fuzzy50          Class = "50-74"
	New              Class = "new"
	NotForUse        Class = "not-translated"
)

// leastCounted is the score from which on a similar text counts as one,
// whatever a run suggests.
const leastCounted = 50

// Classes lists the classes in the order they are shown.
func Classes() []Class {
	return []Class{Repetitions, CrossRepetitions, Locale, Context, Exact, Machine, Adapted, Fuzzy95, Fuzzy85, Fuzzy75, Fuzzy50, New, NotForUse}
}

// band is the class of a fuzzy match.
func band(score int) Class {
	switch {
	case score >= 95:
		return Fuzzy95
	case score >= 85:
		return Fuzzy85
	case score >= 75:
		return Fuzzy75
	case score >= leastCounted:
		return Fuzzy50
	}
	return New
}

// known is the class of a unit that the memory has a translation of. What stands
// at the place it was made at is a match in context.
func known(u *bitext.Unit) Class {
	switch {
	case u.Origin == bitext.FromAdapted:
		return Adapted
	case !u.Provenance.Human:
		return Machine
	case u.Origin == bitext.FromExact:
		return Exact
	}
	return Context
}
