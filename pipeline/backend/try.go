package backend

import (
	"context"
	"fmt"
	"time"
)

const (
	// freeTries is how often a call is made whose failure cost nothing.
	freeTries = 4
	// longestWait is the longest wait that an engine may ask for; one that asks
	// for more is given up.
	longestWait = 10 * time.Minute
)

// try calls the engine, again and again where that is free. Once under way a
// call is not cut off when ctx ends: it may be paid for. The reply's bill is
// still to be settled; the error is the ledger's.
func (c *Client) try(ctx context.Context, r Request) (Reply, *Error, error) {
	waits := c.Backoff()
	for tries := 1; ; tries++ {
		reply, failure, err := c.once(ctx, r)
		if err != nil || failure == nil || failure.Kind != Temporary || failure.final() || tries == freeTries {
			return reply, failure, err
		}
		// The wait is what the engine asked for and a random time on top, so
		// that callers who were sent away together do not come back together.
		if !sleep(ctx, failure.After+waits.NextBackOff()) || c.breaker.given() != nil {
			return reply, failure, nil
		}
	}
}

// once makes one call, when the key's limits allow it and its cost is booked.
func (c *Client) once(ctx context.Context, r Request) (Reply, *Error, error) {
	most := c.estimate(r)
	if !c.limiter.wait(ctx, units(most, c.Info().Unit)) {
		return Reply{}, c.interrupted(ctx), nil
	}
	id, refused, err := c.book(ctx, r, most)
	if refused != nil || err != nil {
		return Reply{}, refused, err
	}
	c.noteSent(r.Segments)
	reply, err := c.engine.Translate(context.WithoutCancel(ctx), r)
	info := c.Info()
	reply.Engine, reply.Mock = info.Name, info.Mock
	if err == nil {
		c.limiter.learn(reply.Rate, 0)
		reply.Bill = c.bill(id, reply, nil, most)
		return reply, nil, nil
	}
	e := *asError(info.Name, err) // the engine may have more use for its own
	c.limiter.learn(e.Rate, e.After)
	switch {
	case e.Kind != Temporary:
	case len(reply.Results) > 0:
		e.Kind = BadReply // something was done, so asking for all again is not free
	case e.final():
		e.Hint = fmt.Sprintf("it asks to wait %s, so run again after that", e.After.Round(time.Second))
	}
	reply.Bill = c.bill(id, reply, &e, most)
	if e.Kind != Temporary {
		return reply, &e, nil
	}
	err = c.settle(ctx, reply.Bill)
	reply.Bill.ID = 0
	return reply, &e, err
}

// interrupted is the failure of a call that was not made because ctx ended.
func (c *Client) interrupted(ctx context.Context) *Error {
	return &Error{Engine: c.Info().Name, Kind: Temporary, Err: fmt.Errorf("not asked: %w", context.Cause(ctx))}
}

// pause waits before a call that may be paid for is made a second time.
func (c *Client) pause(ctx context.Context, after time.Duration) bool {
	return sleep(ctx, min(after, longestWait)+c.Backoff().NextBackOff())
}

// sleep waits and says whether ctx was still there at the end.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}
