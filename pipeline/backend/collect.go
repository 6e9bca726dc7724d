package backend

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// await waits for batches and takes in their answers. What is not there when the
// time is over stays with the service, for the next run. It returns what was
// answered badly.
func (a *asking) await(ctx context.Context, batches []*handedIn) (again []Segment) {
	engine := a.client.engine.(Batcher)
	until := time.Now().Add(a.client.Batches.Wait)
	waits := a.client.Backoff()
	for _, b := range batches {
		for {
			var ended bool
			failure := a.client.patiently(ctx, func() (err error) {
				ended, err = engine.Ended(context.WithoutCancel(ctx), b.id)
				return err
			})
			if failure == nil && ended {
				again = append(again, a.collect(ctx, b)...)
				break
			}
			left := time.Until(until)
			if failure != nil || left <= 0 || !sleep(ctx, min(left, waits.NextBackOff())) {
				a.leave(ctx, b, failure)
				break
			}
		}
	}
	return again
}

// patiently tries something that costs nothing, or was not done.
func (c *Client) patiently(ctx context.Context, try func() error) *Error {
	waits := c.Backoff()
	for tries := 1; ; tries++ {
		err := try()
		if err == nil {
			return nil
		}
		e := asError(c.Info().Name, err)
		if e.Kind != Temporary || e.final() || tries == freeTries || !sleep(ctx, e.After+waits.NextBackOff()) {
			return e
		}
	}
}

// leave notes that a batch could not be collected. One that the service does not
// know any more is lost, and may have been paid.
func (a *asking) leave(ctx context.Context, b *handedIn, failure *Error) {
	if failure != nil && failure.Missing {
		failure = &Error{Engine: failure.Engine, Kind: Ambiguous, Err: fmt.Errorf("batch %s is gone: %w", b.id, failure.Err)}
		for _, c := range b.calls {
			bill := a.client.bill(c.id, Reply{}, failure, a.client.estimate(c.request))
			a.brokeUnlessNil(a.client.settle(ctx, a.client.reduced(bill)))
			a.note(nil, c.request.Segments, nil, failure)
		}
		return
	}
	a.client.breaker.judge(failure, 0)
	a.client.leftover(b.id)
	reason := fmt.Sprintf("batch %s of engine %s is under way; run again", b.id, a.client.Info().Name)
	if failure != nil {
		reason += " (" + failure.Error() + ")"
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, c := range b.calls {
		for _, s := range c.request.Segments {
			a.reasons[s.ID] = Failure{Reason: reason, Kind: Temporary, Batch: b.id}
		}
	}
}

// leftBatches are those that this run hands over to the next one.
type leftBatches struct {
	leftMu sync.Mutex
	left   []string
}

func (l *leftBatches) leftover(id string) {
	l.leftMu.Lock()
	defer l.leftMu.Unlock()
	if !slices.Contains(l.left, id) {
		l.left = append(l.left, id)
	}
}

// Left are the service's ids of the batches that were under way when the client
// stopped to wait for them.
func (l *leftBatches) Left() []string {
	l.leftMu.Lock()
	defer l.leftMu.Unlock()
	return slices.Clone(l.left)
}

// collect takes in the answers of a batch that has ended.
func (a *asking) collect(ctx context.Context, b *handedIn) (again []Segment) {
	var replies []BatchReply
	failure := a.client.patiently(ctx, func() (err error) {
		replies, err = a.client.engine.(Batcher).Collect(context.WithoutCancel(ctx), b.id, b.sent())
		return err
	})
	if failure != nil {
		a.leave(ctx, b, failure)
		return nil
	}
	by := map[string]BatchReply{}
	for _, r := range replies {
		by[r.Name] = r
	}
	for _, c := range b.calls {
		r, ok := by[c.name()]
		if !ok {
			r.Err = &Error{Engine: a.client.Info().Name, Kind: BadReply, Err: errors.New("the batch has no answer to this call")}
		}
		again = append(again, a.collected(ctx, b, c, r)...)
	}
	return again
}

// collected takes in one answer and returns what is to be asked for again.
func (a *asking) collected(ctx context.Context, b *handedIn, c heldCall, got BatchReply) []Segment {
	info := a.client.Info()
	r := c.request
	r.Gate = a.request.Gate
	var numbers numbering
	numbers, r.Segments = number(c.request.Segments)
	reply := got.Reply
	reply.Engine, reply.Mock = info.Name, info.Mock
	if reply.Trace == "" {
		reply.Trace = b.id
	}
	reply.Bill = a.client.reduced(a.client.bill(c.id, reply, got.Err, a.client.estimate(r)))
	out := a.take(ctx, r, numbers, reply, got.Err)
	if kind := out.kind(); kind != BadReply && kind != TooLong || ctx.Err() != nil {
		return nil
	}
	wanted := map[string]bool{}
	for _, s := range a.request.Segments {
		wanted[s.ID] = true
	}
	var again []Segment
	for _, s := range pick(c.request.Segments, out.missing) {
		if wanted[s.ID] {
			again = append(again, s)
		}
	}
	return a.noted(again)
}
