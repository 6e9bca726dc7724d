package memory

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"targman/pipeline/money"
)

// Booked is a call as it stands in the ledger.
type Booked struct {
	ID             int64
	Run            string
	Started, Ended time.Time // Ended is zero while the call is under way
	State          money.State
	Engine, Model  string
	Source, Target string
	Key            string
	Usage          money.Usage
	Cost           money.Amount
	Currency       string
	Trace, Reason  string
	Shares         []money.Share
}

// Calls gives each the calls that were booked in the time from since up to
// until, in the order of booking. A zero time is no bound.
func (m *Memory) Calls(ctx context.Context, since, until time.Time, each func(Booked) error) error {
	if m.read == nil {
		return nil
	}
	return m.fault("read the ledger of", m.calls(ctx, since, until, each))
}

func (m *Memory) calls(ctx context.Context, since, until time.Time, each func(Booked) error) error {
	var version int
	if err := m.read.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version < 2 {
		return err // a memory that was never opened for writing since has no ledger
	}
	from, to := int64(0), int64(1)<<62
	if !since.IsZero() {
		from = since.UnixMilli()
	}
	if !until.IsZero() {
		to = until.UnixMilli()
	}
	rows, err := m.read.QueryContext(ctx, bookedSQL+" WHERE started >= ? AND started < ? ORDER BY id", from, to)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var b Booked
		if err := b.scan(rows); err != nil {
			return err
		}
		if err := each(b); err != nil {
			return err
		}
	}
	return rows.Err()
}

// bookedSQL reads what Booked.scan takes.
const bookedSQL = `SELECT id, run, started, ended, state, engine, model, source, target, key, usage, cost, currency, trace, reason,
	(SELECT json_group_array(json_object('Article', article, 'Segments', segments, 'Characters', characters)) FROM share WHERE call = id)
	FROM call`

// callIn is a call as it stands in the ledger, nil when it does not.
func callIn(ctx context.Context, tx *sql.Tx, id int64) (*Booked, error) {
	b := new(Booked)
	err := b.scan(tx.QueryRowContext(ctx, bookedSQL+" WHERE id = ?", id))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return b, err
}

func (b *Booked) scan(row interface{ Scan(...any) error }) error {
	var started, ended int64
	var usage, shares string
	err := row.Scan(&b.ID, &b.Run, &started, &ended, &b.State, &b.Engine, &b.Model, &b.Source, &b.Target, &b.Key,
		&usage, &b.Cost, &b.Currency, &b.Trace, &b.Reason, &shares)
	if err != nil {
		return err
	}
	b.Started = time.UnixMilli(started).UTC()
	if ended != 0 {
		b.Ended = time.UnixMilli(ended).UTC()
	}
	return errors.Join(json.Unmarshal([]byte(usage), &b.Usage), json.Unmarshal([]byte(shares), &b.Shares))
}
