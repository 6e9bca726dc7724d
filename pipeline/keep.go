package pipeline

import (
	"context"
	"fmt"

	"targman/pipeline/memory"
)

// keep commits a batch to the memory. It goes on when ctx ends: what has
// arrived is paid for.
func (l *Line) keep(ctx context.Context, entries []memory.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	if err := l.Memory.Keep(context.WithoutCancel(ctx), l.Pair, entries); err != nil {
		return fmt.Errorf("keep in memory: %w", err)
	}
	return nil
}
