package backend

import (
	"context"
	"sync"
)

// asking is one call of Client.Translate.
type asking struct {
	client  *Client
	request Request

	mu      sync.Mutex
	deliver func(Reply) error
	reasons map[string]string // why a segment is missing, by id
	done    map[string]bool   // ids that were delivered
}

// batch asks for a batch, then for what is missing of it, then for each
// segment that is still missing alone. A batch of which nothing could be used
// is tried once more and not taken apart: that would pay for the same fault
// many times. Only one that is too long is halved, down to single segments. The
// error is deliver's.
func (a *asking) batch(ctx context.Context, batch []Segment) error {
	const together, again, alone = 1, 2, 3
	limits := a.client.Info().Limits
	pieces, good := [][]Segment{batch}, 0
	for round := together; ; round++ {
		got, err := a.calls(ctx, pieces)
		good += got.good
		switch kind := got.kind(); {
		case err != nil || len(got.missing) == 0:
			return err
		case kind == TooLong && len(batch) > 1 && round < alone:
			return a.halves(ctx, got.missing, len(batch))
		case kind != BadReply && kind != Ambiguous, round == alone, round == again && good == 0:
			if good == 0 && ctx.Err() == nil {
				a.client.lose(got.failure)
			}
			return nil
		case round == again:
			limits.Segments = 1
		case got.failure != nil:
			a.client.pause(ctx, got.failure.After)
		}
		pieces = pack(got.missing, limits)
	}
}

// halves asks for what is missing of a batch of n, half as much at a time.
func (a *asking) halves(ctx context.Context, missing []Segment, n int) error {
	limits := a.client.Info().Limits
	limits.Segments = (n + 1) / 2
	for _, half := range pack(missing, limits) {
		if err := a.batch(ctx, half); err != nil {
			return err
		}
	}
	return nil
}

// outcome is what came of one or more calls.
type outcome struct {
	good    int
	missing []Segment // of those that were asked for
	failure *Error    // the engine's last
}

func (o outcome) kind() Kind {
	if o.failure == nil {
		return BadReply
	}
	return o.failure.Kind
}

func (a *asking) calls(ctx context.Context, pieces [][]Segment) (outcome, error) {
	var all outcome
	for _, segments := range pieces {
		one, err := a.call(ctx, segments)
		if err != nil {
			return all, err
		}
		all.good += one.good
		all.missing = append(all.missing, one.missing...)
		if one.failure != nil {
			all.failure = one.failure
		}
	}
	return all, nil
}

// call makes one call and delivers what is good of the answer. When no call is
// to be made any more, nothing is missing of it either.
func (a *asking) call(ctx context.Context, segments []Segment) (outcome, error) {
	if ctx.Err() != nil || a.client.given() != nil {
		return outcome{}, nil
	}
	r := a.request
	r.Segments = segments
	reply, failure := a.client.try(ctx, r)
	good, missing, faults := sift(segments, reply.Results)
	a.client.judge(failure, len(good))
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, s := range missing {
		a.reasons[s.ID] = why(faults[s.ID], failure)
	}
	if len(good) > 0 {
		for _, g := range good {
			a.done[g.ID] = true
		}
		reply.Results = good
		if err := a.deliver(reply); err != nil {
			return outcome{}, err
		}
	}
	return outcome{len(good), missing, failure}, nil
}

// why is the reason for a missing segment: what is wrong with its answer, what
// went wrong with the call, or that it was left out.
func why(fault string, failure *Error) string {
	switch {
	case fault != "":
		return fault
	case failure != nil:
		return failure.Error()
	}
	return "the engine left this segment out"
}

// failures are the segments that were never delivered, in their order.
func (a *asking) failures(off *Error) []Failure {
	var out []Failure
	for _, s := range a.request.Segments {
		if a.done[s.ID] {
			continue
		}
		reason := a.reasons[s.ID]
		if reason == "" {
			reason = "the engine was not asked"
			if off != nil {
				reason = off.Error()
			}
		}
		out = append(out, Failure{s.ID, reason})
	}
	return out
}
