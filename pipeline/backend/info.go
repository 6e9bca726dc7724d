package backend

import "context"

// Limits are what one call may hold and how many calls there may be; zero or
// less means no limit. All lengths are of the segments' texts alone: an engine
// leaves room for what it puts around them, such as JSON or a prompt.
type Limits struct {
	// Segments is how many one call has at most.
	Segments int
	// Bytes counts UTF-8, Characters code points, Tokens what Info.Density makes
	// of them; each is for all segments of a call together. A longer segment is
	// sent alone, unless it breaks a limit of the next two.
	Bytes, Characters, Tokens int
	// SegmentBytes and SegmentCharacters are the longest segment; a longer one is
	// never sent and fails as too long.
	SegmentBytes, SegmentCharacters int
	// PowersOfTwo allows batches of 1, 2, 4, 8, … segments only, so that an
	// engine sees few different answer schemas and can cache them.
	PowersOfTwo bool
	// Calls is how many calls may be under way at once; zero means one.
	Calls int
	// PerSecond is how many calls a second the key allows, PerMinute how many
	// units (Info.Unit) a minute. Replies teach the client less or more.
	PerSecond float64
	PerMinute int
}

// Unit is what a service counts.
type Unit string

// The units. A service that counts nothing, such as a program on this machine,
// has none.
const (
	NoUnit     Unit = ""
	Characters Unit = "characters"
	Tokens     Unit = "tokens"
)

// TermSupport is how a service can be told of agreed names.
type TermSupport string

// The ways to tell of terms.
const (
	NoTerms     TermSupport = ""
	MarkupTerms TermSupport = "markup" // around the word, in the text
	InlineTerms TermSupport = "inline" // in the call
	StoredTerms TermSupport = "stored" // a glossary kept at the service
	PromptTerms TermSupport = "prompt" // in words, to be inflected
)

// TagSupport is how inline codes travel.
type TagSupport string

// The ways of codes. Whatever an engine does with ⟦1⟧ on the wire, it puts it
// back in the answer.
const (
	NoTags          TagSupport = ""
	HTMLTags        TagSupport = "html"
	XMLTags         TagSupport = "xml"
	PlaceholderTags TagSupport = "placeholders" // ⟦1⟧ as it is
)

// Info is what an engine says of itself, from its defaults and the
// configuration. It asks nobody.
type Info struct {
	// Name is the engine's name in the table.
	Name string
	// Model is the model that is asked for, or empty.
	Model string
	// Mock says that the answers are no translations, so the memory recalls
	// them for the same engine only, and the gate looks at their form alone.
	Mock bool
	// Instructs says that the engine takes instructions: it may be asked again
	// with a note on what to do better. Repairs says that it takes drafts of
	// other engines, too.
	Instructs, Repairs bool
	// Positional says that the wire carries no ids: answers come in the order of
	// the segments, and the engine pairs them by that. The client then numbers
	// the placeholders of a call through, so that a swap shows, and the engine
	// returns an error, and no results, when the number of answers is another.
	Positional bool
	Limits     Limits
	// Unit is what the service counts and bills.
	Unit Unit
	// Density is the number of characters of source text in one token, for
	// estimates before a call; zero means 4.
	Density float64
	Terms   TermSupport
	Tags    TagSupport
	// Context says that the engine makes use of Segment.Before and After.
	Context bool
}

// Estimator is an engine that knows better than the client what a call can come
// to at most, such as one with a long prompt and a bound on the answer. The
// estimate is reserved before the call, so it is never less than the bill.
type Estimator interface {
	Estimate(r Request) Usage
}

// Prober is an engine whose service tells what it can do. Probe may cost a call
// but no translation; an error is a *Error.
type Prober interface {
	Probe(ctx context.Context, source, target string) (Capabilities, error)
}

// Capabilities are what a service told of itself.
type Capabilities struct {
	// Pair is "yes" or "no" where the service says whether it translates the
	// pair, else empty.
	Pair string
	// JSON is the way to ask for JSON that works, where it was tried.
	JSON string
	// Info is the engine's own with what the service told put in; a compiled-in
	// guess never overrules the service.
	Info Info
	// Used and Limit are what of the plan's volume is used up, in Info.Unit; zero
	// when it is not told.
	Used, Limit int
	// Notes are further facts for a person, in English, one each.
	Notes []string
}
