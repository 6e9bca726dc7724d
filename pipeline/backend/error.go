package backend

import (
	"errors"
	"fmt"
	"time"
)

// Kind says what an error means for the next call.
type Kind uint8

// The kinds of error, by what to do.
const (
	// BadReply is an answer that cannot be used but may have been paid for: one
	// more try.
	BadReply Kind = iota
	// Temporary means that nothing was done: try again after a while.
	Temporary
	// Refused means that the engine will not translate this text.
	Refused
	// TooLong means that the segments do not fit into one call, or their
	// answers not into one reply: ask for fewer at a time.
	TooLong
	// Auth means that the engine does not know us, Quota that what we may use
	// is used up, Setup that the engine cannot work as it is configured. None
	// is tried again.
	Auth
	Quota
	Setup
)

var kinds = [...]string{BadReply: "bad reply", Temporary: "temporary", Refused: "refused", TooLong: "too long", Auth: "not allowed", Quota: "quota used up", Setup: "set-up"}

func (k Kind) String() string { return kinds[k] }

// Error is what goes wrong with an engine.
type Error struct {
	Engine string
	Kind   Kind
	// After is how long the engine asked us to wait; zero when it did not say.
	After time.Duration
	// Hint is a step that a person can take, or empty.
	Hint string
	Err  error
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
