package memory

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"
)

// Refused says why the questions with the keys were given up with an engine; keys
// that are not in it were not.
func (m *Memory) Refused(ctx context.Context, keys []string) (map[string]string, error) {
	reasons := map[string]string{}
	if m.read == nil || len(keys) == 0 {
		return reasons, nil
	}
	list, err := json.Marshal(keys)
	if err != nil {
		return nil, m.fault("read refusals of", err)
	}
	rows, err := m.read.QueryContext(ctx, "SELECT key, reason FROM refusal WHERE key IN (SELECT value FROM json_each(?))", string(list))
	if err != nil {
		return nil, m.fault("read refusals of", err)
	}
	defer rows.Close()
	for rows.Next() {
		var key, reason string
		if err := rows.Scan(&key, &reason); err != nil {
			return nil, m.fault("read refusals of", err)
		}
		reasons[key] = reason
	}
	return reasons, m.fault("read refusals of", rows.Err())
}

// Refuse keeps why questions were given up, by key. It goes on when ctx ends: what
// was learned was paid for.
func (m *Memory) Refuse(ctx context.Context, engine string, reasons map[string]string) error {
	if len(reasons) == 0 {
		return nil
	}
	_, err := m.surely("keep refusals in", func() error {
		return m.refuse(context.WithoutCancel(ctx), record{Engine: engine, Refused: reasons})
	})
	return err
}

func (m *Memory) refuse(ctx context.Context, r record) error {
	if err := m.writable(); err != nil {
		return err
	}
	tx, err := m.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := r.refused(ctx, tx, m.clock()); err != nil {
		return err
	}
	if err := m.spoolIn(ctx, tx, &r); err != nil {
		return err
	}
	return tx.Commit()
}

// refused writes the refusals of the record.
func (r *record) refused(ctx context.Context, tx *sql.Tx, at time.Time) error {
	list, err := json.Marshal(r.Refused)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO refusal (key, engine, reason, changed)
		SELECT key, ?, value, ? FROM json_each(?)`, r.Engine, at.UnixMilli(), string(list))
	return err
}
