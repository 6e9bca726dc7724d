package glossary

// Rule is one thing that Lint looks for.
type Rule struct {
	// ID is stable.
	ID       string
	Severity Severity
	// Why explains the rule in a sentence.
	Why string
	// check looks for it; nil where reading the files has found it already.
	check func(*lint)
}

// Rules lists what Lint looks for.
func Rules() []Rule {
	return []Rule{
		{"syntax", Error, "A glossary file is YAML in UTF-8, indented with spaces.", nil},
		{"schema", Error, "A concept has the keys and values that the format knows, and no others.", nil},
		{"source-missing", Error, "Every concept cites where its target terms are from.", nil},
		{"id-duplicate", Error, "An id names one concept, because the translation memory refers to it.", nil},
		{"variant-claimed", Error, "A spelling means one concept only; which of two is meant is never guessed.", nil},
		{"unmatchable", Error, "A spelling is made of words that can be found in a text.", nil},
		{"target-forbidden", Error, "The agreed term of one concept is not a forbidden one of another: each repair would undo the other.", (*lint).targetForbidden},
		{"forbidden-shared", Warn, "A forbidden spelling belongs to one concept, or nobody can tell what to put in its place.", (*lint).forbiddenShared},
		{"class-unknown", Error, "A declension class is one that the language knows.", (*lint).classUnknown},
		{"mixed-script", Error, "A word is written in one script; a letter of another one looks right and is never found.", (*lint).mixedScript},
		{"foreign-script", Warn, "A term is written in the script of its language or in Latin letters.", (*lint).foreignScript},
		{"not-nfc", Warn, "Text is in Unicode NFC, so that equal words are equal bytes.", (*lint).notNFC},
		{"target-missing", Warn, "Every concept has a term in every language that is translated into.", (*lint).targetMissing},
		{"forms-unconfirmed", Warn, "Where the ending of a name does not tell how it is declined, a person confirms the class.", (*lint).formsUnconfirmed},
		{"source-unconfirmed", Warn, "A term that a program has made up is looked at by a person, who then cites where it is from.", (*lint).sourceUnconfirmed},
		{"order", Style, "Concepts stand in the order of their ids, so that a difference reads like a sentence.", (*lint).order},
		{"target-shared", Info, "Two concepts with one target term cannot be told apart in the translation.", (*lint).targetShared},
		{"variant-redundant", Info, "A spelling that another one of the concept finds anyway, in other accents, hyphens or capitals, can go.", (*lint).variantRedundant},
		{"shadowed", Info, "A term inside a longer one is not found there: the longest wins.", (*lint).shadowed},
	}
}
