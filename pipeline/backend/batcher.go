package backend

import (
	"context"
	"time"

	"targman/pipeline/money"
)

// Batcher is an engine whose service takes many calls at once, answers them
// within a day, and bills less for them. Its methods make single attempts, as
// Translate does, and their errors are *Error.
type Batcher interface {
	// Submit hands the calls in and returns the service's id of the batch.
	Submit(ctx context.Context, calls []BatchCall) (id string, err error)
	// Ended says that nothing more will come of the batch.
	Ended(ctx context.Context, id string) (bool, error)
	// Collect reads the answers of a batch that has ended, in any order. A call
	// without one is missing.
	Collect(ctx context.Context, id string, calls []BatchCall) ([]BatchReply, error)
}

// BatchCall is one call of a batch; Name is unique in it: letters, digits and
// hyphens, at most 64.
type BatchCall struct {
	Name    string
	Request Request
}

// BatchReply is what became of a call. An error of kind Temporary means that the
// service did not come to it: the batch expired or was cancelled.
type BatchReply struct {
	Name  string
	Reply Reply
	Err   *Error
}

// Batches has a client hand its calls in as batches.
type Batches struct {
	// Wait is how long one request waits for them; zero looks once.
	Wait time.Duration
	// Price is what such calls cost.
	Price money.Price
	Store BatchStore
}

// BatchStore is a ledger that remembers, durably, which booked calls were
// handed in: a run that is interrupted, or does not wait, leaves them to the
// next one. Settling a call takes it out.
type BatchStore interface {
	Hold(ctx context.Context, calls []money.Held) error
	Held(ctx context.Context, engine, source, target string) ([]money.Held, error)
}
