package memory

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"targman/pipeline/money"
)

// Replayed is what Open brought back from the spool, because the memory had lost
// it: with its log, by a crash between the two, or because it is a backup.
type Replayed struct {
	// Commits are how many, Units how many translations came of them.
	Commits, Units int
	// Damaged is how many records could not be read.
	Damaged int
	// Lost are the changes that the spool has no copy of, each once: imports, and
	// what was revised or taken out. They are to be done again.
	Lost []string
}

// Replayed is what Open brought back.
func (m *Memory) Replayed() Replayed { return m.replayed }

// replayStep is how many records are brought back in one transaction.
const replayStep = 256

// replay does the commits of the spool that the memory has not got, in their
// order and by the same rules: a person's work is not overwritten.
func (m *Memory) replay(ctx context.Context) error {
	files, err := m.spool.files()
	if err != nil || len(files) == 0 {
		return err
	}
	m.spool.last = files[len(files)-1].last
	var seq int64
	if err := m.write.QueryRowContext(ctx, "SELECT seq FROM revision").Scan(&seq); err != nil || seq >= m.spool.last {
		return err
	}
	var list []spooled
	if list, m.replayed.Damaged, err = m.spool.after(seq); err != nil {
		return err
	}
	for step := range slices.Chunk(list, replayStep) {
		if err := m.again(ctx, step); err != nil {
			return err
		}
	}
	return nil
}

// again does some commits in one transaction.
func (m *Memory) again(ctx context.Context, list []spooled) error {
	tx, err := m.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	k := m.keeping(ctx, tx)
	var seq int64 // read again: another process may have been quicker
	if err := tx.QueryRowContext(ctx, "SELECT seq FROM revision").Scan(&seq); err != nil {
		return err
	}
	for _, p := range list {
		if p.seq <= seq {
			continue
		}
		seq = p.seq
		r, err := p.read()
		if err != nil {
			return err
		}
		if err := k.redo(&r); err != nil {
			return err
		}
		m.replayed.Commits++
		if r.Did != "" && !slices.Contains(m.replayed.Lost, r.Did) {
			m.replayed.Lost = append(m.replayed.Lost, r.Did)
		}
	}
	if err := k.finish(); err != nil {
		return err
	}
	m.replayed.Units += k.changes()
	if _, err := tx.ExecContext(ctx, "UPDATE revision SET seq = ?", seq); err != nil {
		return err
	}
	return tx.Commit()
}

// redo does one commit.
func (k *keeper) redo(r *record) error {
	if err := k.turn(r.Pair, time.UnixMilli(r.Time)); err != nil {
		return err
	}
	for i := range r.Entries {
		if err := k.add(incoming{row: row{Entry: r.Entries[i]}}); err != nil {
			return err
		}
	}
	if len(r.Refused) > 0 {
		if err := r.refused(k.ctx, k.tx, time.UnixMilli(r.Time)); err != nil {
			return err
		}
	}
	bill := r.Bill
	if r.Call != nil {
		id, err := r.Call.restore(k.ctx, k.tx)
		if err != nil || id == 0 {
			return err // written anew, it stands as it was settled
		}
		if bill != nil {
			bill.ID = id
		}
	}
	if bill == nil {
		return nil
	}
	return settle(k.ctx, k.tx, *bill, time.UnixMilli(r.Time))
}

// restore writes a call into a ledger that has lost it. It returns the number of
// one that was there, else 0.
func (b *Booked) restore(ctx context.Context, tx *sql.Tx) (was int64, err error) {
	usage, err := json.Marshal(b.Usage)
	if err != nil {
		return 0, err
	}
	free, was, err := b.stands(ctx, tx)
	if err != nil || was != 0 {
		return was, err
	}
	id, ended := any(b.ID), int64(0)
	if !free {
		id = nil
	}
	if !b.Ended.IsZero() {
		ended = b.Ended.UnixMilli()
	}
	err = tx.QueryRowContext(ctx, `INSERT INTO call (id, run, started, ended, state, engine, model, source, target, key, usage, cost, currency, trace, reason)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		id, b.Run, b.Started.UnixMilli(), ended, b.State, b.Engine, b.Model, b.Source, b.Target, b.Key,
		string(usage), b.Cost, b.Currency, b.Trace, b.Reason).Scan(&b.ID)
	if err != nil {
		return 0, err
	}
	return 0, enterShares(ctx, tx, b.ID, b.Shares)
}

// stands says under which number the call is in the ledger, 0 for none, and
// whether its own one is free. One whose number had gone to another call was
// brought back under the next one, and is looked for as it was booked.
func (b *Booked) stands(ctx context.Context, tx *sql.Tx) (free bool, id int64, err error) {
	var mine bool
	started := b.Started.UnixMilli()
	err = tx.QueryRowContext(ctx, "SELECT started = ? AND run = ? AND key = ? FROM call WHERE id = ?", started, b.Run, b.Key, b.ID).Scan(&mine)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return true, 0, nil
	case err != nil || mine:
		return false, b.ID, err
	case b.State == money.Intent:
		return false, 0, nil
	}
	err = tx.QueryRowContext(ctx, "SELECT id FROM call WHERE started = ? AND run = ? AND key = ? AND state = ?",
		started, b.Run, b.Key, money.Intent).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return false, id, err
}

func enterShares(ctx context.Context, tx *sql.Tx, call int64, shares []money.Share) error {
	for _, s := range shares {
		if _, err := tx.ExecContext(ctx, "INSERT INTO share (call, article, segments, characters) VALUES (?, ?, ?, ?)",
			call, s.Article, s.Segments, s.Characters); err != nil {
			return err
		}
	}
	return nil
}
