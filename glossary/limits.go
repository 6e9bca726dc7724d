package glossary

// Limits on what Load reads. A glossary beyond them is refused with a message,
// so that a wrong file cannot take the memory of the machine.
const (
	// MaxFileBytes is the largest glossary file.
	MaxFileBytes = 64 << 20
	// MaxParts is the most keys, values and items of one file, told by the marks
	// that part them. The parser takes some hundred bytes for each, however short
	// it is.
	MaxParts = 4_000_000
	// MaxTermBytes is the longest term.
	MaxTermBytes = 200
	// MaxTermWords is the most words of a term, a given name included.
	MaxTermWords = 16
	// MaxTerms is the most terms of one list.
	MaxTerms = 100
	// MaxTextBytes is the longest note or source.
	MaxTextBytes = 2000
	// MaxProblems is how many problems are reported one by one.
	MaxProblems = 100
)

// maxWordBytes is the longest word of a text that is looked up. It leaves room
// for a term whose letters carry many marks.
const maxWordBytes = 4 * MaxTermBytes
