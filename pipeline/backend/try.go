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
// call is not cut off when ctx ends: it may be paid for.
func (c *Client) try(ctx context.Context, r Request) (Reply, *Error) {
	waits := c.Backoff()
	for tries := 1; ; tries++ {
		reply, failure := c.once(ctx, r)
		if failure == nil || failure.Kind != Temporary || failure.final() || tries == freeTries {
			return reply, failure
		}
		// The wait is what the engine asked for and a random time on top, so
		// that callers who were sent away together do not come back together.
		if !sleep(ctx, failure.After+waits.NextBackOff()) || c.given() != nil {
			return reply, failure
		}
	}
}

// once makes one call.
func (c *Client) once(ctx context.Context, r Request) (Reply, *Error) {
	reply, err := c.engine.Translate(context.WithoutCancel(ctx), r)
	if err == nil {
		return reply, nil
	}
	e := *asError(c.Info().Name, err) // the engine may have more use for its own
	switch {
	case e.Kind != Temporary:
	case len(reply.Results) > 0:
		e.Kind = BadReply // something was done, so asking for all again is not free
	case e.final():
		e.Hint = fmt.Sprintf("it asks to wait %s, so run again after that", e.After.Round(time.Second))
	}
	return reply, &e
}

// pause waits before a call that may be paid for is made a second time.
func (c *Client) pause(ctx context.Context, after time.Duration) {
	sleep(ctx, min(after, longestWait)+c.Backoff().NextBackOff())
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
