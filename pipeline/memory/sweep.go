package memory

import (
	"context"
	"database/sql"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Unit is a translation with its place in the file.
type Unit struct {
	// ID is higher for what was kept later.
	ID int64
	Entry
	sum int64
}

// Sweep says how to go through the translations of a pair.
type Sweep struct {
	// Wanted picks a translation by its source text, or, where Context is set, by
	// that or a neighbour's. It is called by several goroutines at once.
	Wanted  func(text string) bool
	Context bool
	// Take is given the picked ones, some at a time, by several goroutines at
	// once and in no order.
	Take func([]Unit) error
	// Workers is how many goroutines there are.
	Workers int
}

// stretch is how many ids a worker goes through in one read transaction.
const stretch = 1 << 14

// Sweep goes through all translations of the pair, but for those that mock
// engines made, and returns how many there are. Only source texts are read of
// those that are not picked, so damage is noticed in picked ones alone; a
// damaged one is not handed over.
func (m *Memory) Sweep(ctx context.Context, p Pair, s Sweep) (int, error) {
	if m.read == nil {
		return 0, nil
	}
	pair, units, err := p.find(ctx, m.read, "")
	if err != nil || units == 0 {
		return 0, m.fault("look through", err)
	}
	var last int64
	if err := m.read.QueryRowContext(ctx, "SELECT ifnull(max(id), 0) FROM unit").Scan(&last); err != nil {
		return 0, m.fault("look through", err)
	}
	w := sweeper{Sweep: s, m: m, pair: pair}
	var next, looked atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	for range max(1, s.Workers) {
		g.Go(func() error {
			for {
				from := next.Add(stretch) - stretch
				if from > last {
					return nil
				}
				n, err := w.stretch(ctx, from)
				looked.Add(int64(n))
				if err != nil {
					return err
				}
			}
		})
	}
	err = g.Wait()
	return int(looked.Load()), m.fault("look through", err)
}

type sweeper struct {
	Sweep
	m    *Memory
	pair int64
}

// stretch goes through the ids above from, one stretch of them.
func (w *sweeper) stretch(ctx context.Context, from int64) (looked int, err error) {
	tx, err := w.m.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	ids, looked, err := w.pick(ctx, tx, from)
	for len(ids) > 0 && err == nil {
		n := min(len(ids), 500)
		var units []Unit
		if units, err = w.m.load(ctx, tx, ids[:n]); err == nil && len(units) > 0 {
			err = w.Take(units)
		}
		ids = ids[n:]
	}
	return looked, err
}

// pick reads source texts and returns the ids of the wanted ones.
func (w *sweeper) pick(ctx context.Context, tx *sql.Tx, from int64) (ids []int64, looked int, err error) {
	texts := "text"
	if w.Context {
		texts = "text, before, after"
	}
	rows, err := tx.QueryContext(ctx, "SELECT id, "+texts+" FROM unit WHERE id > ? AND id <= ? AND pair = ?", from, from+stretch, w.pair)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	var id int64
	var text, before, after string
	to := []any{&id, &text, &before, &after}
	if !w.Context {
		to = to[:2]
	}
	seen := recent{wanted: w.Wanted}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return nil, 0, err
		}
		looked++
		// All three are asked, so that the next row finds them answered.
		one, two, three := seen.of(text), w.Context && seen.of(before), w.Context && seen.of(after)
		if one || two || three {
			ids = append(ids, id)
		}
	}
	return ids, looked, rows.Err()
}

// load reads whole translations, without damaged ones.
func (m *Memory) load(ctx context.Context, tx *sql.Tx, ids []int64) ([]Unit, error) {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	places := strings.TrimSuffix(strings.Repeat("?,", len(ids)), ",")
	rows, err := tx.QueryContext(ctx, "SELECT "+columns+" FROM unit WHERE id IN ("+places+") ORDER BY id", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return m.sound(rows)
}

// sound reads whole rows, without damaged ones.
func (m *Memory) sound(rows *sql.Rows) (units []Unit, err error) {
	for rows.Next() {
		var r row
		if err := r.scan(rows); err != nil {
			return nil, err
		}
		if !r.sound() {
			m.noteDamage(r.id)
			continue
		}
		units = append(units, Unit{r.id, r.Entry, r.sum})
	}
	return units, rows.Err()
}

// recent remembers the last answers of wanted: neighbours in an article mostly
// lie beside each other in the file, so each text comes three times.
type recent struct {
	wanted  func(text string) bool
	texts   [4]string
	answers [4]bool
	next    int
}

func (r *recent) of(text string) bool {
	for i, t := range r.texts {
		if t == text {
			return r.answers[i]
		}
	}
	yes := r.wanted(text)
	r.texts[r.next], r.answers[r.next] = text, yes
	r.next = (r.next + 1) % len(r.texts)
	return yes
}
