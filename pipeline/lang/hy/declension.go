package hy

// declension is what one standard language of Armenian declines by. The code
// is the same for all; a further standard is a further entry of declensions,
// and a Pack that asks for it.
type declension struct {
	// classes are the paradigms of the classes, short that of words of one
	// syllable in class C, and plural that of lemmas that are plurals.
	classes       map[Class]*paradigm
	short, plural *paradigm
	// irregular are words with a paradigm of their own, folded.
	irregular map[string]*paradigm
}

// eastern is the language tag of the standard that is declined if none is
// named.
const eastern = "hy"

// declensions are the standards that are known, by language tag. Western
// Armenian (hyw) has another spelling, no locative, and an article behind the
// ablative; nothing of it is here until its tables are.
var declensions = map[string]*declension{
	eastern: {classes: paradigms, short: short, plural: ofPlural, irregular: irregular},
}

// declension is what the lemma is declined by, or nil for a standard that is
// not known.
func (l Lemma) declension() *declension {
	if l.Standard == "" {
		return declensions[eastern]
	}
	return declensions[l.Standard]
}
