package pipeline

import (
	"context"
	"fmt"

	"targman/pipeline/memory"
	"targman/pipeline/money"
)

// keep commits what cost nothing.
func (l *Line) keep(ctx context.Context, entries []memory.Entry) error {
	return l.keepPaid(ctx, entries, money.Settlement{})
}

// keepPaid commits a batch to the memory, together with the bill of the call that
// brought it. It goes on when ctx ends: what has arrived is paid for.
func (l *Line) keepPaid(ctx context.Context, entries []memory.Entry, bill money.Settlement) (err error) {
	ctx = context.WithoutCancel(ctx)
	switch {
	case l.Ledger != nil:
		err = l.Ledger.Keep(ctx, l.Pair, entries, bill)
	case len(entries) > 0:
		err = l.Memory.Keep(ctx, l.Pair, entries)
	}
	if err != nil {
		return fmt.Errorf("keep in memory: %w", err)
	}
	return nil
}
