package backend

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	"golang.org/x/sync/errgroup"
)

// breakAfter is how many batches in a row may come to nothing before the engine
// is left alone for the rest of the run.
const breakAfter = 3

// Failure is a segment that could not be had.
type Failure struct {
	// ID is the segment's.
	ID string
	// Reason is for a person.
	Reason string
}

// Client asks one engine for any number of segments. It may be used for one
// request after another; an engine that was given up stays given up.
type Client struct {
	engine Engine
	// Backoff makes the waiting times between tries; tests put in one that does
	// not wait.
	Backoff func() backoff.BackOff

	mu  sync.Mutex
	bad int    // batches that came to nothing, in a row
	off *Error // why the engine was given up
}

// NewClient makes a client of the engine.
func NewClient(e Engine) *Client {
	return &Client{engine: e, Backoff: func() backoff.BackOff {
		b := backoff.NewExponentialBackOff()
		b.MaxInterval = 30 * time.Second
		return b
	}}
}

// Info is the engine's.
func (c *Client) Info() Info { return c.engine.Info() }

// Translate asks for all segments and calls deliver for each batch that
// arrives, never twice at a time. It returns the segments that could not be
// had. The error is deliver's, or a *Error when the engine was given up; what
// had arrived by then was delivered. When ctx ends or deliver fails no new call
// is made; calls under way land and are delivered, for they may be paid for.
func (c *Client) Translate(ctx context.Context, r Request, deliver func(Reply) error) ([]Failure, error) {
	a := &asking{client: c, request: r, deliver: deliver, reasons: map[string]string{}, done: map[string]bool{}}
	limits := c.Info().Limits
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(max(1, limits.Calls))
	for _, batch := range pack(r.Segments, limits) {
		g.Go(func() error { return a.batch(ctx, batch) })
	}
	err := g.Wait()
	off := c.given()
	if err == nil && off != nil {
		err = off
	}
	return a.failures(off), err
}

// judge learns from one call: an answer that can be used clears the engine, a
// final error ends it.
func (c *Client) judge(failure *Error, good int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if good > 0 {
		c.bad = 0
	}
	if failure != nil && failure.final() && c.off == nil {
		c.off = failure
	}
}

// lose counts a batch that came to nothing. A text that is refused or too long
// says nothing about the engine. A nil failure means that the engine answered.
func (c *Client) lose(failure *Error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if failure == nil {
		failure = &Error{Engine: c.engine.Info().Name, Kind: BadReply, Err: errors.New("no answer could be used")}
	}
	if failure.Kind == Refused || failure.Kind == TooLong {
		return
	}
	c.bad++
	if c.bad >= breakAfter && c.off == nil {
		c.off = failure
	}
}

// given is why the engine was given up, or nil.
func (c *Client) given() *Error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.off
}
