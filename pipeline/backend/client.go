package backend

import (
	"context"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	"golang.org/x/sync/errgroup"

	"targman/pipeline/money"
)

// Failure is a segment that could not be had.
type Failure struct {
	// ID is the segment's.
	ID string
	// Reason is for a person.
	Reason string
	// Kind is that of the error that stood in the way; BadReply where the answer
	// did not pass the gate.
	Kind Kind

	// Batch is the service's id of the batch that the answer will come with, or
	// empty. Nobody else is to be asked for it meanwhile.
	Batch string

	gate  bool // an answer came and did not pass
	alone bool // and the engine was asked for this segment alone, or refused to
}

// Client asks one engine for any number of segments. It may be used for one
// request after another, by several goroutines; an engine that was given up
// stays given up. Its fields are set before the first request.
type Client struct {
	engine Engine
	// Backoff makes the waiting times between tries; tests put in one that does
	// not wait.
	Backoff func() backoff.BackOff
	// Ledger books every call; nil books none. Price is what the engine's calls
	// cost.
	Ledger Ledger
	Price  money.Price
	// Batches, where it is not nil, has segments handed in as batches; the engine
	// is then a Batcher, and there is a Ledger.
	Batches *Batches
	// Canary is Request.Canary of every call.
	Canary string
	// Refusals keeps what the engine has refused, nil nothing; with Retry it is
	// asked for that again. Setup stands for the engine's configuration: when it
	// changes, what was refused is asked for again, too.
	Refusals Refusals
	Retry    bool
	Setup    string

	limiter *limiter
	breaker breaker
	bookings
	lengths
	repeats
	leftBatches
}

// NewClient makes a client of the engine.
func NewClient(e Engine) *Client {
	return &Client{engine: e, limiter: newLimiter(e.Info().Limits), Backoff: func() backoff.BackOff {
		b := backoff.NewExponentialBackOff()
		b.MaxInterval = 30 * time.Second
		return b
	}}
}

// Info is the engine's.
func (c *Client) Info() Info { return c.engine.Info() }

// Translate asks for all segments, identical ones once, and calls deliver for
// each batch that arrives, never twice at a time. It returns the segments that
// could not be had. The error is deliver's or the ledger's, or a *Error when the
// engine was given up; what had arrived by then was delivered. When ctx ends or
// deliver fails no new call is made; calls under way land and are delivered, for
// they may be paid for.
//
// deliver settles Reply.Bill together with what it keeps.
func (c *Client) Translate(ctx context.Context, r Request, deliver func(Reply) error) ([]Failure, error) {
	r.Canary = c.Canary
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	limits := c.Info().Limits
	a := &asking{client: c, request: r, reasons: map[string]Failure{}, done: map[string]bool{},
		stop: stop, arrived: make(chan Reply, max(1, limits.Calls))}
	ask, err := a.unrefused(ctx, a.sendable(limits))
	if err != nil {
		return a.failures(nil), err
	}
	var landing sync.WaitGroup
	landing.Go(func() { a.land(deliver) })
	var g errgroup.Group
	g.SetLimit(max(1, limits.Calls))
	if c.Batches != nil {
		ask = a.inBatches(ctx, ask)
	}
	for _, batch := range pack(ask, limits, c.Info().Density) {
		g.Go(func() error { a.batch(ctx, batch); return nil })
	}
	_ = g.Wait() // a batch's faults are noted
	close(a.arrived)
	landing.Wait()
	if err := a.remember(ctx); err != nil {
		a.broke(err)
	}
	off := c.breaker.given()
	if a.broken == nil && off != nil {
		return a.failures(off), off
	}
	return a.failures(off), a.broken
}

// land delivers what arrives, beside the calls, so that no call waits for a
// disk. After a fault it goes on: what was under way is paid for.
func (a *asking) land(deliver func(Reply) error) {
	for reply := range a.arrived {
		err := deliver(a.everywhere(reply))
		a.client.closed(reply.Bill.ID)
		if err != nil {
			a.broke(err)
		}
	}
}

// broke notes what ends the request for good; the first fault is told.
func (a *asking) broke(err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.broken == nil {
		a.broken = err
	}
	a.stop()
}
