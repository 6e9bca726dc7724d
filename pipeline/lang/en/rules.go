package en

// verdict is what a rule says about a stop.
type verdict uint8

const (
	pass  verdict = iota // the rule has nothing to say
	keep                 // the sentence goes on
	split                // the sentence ends
)

// rule is one reason for which a sentence ends at a stop or goes on.
type rule struct {
	id string
	// because is the source of the rule, or the reason for it.
	because string
	decide  func(*stop) verdict
}

// rules are asked in order; the first that does not pass decides. The last
// one always does.
var rules = []rule{
	{"exception", "the user said so: lang.Custom",
		func(s *stop) verdict { return when(s.excepted(), keep) }},
	{"opening", "a number, a letter or points that begin a sentence count it or continue another: \"1. Text\", \"... and\"",
		func(s *stop) verdict { return when(s.opening(), keep) }},
	{"unspaced", "no sentence ends inside a word, a number or an address, https://www.unicode.org/reports/tr29/#SB6 and #SB7; pages that lost a space are mended where the next word starts sentences",
		unspaced},
	{"omission", "points in square brackets stand for left-out text, and the next word tells whether it had a stop",
		func(s *stop) verdict { return s.eitherIf(s.omission()) }},
	{"resumed", "an ellipsis after a stop and a space opens the next sentence: \"It rained. ... The war went on\"",
		func(s *stop) verdict { return when(s.resumed(), split) }},
	{"continued", "https://www.unicode.org/reports/tr29/#SB8a",
		func(s *stop) verdict { return when(isContinuer(s.after) || markLen(s.text[s.lead:]) > 0, keep) }},
	{"address", "an address after a sentence is a line of its own, whatever case it is written in",
		func(s *stop) verdict { return when(addressed(s.text[s.lead:]), split) }},
	{"item", "a letter that counts begins an item of a list: \"The first. b) The second\"",
		func(s *stop) verdict { return when(lettered(s.text, s.next), split) }},
	{"lower-case", "https://www.unicode.org/reports/tr29/#SB8, for question and exclamation marks too, as attributions follow them: “Really?” he asked",
		func(s *stop) verdict { return when(isLower(s.after) && !s.capital(), keep) }},
	{"attribution", "a quoted question belongs to the words that say whose it is: “Really?” Smith asked",
		func(s *stop) verdict { return when(s.attributed(), keep) }},
	{"stress", "https://www.unicode.org/reports/tr29/#SB11",
		func(s *stop) verdict { return when(s.stressed(), split) }},
	{"ellipsis", "three points before a capital end a sentence, but the capital of \"I\" says nothing",
		ellipsis},
	{"abbreviation", "the list in abbreviations.go",
		abbreviation},
	{"label", "a letter after a noun that counts by letters is no initial: vitamin C",
		func(s *stop) verdict { return when(s.letter() && s.labelled(), split) }},
	{"initial", "a single capital belongs to a name, unless a word that starts sentences follows: J. R. Smith, but \"you and I. Did\"",
		func(s *stop) verdict { return s.eitherIf(s.letter()) }},
	{"acronym", "letters with stops may end a sentence or not: U.S., D.C.",
		func(s *stop) verdict { return s.eitherIf(acronym(s.word)) }},
	{"consonants", "a capitalised word without a vowel is an abbreviation that the list lacks: Bldg., Cmdr.",
		func(s *stop) verdict { return s.eitherIf(vowelless(s.word)) }},
	{"stop", "https://www.unicode.org/reports/tr29/#SB11",
		func(*stop) verdict { return split }},
}

// ends says that the sentence ends at the stop.
func (s *stop) ends() bool {
	_, v := s.ruling()
	return v == split
}

// ruling is the rule that decides, and its verdict.
func (s *stop) ruling() (*rule, verdict) {
	last := len(rules) - 1
	for i := range rules[:last] {
		if v := rules[i].decide(s); v != pass {
			return &rules[i], v
		}
	}
	return &rules[last], split
}

// when gives the verdict if the condition holds.
func when(holds bool, v verdict) verdict {
	if holds {
		return v
	}
	return pass
}
