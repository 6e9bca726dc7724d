package backend

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"targman/pipeline/money"
)

// mostBatchCalls is how many calls a batch has at most: fewer than the services
// take, so that the bodies stay within their megabytes.
const mostBatchCalls = 2000

// handedIn is a batch at the service.
type handedIn struct {
	id    string
	calls []heldCall
}

// heldCall is one of its calls, with the ids that its segments have in this run.
type heldCall struct {
	id      int64 // in the ledger
	request Request
}

func (h heldCall) name() string { return "call-" + strconv.FormatInt(h.id, 10) }

// inBatches collects what was handed in before, by whatever run, and hands in
// the rest. It returns what is to be asked for by ordinary calls: segments with a
// note, for somebody waits for them, and what a batch answered badly.
func (a *asking) inBatches(ctx context.Context, segments []Segment) (ordinary []Segment) {
	var open []Segment
	for _, s := range segments {
		if s.Note != "" {
			ordinary = append(ordinary, s)
		} else {
			open = append(open, s)
		}
	}
	info := a.client.Info()
	held, err := a.client.Batches.Store.Held(ctx, info.Name, a.request.Source, a.request.Target)
	if err != nil {
		if ctx.Err() == nil {
			a.broke(err)
		}
		return nil
	}
	batches, open := claim(held, open)
	for calls := range slices.Chunk(pack(open, info.Limits, info.Density), mostBatchCalls) {
		if b := a.handIn(ctx, calls); b != nil {
			batches = append(batches, b)
		}
	}
	return append(ordinary, a.await(ctx, batches)...)
}

// claim finds the segments among the calls that were handed in, and returns
// what is not there. Calls of which nobody wants anything now stay where they
// are.
func claim(held []money.Held, segments []Segment) (batches []*handedIn, open []Segment) {
	want := map[string][]string{}
	for _, s := range segments {
		k := s.content() // of several, which differ in what stands around them
		want[k] = append(want[k], s.ID)
	}
	at := map[string]*handedIn{}
	for _, h := range held {
		var r Request
		if json.Unmarshal(h.Request, &r) != nil || !r.rename(want, h.Call) {
			continue
		}
		b := at[h.Batch]
		if b == nil {
			b = &handedIn{id: h.Batch}
			at[h.Batch], batches = b, append(batches, b)
		}
		b.calls = append(b.calls, heldCall{h.Call, r})
	}
	for _, s := range segments {
		if slices.Contains(want[s.content()], s.ID) {
			open = append(open, s)
		}
	}
	return batches, open
}

// rename gives the segments the ids that are wanted, each once, and ids that
// nobody has to the others. It says whether any was wanted.
func (r *Request) rename(want map[string][]string, call int64) (any bool) {
	for i, s := range r.Segments {
		k := s.content()
		if ids := want[k]; len(ids) > 0 {
			r.Segments[i].ID, any = ids[0], true
			want[k] = ids[1:]
		} else {
			r.Segments[i].ID = fmt.Sprintf("held-%d-%d", call, i)
		}
	}
	return any
}

// content is what an answer must have been asked for to be this segment's: its
// text and names. What stands around it may have changed since.
func (s Segment) content() string {
	data, _ := json.Marshal(Segment{Text: s.Text, Kind: s.Kind, Terms: s.Terms}) // plain data: never fails
	return string(data)
}

// handIn books calls, hands them in, and writes down where they are.
func (a *asking) handIn(ctx context.Context, calls [][]Segment) *handedIn {
	b, err := a.bookAll(ctx, calls)
	if err != nil || len(b.calls) == 0 {
		a.brokeUnlessNil(err)
		return nil
	}
	engine := a.client.engine.(Batcher) // NewClient's caller has seen to it
	failure := a.client.patiently(ctx, func() (err error) {
		b.id, err = engine.Submit(context.WithoutCancel(ctx), b.sent())
		return err
	})
	if failure != nil {
		a.notHandedIn(ctx, b, failure)
		return nil
	}
	held := make([]money.Held, len(b.calls))
	for i, c := range b.calls {
		data, err := json.Marshal(c.request)
		a.brokeUnlessNil(err)
		held[i] = money.Held{Call: c.id, Batch: b.id, Request: data}
	}
	a.brokeUnlessNil(a.client.Batches.Store.Hold(context.WithoutCancel(ctx), held))
	return b
}

// bookAll books as many of the calls as the caps allow; what is left over stays
// open.
func (a *asking) bookAll(ctx context.Context, calls [][]Segment) (*handedIn, error) {
	b := &handedIn{}
	for _, segments := range calls {
		if ctx.Err() != nil || a.client.breaker.given() != nil {
			break
		}
		r := a.request
		r.Segments, r.Gate = segments, Gate{}
		sent := r
		_, sent.Segments = number(segments)
		most := a.client.estimate(sent)
		entry := a.client.entry(sent, most)
		entry.Cost = a.client.Batches.Price.Cost(most)
		id, err := a.client.Ledger.Book(ctx, entry)
		if broken, ok := errors.AsType[*money.CapError](err); ok {
			a.client.breaker.judge(a.client.capped(broken), 0)
			break
		}
		if err != nil && ctx.Err() != nil {
			break
		}
		if err != nil {
			return b, err
		}
		b.calls = append(b.calls, heldCall{id, r})
	}
	return b, nil
}

// sent are the calls as they go to the service, with their placeholders
// numbered through. The ids are the same whoever collects them.
func (b *handedIn) sent() []BatchCall {
	out := make([]BatchCall, len(b.calls))
	for i, c := range b.calls {
		_, c.request.Segments = number(c.request.Segments)
		out[i] = BatchCall{c.name(), c.request}
	}
	return out
}

// notHandedIn settles the calls of a batch that could not be handed in.
func (a *asking) notHandedIn(ctx context.Context, b *handedIn, failure *Error) {
	for _, c := range b.calls {
		bill := a.client.bill(c.id, Reply{}, failure, a.client.estimate(c.request))
		a.brokeUnlessNil(a.client.settle(ctx, a.client.reduced(bill)))
		a.note(nil, c.request.Segments, nil, failure)
	}
	a.client.breaker.judge(failure, 0)
	if ctx.Err() == nil {
		a.client.lose(failure, len(b.calls))
	}
}

// reduced is a bill at the price of batches.
func (c *Client) reduced(b money.Settlement) money.Settlement {
	if b.State != money.Free {
		b.Cost = c.Batches.Price.Cost(b.Usage)
	}
	return b
}

func (a *asking) brokeUnlessNil(err error) {
	if err != nil {
		a.broke(err)
	}
}
