package bitext

// Article is one document: its text, what is known about it, and the blocks
// that a translation may replace. Everything outside the blocks is skeleton
// and is written back byte for byte.
type Article struct {
	// Path is the file as the user named it; for messages.
	Path string
	// Name is the slash-separated path below the input folder, without the
	// extension. Outputs are named after it.
	Name string
	// Ext is the extension with its dot, as it stood; the translated document
	// carries it too.
	Ext string
	// Format is the name of the input format, from the table in pipeline/read.
	Format string
	// Source is the whole document, decoded to UTF-8, without a byte order
	// mark and otherwise unchanged (line ends included).
	Source string
	// Encoding says how Source stood on disk.
	Encoding Encoding
	// Meta is what the document says about itself.
	Meta Meta
	// Blocks are ascending and disjoint.
	Blocks []Block
	// LangSpans are the places in Source that name the document's language
	// (such as the value of <html lang>); ascending, outside every block. The
	// writer puts the target locale there once anything else has changed.
	LangSpans []Span
	// Spell writes content the way this document's format spells it at the
	// given block: characters escaped, codes as their Raw. Set by the reader.
	Spell func(b *Block, c Content) string
}

// Encoding is how a document was stored.
type Encoding struct {
	// Charset is the IANA name in lower case: "utf-8", "utf-16le",
	// "windows-1252".
	Charset string
	// BOM says that the bytes began with a byte order mark.
	BOM bool
	// Guessed says that nothing declared the charset and it was inferred.
	Guessed bool
}

// Meta is what a document says about itself; each field may be empty.
type Meta struct {
	Title  string
	Author string
	// Date is as the document gives it, RFC 3339 where it could be parsed.
	Date string
	// URL is the canonical address; where the document names none, the one it was
	// fetched from.
	URL string
	// Site is the name of the publication.
	Site string
	// Lang is the declared language, a BCP 47 tag.
	Lang string
	// Whole says why all of a page was taken for the article although its main
	// content was looked for; empty where that was found or not looked for.
	Whole string
}
