package lang

// NameWords are the words of a language by which names are told from other
// words, and one kind of name from another. Sets are of words in small letters.
type NameWords struct {
	// Ordinary words begin sentences and titles and are no names: "The".
	Ordinary map[string]bool
	// Titles stand before a person's name and are no part of it: "President".
	Titles map[string]bool
	// Dates and Peoples are written with a capital and are no names of their own:
	// "Monday", "Armenian".
	Dates, Peoples map[string]bool
	// Organisations and Places are words that such names have in them: "Bank",
	// "Lake".
	Organisations, Places map[string]bool
	// Links may stand between two words of a name: "of"; Joins may once a link
	// has: "and". Articles stand before what is no person: "the".
	Links, Joins, Articles map[string]bool
	// Particles are small words inside a person's name: "van".
	Particles map[string]bool
	// Whereabouts stand before places: "in". Speech are verbs of persons: "said".
	Whereabouts, Speech map[string]bool
	// Endings and Letters tell the language that a name is from, by its tag:
	// endings of words in small letters, and letters that only it has.
	Endings map[string][]string
	Letters map[string]string
}
