package backend

import (
	"errors"
	"sync"
)

// After how many batches in a row that came to nothing the engine is left alone
// for the rest of the run. A text that is refused or too long says less about
// the engine than an answer that is none.
const (
	breakAfter   = 3
	breakRefused = 10
)

// breaker gives an engine up. It never closes again: a run that nobody watches
// is over sooner than a broken service is mended, and the next run tries anew.
type breaker struct {
	mu      sync.Mutex
	bad     int    // batches that came to nothing, in a row
	refused int    // the same, of texts that were refused or too long
	off     *Error // why the engine was given up
	useful  bool   // something of it could be used
	last    *Error // why a batch was lost
}

// judge learns from one call: an answer that can be used clears the engine, a
// final error ends it.
func (b *breaker) judge(failure *Error, good int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if good > 0 {
		b.bad, b.refused, b.useful = 0, 0, true
	}
	if failure != nil && failure.final() && b.off == nil {
		b.off = failure
	}
}

// lose counts a batch of n segments that came to nothing. A nil failure means
// that the engine answered.
func (c *Client) lose(failure *Error, n int) {
	b := &c.breaker
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case failure == nil:
		failure = &Error{Engine: c.Info().Name, Kind: BadReply, Err: errors.New("no answer could be used")}
	case failure.Kind == Refused, failure.Kind == TooLong && n == 1:
	default:
		b.last = failure
	}
	if failure.Kind == Refused || failure.Kind == TooLong {
		b.refused++
	} else {
		b.bad++
	}
	if (b.bad >= breakAfter || b.refused >= breakRefused) && b.off == nil {
		b.off = failure
	}
}

// doubtful says that the last batch came to nothing, so that the next one begins
// with a single segment.
func (b *breaker) doubtful() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.bad+b.refused > 0
}

// given is why the engine was given up, or nil.
func (b *breaker) given() *Error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.off
}

// Err is why the engine was given up, or what it failed with when nothing of it
// could ever be used; nil while it works.
func (c *Client) Err() *Error {
	b := &c.breaker
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.off == nil && !b.useful {
		return b.last
	}
	return b.off
}
