// Package backend asks translation engines. An Engine is one service over one
// wire; a Client makes any engine behave alike: it packs batches, pairs answers
// by id, asks again for what is missing, and names what could not be had. The
// package keeps nothing and never changes an answer, but for blanks around it.
// Start at Engine, then table.go, which lists the engines. What an engine says of
// itself is in info.go, what a call costs in usage.go, what goes wrong in
// error.go, what a service tells of its limits in rate.go.
package backend

import (
	"context"

	"targman/pipeline/bitext"
	"targman/pipeline/money"
)

// Segment is one text to be translated.
type Segment struct {
	// ID is unique in its request.
	ID string
	// Text may hold placeholders ⟦1⟧, ⟦2⟧, … that a translation keeps, each
	// exactly once.
	Text string
	Kind bitext.Kind
	// Article is the name of the article that the text is from; for the ledger.
	Article string
	// Before and After are the neighbouring segments of the article, for
	// context only.
	Before, After string
	// Title and Lead are the article's title and its first sentences, Section the
	// heading that the segment stands under, and Earlier the sentences just before
	// it with their translations, the nearest last. All are for context only, may be
	// empty, and are for engines that take instructions. An answer that was given
	// without them is as good: no key depends on them.
	Title, Lead, Section string
	Earlier              []Example
	// Terms are the agreed names that stand in the text.
	Terms []Term
	// Note says in English what was wrong with an earlier translation; it is
	// for engines that take instructions.
	Note string
	// Draft is a translation by another engine that is to be repaired by what
	// Note says and otherwise kept. It is set only for an engine that says
	// Info.Repairs.
	Draft string
	// Examples are translations of similar texts, best first, without inline
	// codes; for engines that take instructions.
	Examples []Example
}

// Example is an earlier translation of a text that is like another one.
type Example struct{ Source, Target string }

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
	// Canary, where it is not empty, is a word of this run that an engine with a
	// prompt puts among its instructions, behind the part that servers cache, and
	// says never to repeat. An answer that holds it has leaked the prompt and is
	// refused.
	Canary string
	// Gate is what answers are held to; engines have no use for it.
	Gate Gate
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
	// Model and Prompt name what made the answers; either may be empty. Model is
	// the one the service names, else the one it was asked for.
	Model, Prompt string
	// Usage is what the service says that the call came to; the zero value lets
	// the client count.
	Usage Usage
	// Trace is the service's id of the call, for questions to its support.
	Trace string
	// Rate is what the headers say of the key's limits: rateOf(res.Header).
	Rate Rate

	// Engine is the name of the engine that answered, Mock what its Info says, and
	// Bill what the call cost, to be settled by who takes the reply. The client
	// sets them.
	Engine string
	Mock   bool
	Bill   money.Settlement
}

// Engine is one translation service. Translate must return when ctx ends; it
// must not retry by itself, and must bind each answer to the id the service
// gave back wherever the wire carries ids. An error is a *Error, so that the
// client knows whether to try again and what may have to be paid; answers that
// came before it are in the reply and count. The client, not the engine, keeps
// to the limits, checks the answers, waits, retries and counts money. Translate may be called by several goroutines at once, and
// the client gives it a context that does not end with the run, so an engine
// sets a limit of its own to each call. Close frees what the engine holds; a
// second Close does nothing.
type Engine interface {
	Info() Info
	Translate(ctx context.Context, r Request) (Reply, error)
	Close() error
}
