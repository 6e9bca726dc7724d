// Package backend asks translation engines. An Engine is one service over one
// wire; a Client makes any engine behave alike: it packs batches, pairs answers
// by id, asks again for what is missing, and names what could not be had. The
// package keeps nothing and never changes an answer, but for blanks around it.
// Start at Engine, then table.go, which lists the engines.
package backend

import (
	"context"

	"targman/pipeline/bitext"
)

// Segment is one text to be translated.
type Segment struct {
	// ID is unique in its request.
	ID string
	// Text may hold placeholders ⟦1⟧, ⟦2⟧, … that a translation keeps, each
	// exactly once.
	Text string
	Kind bitext.Kind
	// Before and After are the neighbouring segments of the article, for
	// context only.
	Before, After string
	// Terms are the agreed names that stand in the text.
	Terms []Term
	// Note says in English what was wrong with an earlier translation; it is
	// for engines that take instructions.
	Note string
}

// Term is an agreed rendering.
type Term struct {
	// Source is the name as it stands in the text, Target its agreed form,
	// uninflected.
	Source, Target string
	// Keep says that the name stays as it is.
	Keep bool
}

// Request is a number of segments for one language pair.
type Request struct {
	// Source and Target are BCP 47 tags.
	Source, Target string
	// Style says in English how the target language is to be written.
	Style    string
	Segments []Segment
}

// Result is an engine's answer for one segment.
type Result struct {
	// ID is the segment's.
	ID   string
	Text string
}

// Reply is what an engine returns for one call. It may miss segments; those
// are asked for again.
type Reply struct {
	Results []Result
	// Model and Prompt name what made the answers; either may be empty.
	Model, Prompt string
}

// Limits are what one call may hold; zero or less means no limit.
type Limits struct {
	Segments int
	// Bytes counts the UTF-8 of the segments' texts. A longer segment is sent
	// alone.
	Bytes int
	// PowersOfTwo allows batches of 1, 2, 4, 8, … segments only, so that an
	// engine sees few different answer schemas and can cache them.
	PowersOfTwo bool
	// Calls is how many calls may be under way at once; zero means one.
	Calls int
}

// Info is what an engine says of itself.
type Info struct {
	// Name is the engine's name in the table.
	Name string
	// Mock says that the answers are no translations, so the memory recalls
	// them for the same engine only.
	Mock bool
	// Instructs says that the engine takes instructions: it may be asked again
	// with a note on what to do better.
	Instructs bool
	Limits    Limits
}

// Engine is one translation service. Translate must return when ctx ends; it
// must not retry by itself, and must bind each answer to the id the service
// gave back wherever the wire carries ids. An error is a *Error, so that the
// client knows whether to try again; answers that came before it are in the
// reply and count. Translate may be called by several goroutines at once, and
// the client gives it a context that does not end with the run, so an engine
// sets a limit of its own to each call. Close frees what the engine holds; a
// second Close does nothing.
type Engine interface {
	Info() Info
	Translate(ctx context.Context, r Request) (Reply, error)
	Close() error
}
