package backend

import (
	"errors"
	"fmt"
	"time"
)

// Kind says what an error means for the next call.
type Kind uint8

// The kinds of error, by what to do and what may have to be paid.
const (
	// BadReply is an answer that came whole and cannot be used: HTML, the wrong
	// schema, a count that is wrong. It was paid for; one more try.
	BadReply Kind = iota
	// Ambiguous means that the call was sent and nobody knows what became of it:
	// a reset, a time-out, half a body, 5xx. It may have been paid for; one more
	// try, within a small share of the run.
	Ambiguous
	// Temporary means that nothing was done and nothing is to be paid: the call
	// was never sent (dial, DNS, TLS), or refused for now (429, 503, 529). Try
	// again after a while.
	Temporary
	// Refused means that the engine will not translate this text, whoever asks
	// how often: a safety filter. Another engine may.
	Refused
	// TooLong means that the segments do not fit into one call, or their
	// answers not into one reply: ask for fewer at a time.
	TooLong
	// Auth means that the engine does not know us, Quota that what we may use
	// is used up, Setup that the engine cannot work as it is configured (a
	// redirect, an unknown model, a request it calls wrong), Unsupported that it
	// does not translate this pair. Budget means that a cap of ours forbids the
	// call; only the client says so. None is tried again.
	Auth
	Quota
	Setup
	Unsupported
	Budget
)

var kinds = [...]string{BadReply: "bad reply", Ambiguous: "no answer", Temporary: "temporary", Refused: "refused", TooLong: "too long",
	Auth: "not allowed", Quota: "quota used up", Setup: "set-up", Unsupported: "unsupported", Budget: "budget reached"}

func (k Kind) String() string { return kinds[k] }

// free says that a call that failed like this cost nothing.
func (e *Error) free() bool {
	return !e.Usage.Told() && (e.Free || e.Kind == Temporary || e.Kind >= Auth)
}

// Error is what goes wrong with an engine.
type Error struct {
	Engine string
	Kind   Kind
	// After is how long the engine asked us to wait; zero when it did not say.
	After time.Duration
	// Hint is a step that a person can take, or empty.
	Hint string
	// Usage is what the failed call came to where the service told; otherwise the
	// client goes by Kind and Free: nothing, or the whole estimate.
	Usage Usage
	// Free says that the service did nothing and bills nothing, where Kind leaves
	// that open: a 413, or a 400 that names the length.
	Free bool
	// Missing says that the service does not know what was asked for: 404 or 410.
	Missing bool
	// Trace and Rate are as in a Reply.
	Trace string
	Rate  Rate
	Err   error
}

func (e *Error) Error() string {
	text := fmt.Sprintf("ask engine %s: %v", e.Engine, e.Err)
	if e.Hint != "" {
		text += "; " + e.Hint
	}
	return text
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// final says that no further call to the engine makes sense in this run.
func (e *Error) final() bool {
	return e.Kind >= Auth || e.Kind == Temporary && e.After > longestWait
}

// asError makes an *Error of whatever an engine returned.
func asError(engine string, err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return &Error{Engine: engine, Kind: BadReply, Err: err}
}
