package memory

import (
	"context"
	"database/sql"
	"encoding/json"
	"sync"
	"time"

	"targman/pipeline/money"
)

// Ledger writes down what calls to engines cost, in the file of the memory, so
// that a translation and the account of its price are kept in one transaction.
// One process at a time may have a memory's ledger open.
type Ledger struct {
	m   *Memory
	run string
	// Currency is that of all caps and costs.
	currency string
	caps     []money.Cap

	mu    sync.Mutex
	spent map[tally]money.Amount
	day   string // that spent was read on
	open  map[int64]booked
	// looked says that the memory was found to be whole.
	looked bool
}

// booked is what a call under way is counted with.
type booked struct {
	engine, day string
	cost        money.Amount
}

// tally names a sum: an engine, or "" for all, and "run", "day" or "month".
type tally struct{ engine, span string }

// OpenLedger opens the ledger for a run of the given name, which no other run
// has. What a process that died had under way becomes unknown, and counts in
// full; what was handed in as a batch stays open. unknown is how many calls were
// lost like this.
func (m *Memory) OpenLedger(ctx context.Context, run, currency string, caps []money.Cap) (l *Ledger, unknown int, err error) {
	if err := m.writable(); err != nil {
		return nil, 0, m.fault("open the ledger of", err)
	}
	res, err := m.write.ExecContext(ctx, "UPDATE call SET state = ?, ended = ? WHERE state = ? AND id NOT IN (SELECT call FROM held)", money.Unknown, m.clock().UnixMilli(), money.Intent)
	if err != nil {
		return nil, 0, m.fault("open the ledger of", err)
	}
	n, _ := res.RowsAffected() // SQLite always tells
	return &Ledger{m: m, run: run, currency: currency, caps: caps, open: map[int64]booked{}}, int(n), nil
}

// Book writes a call down before it is made. It fails with a *money.CapError
// when the most that the call can cost would break a cap.
func (l *Ledger) Book(ctx context.Context, c money.Call) (int64, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.m.spendable(); err != nil {
		return 0, err
	}
	now := l.m.clock().UTC()
	if err := l.look(ctx); err != nil {
		return 0, l.m.fault("check", err)
	}
	if err := l.count(ctx, now); err != nil {
		return 0, l.m.fault("book a call in", err)
	}
	if err := l.within(c); err != nil {
		return 0, err
	}
	id, err := l.enter(ctx, c, now)
	if err != nil {
		return 0, l.m.fault("book a call in", err)
	}
	l.add(c.Engine, c.Cost)
	l.open[id] = booked{c.Engine, l.day, c.Cost}
	return id, nil
}

// look is at the memory, once, before anything is paid.
func (l *Ledger) look(ctx context.Context) error {
	if l.looked {
		return nil
	}
	err := l.m.checkPages(ctx)
	l.looked = err == nil
	return err
}

// within says which cap the call would break. What costs nothing breaks none.
func (l *Ledger) within(c money.Call) error {
	if c.Cost == 0 {
		return nil
	}
	for _, limit := range l.caps {
		if limit.Engine != "" && limit.Engine != c.Engine {
			continue
		}
		for span, most := range map[string]money.Amount{"run": limit.Run, "day": limit.Day, "month": limit.Month} {
			spent := l.spent[tally{limit.Engine, span}]
			if most > 0 && spent+c.Cost > most {
				return &money.CapError{Engine: limit.Engine, Span: span, Cap: most, Spent: spent, Asked: c.Cost, Currency: l.currency}
			}
		}
	}
	return nil
}

func (l *Ledger) add(engine string, cost money.Amount) {
	for _, span := range []string{"run", "day", "month"} {
		l.spent[tally{engine, span}] += cost
		l.spent[tally{"", span}] += cost
	}
}

// count reads what has been spent, at the start of each day. A call counts for
// the day and the month that it was booked in, UTC; what a clock that was fast
// has put into the future does not count for today.
func (l *Ledger) count(ctx context.Context, now time.Time) error {
	day := now.Format(time.DateOnly)
	if l.day == day {
		return nil
	}
	spent := map[tally]money.Amount{}
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	first := midnight.AddDate(0, 0, 1-now.Day())
	rows, err := l.m.write.QueryContext(ctx, `SELECT engine, sum(iif(started >= ?1 AND started < ?2, cost, 0)),
		sum(iif(started >= ?3 AND started < ?4, cost, 0)), sum(iif(run = ?5, cost, 0))
		FROM call WHERE currency = ?6 AND (started >= ?1 AND started < ?2 OR run = ?5) GROUP BY engine`,
		first.UnixMilli(), first.AddDate(0, 1, 0).UnixMilli(), midnight.UnixMilli(), midnight.AddDate(0, 0, 1).UnixMilli(), l.run, l.currency)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var engine string
		var month, today, run money.Amount
		if err := rows.Scan(&engine, &month, &today, &run); err != nil {
			return err
		}
		for span, sum := range map[string]money.Amount{"run": run, "day": today, "month": month} {
			spent[tally{engine, span}] += sum
			spent[tally{"", span}] += sum
		}
	}
	l.spent, l.day = spent, day
	return rows.Err()
}

func (l *Ledger) enter(ctx context.Context, c money.Call, now time.Time) (id int64, err error) {
	usage, err := json.Marshal(c.Most)
	if err != nil {
		return 0, err
	}
	tx, err := l.m.write.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	err = tx.QueryRowContext(ctx, `INSERT INTO call (run, started, state, engine, model, source, target, key, usage, cost, currency)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		l.run, now.UnixMilli(), money.Intent, c.Engine, c.Model, c.Source, c.Target, c.Key, string(usage), c.Cost, l.currency).Scan(&id)
	if err != nil {
		return 0, err
	}
	if err := enterShares(ctx, tx, id, c.Shares); err != nil {
		return 0, err
	}
	return id, l.m.spoolBehind(ctx, tx, &record{Call: &Booked{ID: id, Run: l.run, Started: now, State: money.Intent,
		Engine: c.Engine, Model: c.Model, Source: c.Source, Target: c.Target, Key: c.Key, Usage: c.Most, Cost: c.Cost,
		Currency: l.currency, Shares: c.Shares}})
}

// Settle writes down what became of a call of which nothing is kept.
func (l *Ledger) Settle(ctx context.Context, s money.Settlement) error {
	if s.ID == 0 {
		return nil
	}
	kept, err := l.m.paid(ctx, "settle a call in", record{Bill: &s})
	if kept {
		l.settled(s)
	}
	return err
}

// Keep is Memory.Keep together with the settlement of the call that brought the
// entries, in one transaction.
func (l *Ledger) Keep(ctx context.Context, p Pair, es []Entry, s money.Settlement) error {
	if s.ID == 0 {
		return l.m.Keep(ctx, p, es)
	}
	kept, err := l.m.paid(ctx, "keep units in", record{Pair: p, Entries: es, Bill: &s})
	if kept {
		l.settled(s)
	}
	return err
}

// settled makes the caps know what a call came to, once that is safe in the
// file.
func (l *Ledger) settled(s money.Settlement) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b, booked := l.open[s.ID]
	delete(l.open, s.ID)
	if booked && l.day != "" {
		l.add(b.engine, s.Cost-b.cost)
	}
	if b.day != l.day { // or of another run, as in a batch
		l.day = "" // it does not count for today: the sums are read anew
	}
}

// settle changes an intent only: a call is settled once.
func settle(ctx context.Context, tx *sql.Tx, s money.Settlement, now time.Time) error {
	usage, err := json.Marshal(s.Usage)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE call SET state = ?, ended = ?, usage = ?, cost = ?, trace = ?, reason = ?,
		model = iif(? = '', model, ?) WHERE id = ? AND state = ?`,
		s.State, now.UnixMilli(), string(usage), s.Cost, s.Trace, s.Reason, s.Model, s.Model, s.ID, money.Intent)
	if err == nil {
		_, err = tx.ExecContext(ctx, "DELETE FROM held WHERE call = ?", s.ID)
	}
	return err
}
