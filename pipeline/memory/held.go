package memory

import (
	"context"

	"targman/pipeline/money"
)

// Hold writes down, in one transaction, that booked calls were handed in as a
// batch. Whatever becomes of this process, their entries stay open until a run
// settles them.
func (l *Ledger) Hold(ctx context.Context, calls []money.Held) error {
	_, err := l.m.surely("hold a batch in", func() error { return l.hold(ctx, calls) })
	return err
}

func (l *Ledger) hold(ctx context.Context, calls []money.Held) error {
	if err := l.m.writable(); err != nil {
		return err
	}
	tx, err := l.m.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, h := range calls {
		if _, err := tx.ExecContext(ctx, "INSERT INTO held (call, batch, request) VALUES (?, ?, ?)", h.Call, h.Batch, h.Request); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE call SET trace = ? WHERE id = ?", h.Batch, h.Call); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// Held lists the calls of an engine and a language pair that were handed in and
// not settled, in the order in which they were booked.
func (l *Ledger) Held(ctx context.Context, engine, source, target string) ([]money.Held, error) {
	rows, err := l.m.write.QueryContext(ctx, `SELECT call.id, engine, batch, source, target, request FROM held JOIN call ON call.id = held.call
		WHERE engine = ? AND source = ? AND target = ? ORDER BY call.id`, engine, source, target)
	if err != nil {
		return nil, l.m.fault("read the batches of", err)
	}
	defer rows.Close()
	var out []money.Held
	for rows.Next() {
		var h money.Held
		if err := rows.Scan(&h.Call, &h.Engine, &h.Batch, &h.Source, &h.Target, &h.Request); err != nil {
			return nil, l.m.fault("read the batches of", err)
		}
		out = append(out, h)
	}
	return out, l.m.fault("read the batches of", rows.Err())
}
