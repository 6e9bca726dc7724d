package backend

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"sync"
	"unicode/utf8"

	"targman/pipeline/money"
)

// Ledger is where every call is written down before it is made, durably, and
// settled after it. Book fails with a *money.CapError when the call would break
// a cap, and with any other error when it cannot be written down; then the call
// is not made.
type Ledger interface {
	Book(ctx context.Context, c money.Call) (id int64, err error)
	Settle(ctx context.Context, s money.Settlement) error
}

// bookings are the calls that are booked and not settled.
type bookings struct {
	bookMu     sync.Mutex // held while a call is booked: whoever is told of a cap knows of all that were booked before
	bookingsMu sync.Mutex
	open       map[int64]bool
	changed    chan struct{}
}

func (b *bookings) opened(id int64) {
	b.bookingsMu.Lock()
	defer b.bookingsMu.Unlock()
	if b.open == nil {
		b.open, b.changed = map[int64]bool{}, make(chan struct{})
	}
	b.open[id] = true
}

// closed wakes those who wait for money to come free.
func (b *bookings) closed(id int64) {
	b.bookingsMu.Lock()
	defer b.bookingsMu.Unlock()
	if b.open[id] {
		delete(b.open, id)
		close(b.changed)
		b.changed = make(chan struct{})
	}
}

// waiting is closed at the next settlement; nil when none is to come.
func (b *bookings) waiting() <-chan struct{} {
	b.bookingsMu.Lock()
	defer b.bookingsMu.Unlock()
	if len(b.open) == 0 {
		return nil
	}
	return b.changed
}

// book writes the call down. When a cap is in the way it waits for calls under
// way: they are booked with the most that they can cost, and mostly cost less.
func (c *Client) book(ctx context.Context, r Request, most Usage) (int64, *Error, error) {
	if c.Ledger == nil {
		return 0, nil, nil
	}
	call := c.entry(r, most)
	for {
		id, change, err := c.bookOnce(ctx, call)
		if err == nil {
			return id, nil, nil
		}
		broken, ok := errors.AsType[*money.CapError](err)
		switch {
		case ctx.Err() != nil:
			return 0, c.interrupted(ctx), nil
		case !ok:
			return 0, nil, err
		case change == nil:
			return 0, c.capped(broken), nil
		}
		select {
		case <-change:
		case <-ctx.Done():
		}
	}
}

// bookOnce books one call; change is closed when another has been settled.
func (c *Client) bookOnce(ctx context.Context, call money.Call) (id int64, change <-chan struct{}, err error) {
	c.bookMu.Lock()
	defer c.bookMu.Unlock()
	change = c.waiting()
	if id, err = c.Ledger.Book(ctx, call); err == nil {
		c.opened(id)
	}
	return id, change, err
}

// capped is the failure of a call that a cap forbids.
func (c *Client) capped(broken *money.CapError) *Error {
	return &Error{Engine: c.Info().Name, Kind: Budget, Err: broken, Hint: "raise money.caps, or run again when the time of the cap is over"}
}

// entry is what is written down of a call.
func (c *Client) entry(r Request, most Usage) money.Call {
	info := c.Info()
	call := money.Call{Engine: info.Name, Model: info.Model, Source: r.Source, Target: r.Target,
		Key: key256(info, r), Most: most, Cost: c.Price.Cost(most)}
	at := map[string]int{}
	for _, s := range r.Segments {
		i, ok := at[s.Article]
		if !ok {
			i = len(call.Shares)
			at[s.Article] = i
			call.Shares = append(call.Shares, money.Share{Article: s.Article})
		}
		call.Shares[i].Segments++
		call.Shares[i].Characters += utf8.RuneCountInString(s.Text)
	}
	return call
}

// key256 hashes all that the answer depends on.
func key256(info Info, r Request) string {
	type told struct {
		Engine, Model string
		Request       Request
	}
	r.Canary, r.Gate = "", Gate{}
	data, _ := json.Marshal(told{info.Name, info.Model, r}) // plain data: never fails
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

// estimate is the most that a call can come to.
func (c *Client) estimate(r Request) Usage {
	if e, ok := c.engine.(Estimator); ok {
		u := e.Estimate(r)
		u.Requests, u.Estimated = max(1, u.Requests), true
		return u
	}
	u := Usage{Requests: 1, Estimated: true}
	switch c.Info().Unit {
	case Characters:
		u.Characters = charactersOf(r.Segments)
	case Tokens:
		data, _ := json.Marshal(r.Segments) // plain data: never fails
		u.Input, u.Output = promptRoom+len(data), room(r.Segments)
	}
	return u
}

// promptRoom is room, in tokens, for the prompt of an engine that does not know better.
const promptRoom = 2000

// units are what a call takes of a limit that counts units.
func units(u Usage, of Unit) int {
	if of == Characters {
		return u.Characters
	}
	return max(u.Characters, u.Input+u.Output)
}

// bill is what a call came to. What the service did not tell is the estimate: the
// ledger never says less than the service.
func (c *Client) bill(id int64, reply Reply, failure *Error, most Usage) money.Settlement {
	b := money.Settlement{ID: id, State: money.Wasted, Usage: reply.Usage, Model: reply.Model, Trace: reply.Trace}
	if failure != nil {
		b.Reason = failure.Error()
		if !b.Usage.Told() {
			b.Usage = failure.Usage
		}
		if b.Trace == "" {
			b.Trace = failure.Trace
		}
		if failure.Kind == Ambiguous {
			b.State = money.Unknown
		}
		if failure.free() && len(reply.Results) == 0 && !b.Usage.Told() {
			b.State, b.Usage = money.Free, Usage{Requests: 1}
			return b
		}
	}
	if !b.Usage.Told() {
		b.Usage = most
	}
	b.Usage.Requests = max(1, b.Usage.Requests)
	b.Cost = c.Price.Cost(b.Usage)
	return b
}

// settle settles a call of which nothing is delivered.
func (c *Client) settle(ctx context.Context, b money.Settlement) error {
	defer c.closed(b.ID)
	if b.ID == 0 || c.Ledger == nil {
		return nil
	}
	return c.Ledger.Settle(context.WithoutCancel(ctx), b)
}
