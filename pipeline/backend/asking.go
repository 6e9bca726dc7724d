package backend

import (
	"context"
	"fmt"
	"sync"

	"targman/pipeline/money"
)

// asking is one call of Client.Translate.
type asking struct {
	client  *Client
	request Request
	stop    func()
	arrived chan Reply
	// same are the ids of the segments that are the same as another, by the id of
	// that one.
	same map[string][]string

	mu      sync.Mutex
	broken  error              // what ended the request
	reasons map[string]Failure // why a segment is missing, by id
	done    map[string]bool    // ids that are on their way to be delivered
}

// batch asks for a batch, then together for what is missing of it, then for
// each segment that is still missing alone. A batch of which nothing could be
// used is not sent again whole: one segment of it goes first, and when that
// fails, too, the batch is lost and nothing more is paid for it. One that is too
// long is halved, down to single segments.
func (a *asking) batch(ctx context.Context, batch []Segment) {
	if len(batch) > 1 && a.client.knownTooLong(batch) {
		a.halves(ctx, batch)
		return
	}
	var got outcome
	if a.client.breaker.doubtful() && len(batch) > 1 {
		got = outcome{missing: batch}
	} else if got = a.call(ctx, batch); a.settled(ctx, got, batch) {
		return
	}
	if got.good == 0 {
		if got = a.probe(ctx, got); got.good == 0 {
			return
		}
	}
	for _, s := range a.calls(ctx, got.missing) {
		if one := a.call(ctx, a.noted([]Segment{s})); one.kind() == Temporary {
			a.lost(ctx, one, 1)
			return
		}
	}
}

// calls asks for segments together and returns what is missing of them and worth
// asking for again: nothing when the engine is away, nor what may have been paid
// for twice already. A size that brings no answer where a single segment did is
// too long.
func (a *asking) calls(ctx context.Context, segments []Segment) (missing []Segment) {
	info := a.client.Info()
	for _, piece := range pack(segments, info.Limits, info.Density) {
		got := a.call(ctx, a.noted(piece))
		switch kind := got.kind(); {
		case kind == Temporary:
			a.lost(ctx, got, len(piece))
			return nil
		case kind != Ambiguous || a.client.mayRepeat(got.missing):
			missing = append(missing, got.missing...)
		default:
			if got.good == 0 && len(piece) > 1 {
				a.client.noteTooLong(piece)
			}
			a.lost(ctx, got, len(piece))
		}
	}
	return missing
}

// lost counts a batch of n segments, when nothing came of it and nobody stopped it.
func (a *asking) lost(ctx context.Context, got outcome, n int) {
	if got.good == 0 && ctx.Err() == nil {
		a.client.lose(got.failure, n)
	}
}

// settled says that nothing more is to be done for a batch after its first
// call.
func (a *asking) settled(ctx context.Context, got outcome, batch []Segment) bool {
	switch kind := got.kind(); {
	case len(got.missing) == 0:
		return true
	case kind == TooLong && len(batch) > 1:
		a.client.noteTooLong(batch)
		a.halves(ctx, got.missing)
		return true
	case kind == BadReply, kind == Ambiguous && a.client.mayRepeat(got.missing), kind == Refused && len(batch) > 1:
		return false
	}
	a.lost(ctx, got, len(batch))
	return true
}

// probe asks for one segment of a batch of which nothing came, or for a second
// one when the first was refused: it may have been the cause. What it returns
// has no good segment when the batch is lost.
func (a *asking) probe(ctx context.Context, got outcome) outcome {
	if got.failure != nil && got.failure.Kind != Refused && !a.client.pause(ctx, got.failure.After) {
		return outcome{}
	}
	rest := got.missing
	for range 2 {
		one := a.call(ctx, a.noted(rest[:1]))
		rest = rest[1:]
		if one.good > 0 {
			return outcome{good: 1, missing: rest}
		}
		if len(one.missing) == 0 { // no call is made any more
			return outcome{}
		}
		got.failure = one.failure
		if one.kind() != Refused || len(rest) == 0 {
			break
		}
	}
	if ctx.Err() == nil {
		a.client.lose(got.failure, len(got.missing))
	}
	return outcome{}
}

// halves asks for the segments half as many at a time.
func (a *asking) halves(ctx context.Context, batch []Segment) {
	info := a.client.Info()
	info.Limits.Segments = (len(batch) + 1) / 2
	for _, half := range pack(batch, info.Limits, info.Density) {
		a.batch(ctx, half)
	}
}

// noted are segments that are asked for again: an engine that takes
// instructions is told what was wrong.
func (a *asking) noted(segments []Segment) []Segment {
	if !a.client.Info().Instructs {
		return segments
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	out := make([]Segment, len(segments))
	for i, s := range segments {
		if f := a.reasons[s.ID]; f.gate {
			s.Note = joinNotes(s.Note, fmt.Sprintf("An earlier answer was refused: %s.", f.Reason))
		}
		out[i] = s
	}
	return out
}

func joinNotes(first, second string) string {
	if first == "" {
		return second
	}
	return first + " " + second
}

// outcome is what came of one call.
type outcome struct {
	good    int
	missing []Segment // of those that were asked for
	failure *Error    // the engine's
}

func (o outcome) kind() Kind {
	if o.failure == nil {
		return BadReply
	}
	return o.failure.Kind
}

// call makes one call and sends what is good of the answer to be delivered. When
// no call is to be made any more, nothing is missing of it either.
func (a *asking) call(ctx context.Context, segments []Segment) outcome {
	if ctx.Err() != nil || a.client.breaker.given() != nil {
		return outcome{}
	}
	r := a.request
	var numbers numbering
	numbers, r.Segments = number(segments)
	reply, failure, err := a.client.try(ctx, r)
	if err != nil {
		a.broke(err)
		return outcome{}
	}
	a.client.breaker.judge(failure, 0)
	out := a.take(ctx, r, numbers, reply, failure)
	out.missing = pick(segments, out.missing)
	return out
}

// take sends what is good of the answer to a request, whose placeholders are
// numbered, to be delivered.
func (a *asking) take(ctx context.Context, r Request, numbers numbering, reply Reply, failure *Error) outcome {
	good, missing, faults := a.sift(r, reply.Results)
	a.client.breaker.judge(nil, len(good))
	a.note(good, missing, faults, failure)
	if len(good) == 0 {
		if err := a.client.settle(ctx, reply.Bill); err != nil {
			a.broke(err)
		}
		return outcome{0, r.Segments, failure}
	}
	reply.Results = numbers.back(good)
	reply.Bill.State, reply.Bill.Reason = money.Done, ""
	a.arrived <- reply
	return outcome{len(good), missing, failure}
}

// note remembers what was good, and why the rest is missing.
func (a *asking) note(good []Result, missing []Segment, faults map[string]string, failure *Error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, g := range good {
		a.done[g.ID] = true
	}
	for _, s := range missing {
		f := why(faults[s.ID], failure)
		f.alone = len(good)+len(missing) == 1 && (f.gate || f.Kind == Refused)
		a.reasons[s.ID] = f
	}
}

// pick are those of the segments that are among the missing, which differ from
// them in the numbers of placeholders only.
func pick(segments, missing []Segment) []Segment {
	ids := map[string]bool{}
	for _, s := range missing {
		ids[s.ID] = true
	}
	var out []Segment
	for _, s := range segments {
		if ids[s.ID] {
			out = append(out, s)
		}
	}
	return out
}

// why is the reason for a missing segment: what is wrong with its answer, what
// went wrong with the call, or that it was left out.
func why(fault string, failure *Error) Failure {
	switch {
	case fault != "":
		return Failure{Reason: fault, gate: true}
	case failure != nil:
		return Failure{Reason: failure.Error(), Kind: failure.Kind}
	}
	return Failure{Reason: "the engine left this segment out"}
}

// failures are the segments that were never delivered, in their order.
func (a *asking) failures(off *Error) []Failure {
	first := map[string]string{}
	for id, others := range a.same {
		for _, other := range others {
			first[other] = id
		}
	}
	var out []Failure
	for _, s := range a.request.Segments {
		id := s.ID
		if one, ok := first[id]; ok {
			id = one
		}
		if a.done[id] {
			continue
		}
		f := a.reasons[id]
		f.ID = s.ID
		if f.Reason == "" {
			f.Reason, f.Kind = "the engine was not asked", Temporary
			if off != nil {
				f.Reason, f.Kind = off.Error(), off.Kind
			}
		}
		out = append(out, f)
	}
	return out
}
