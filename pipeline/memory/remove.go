package memory

import (
	"context"
	"database/sql"
)

// Remove takes translations out, all of them or, when it returns an error,
// none, and counts anew what there is. One that has changed since Each gave it
// stays. Articles are looked at again at the next run.
func (m *Memory) Remove(ctx context.Context, list []Stored) (removed int, err error) {
	removed, err = m.remove(ctx, list)
	return removed, m.fault("remove units from", err)
}

func (m *Memory) remove(ctx context.Context, list []Stored) (removed int, err error) {
	if err := m.writable(); err != nil {
		return 0, err
	}
	tx, err := m.write.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	for i := range list {
		n, err := affected(tx.ExecContext(ctx, "DELETE FROM unit WHERE id = ? AND sum = ?", list[i].ID, list[i].sum))
		if err != nil {
			return 0, err
		}
		removed += n
	}
	for _, count := range []string{
		"UPDATE pair SET units = (SELECT count(*) FROM unit AS u WHERE u.pair = pair.id)",
		"UPDATE revision SET units = max(units, (SELECT count(*) FROM unit))",
	} {
		if _, err := tx.ExecContext(ctx, count); err != nil {
			return 0, err
		}
	}
	if _, err := tx.ExecContext(ctx, "UPDATE revision SET units = units + ?1, human = human + ?1", removed); err != nil {
		return 0, err
	}
	if removed > 0 {
		if err := m.spoolIn(ctx, tx, &record{Did: "clean"}); err != nil {
			return 0, err
		}
	}
	return removed, tx.Commit()
}

func affected(r sql.Result, err error) (int, error) {
	if err != nil {
		return 0, err
	}
	n, err := r.RowsAffected()
	return int(n), err
}
