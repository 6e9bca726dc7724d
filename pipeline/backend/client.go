package backend

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	"golang.org/x/sync/errgroup"
)

const (
	// freeTries is how often a call is made whose failure cost nothing.
	freeTries = 4
	// rounds is how often a segment is asked for: with its batch, again with
	// what else was missing, and alone.
	rounds = 3
	// breakAfter is how many calls in a row may fail before the engine is left
	// alone for the rest of the run.
	breakAfter = 3
	// longestWait is the longest Retry-After that is waited for.
	longestWait = 10 * time.Minute
)

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
	bad int    // calls that failed in a row
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
// had arrived by then was delivered. When ctx ends no new call is made, and
// calls under way may land.
func (c *Client) Translate(ctx context.Context, r Request, deliver func(Reply) error) ([]Failure, error) {
	job := &asking{client: c, request: r, deliver: deliver, reasons: map[string]string{}, done: map[string]bool{}}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(max(1, c.Info().Limits.Calls))
	for _, batch := range pack(r.Segments, c.Info().Limits) {
		g.Go(func() error { return job.batch(ctx, batch) })
	}
	err := g.Wait()
	if err == nil {
		if off := c.given(); off != nil {
			err = off
		}
	}
	return job.failures(), err
}

// asking is one call of Translate.
type asking struct {
	client  *Client
	request Request

	mu      sync.Mutex
	deliver func(Reply) error
	reasons map[string]string // of the segments that were missing, by id
	done    map[string]bool   // ids that were delivered
}

// batch asks for a batch, then for what is missing of it, then for each
// missing segment alone. A batch of which nothing could be used is tried once
// more and not taken apart: that would pay for the same fault many times. The
// error is deliver's.
func (a *asking) batch(ctx context.Context, batch []Segment) error {
	missing, whole := batch, true
	for round := 1; round <= rounds && len(missing) > 0; round++ {
		calls := [][]Segment{missing}
		if round == rounds && whole && len(batch) > 1 {
			return nil
		}
		if round == rounds {
			calls = pack(missing, Limits{Segments: 1})
		}
		missing = nil
		for _, segments := range calls {
			left, again, err := a.call(ctx, segments, whole)
			if err != nil {
				return err
			}
			whole = whole && len(left) == len(batch)
			if again {
				missing = append(missing, left...)
			}
		}
	}
	return nil
}

// call makes one call and delivers what is good of the answer. It returns what
// is missing and whether to ask again. A call with a whole batch tells how the
// engine is; one for stragglers does not.
func (a *asking) call(ctx context.Context, segments []Segment, whole bool) (left []Segment, again bool, err error) {
	if ctx.Err() != nil || a.client.given() != nil {
		a.blame(segments, "the engine was not asked")
		return nil, false, nil
	}
	r := a.request
	r.Segments = segments
	reply, failure := a.client.try(ctx, r)
	good, left, reasons := sort(segments, reply.Results)
	if whole || failure != nil {
		a.client.judge(failure, len(good))
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, s := range left {
		a.reasons[s.ID] = reasons[s.ID]
		if failure != nil {
			a.reasons[s.ID] = failure.Error()
		}
	}
	if len(good) > 0 {
		for _, g := range good {
			a.done[g.ID] = true
		}
		reply.Results = good
		if err := a.deliver(reply); err != nil {
			return nil, false, err
		}
	}
	return left, failure == nil || failure.Kind == BadReply, nil
}

func (a *asking) blame(segments []Segment, reason string) {
	if off := a.client.given(); off != nil {
		reason = off.Error()
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, s := range segments {
		if a.reasons[s.ID] == "" {
			a.reasons[s.ID] = reason
		}
	}
}

// failures are the segments that were never delivered, in their order.
func (a *asking) failures() []Failure {
	var out []Failure
	for _, s := range a.request.Segments {
		if !a.done[s.ID] {
			reason := a.reasons[s.ID]
			if reason == "" {
				reason = "the engine was not asked"
			}
			out = append(out, Failure{s.ID, reason})
		}
	}
	return out
}

// sort parts the answers that can be used from the segments that are missing.
// A segment with two different answers has none.
func sort(segments []Segment, results []Result) (good []Result, left []Segment, reasons map[string]string) {
	reasons = map[string]string{}
	answers := map[string]string{}
	twice := map[string]bool{}
	for _, r := range results {
		if text, ok := answers[r.ID]; ok && text != r.Text {
			twice[r.ID] = true
		}
		answers[r.ID] = r.Text
	}
	for _, s := range segments {
		text, ok := answers[s.ID]
		reason := ""
		switch {
		case !ok:
			reason = "the engine left this segment out"
		case twice[s.ID]:
			reason = "the engine answered this segment twice, differently"
		default:
			reason = fault(s, text)
		}
		if reason == "" {
			good = append(good, Result{ID: s.ID, Text: text})
			continue
		}
		reasons[s.ID] = reason
		left = append(left, s)
	}
	return good, left, reasons
}

// try calls the engine, again and again where that is free. Once under way a
// call is not cut off when ctx ends: it may be paid for.
func (c *Client) try(ctx context.Context, r Request) (Reply, *Error) {
	name := c.Info().Name
	reply, err := backoff.Retry(ctx, func() (Reply, error) {
		reply, err := c.engine.Translate(context.WithoutCancel(ctx), r)
		if err == nil {
			return reply, nil
		}
		e := asError(name, err)
		switch {
		case e.Kind != Temporary || e.After > longestWait:
			return reply, backoff.Permanent(e)
		case e.After > 0:
			return reply, fmt.Errorf("%w (%w)", e, backoff.RetryAfter(int(e.After.Seconds())+1))
		}
		return reply, e
	}, backoff.WithBackOff(c.Backoff()), backoff.WithMaxTries(freeTries), backoff.WithMaxElapsedTime(0))
	if err == nil {
		return reply, nil
	}
	var e *Error
	if !errors.As(err, &e) {
		e = asError(name, err)
	}
	return reply, e
}

// judge counts calls that failed in a row, and gives the engine up when there
// are too many or when a failure is final.
func (c *Client) judge(failure *Error, good int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case good > 0:
		c.bad = 0
	case failure == nil:
		c.bad++
		failure = &Error{Engine: c.engine.Info().Name, Kind: BadReply, Err: errors.New("no answer could be used")}
	case failure.Kind == Refused:
		return
	default:
		c.bad++
	}
	if failure != nil && (failure.Kind.final() || c.bad >= breakAfter) && c.off == nil {
		c.off = failure
	}
}

// given is why the engine was given up, or nil.
func (c *Client) given() *Error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.off
}
