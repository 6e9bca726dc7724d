package memory

import (
	"context"
	"database/sql"
	"time"
)

// Stored is a translation as it lies in the file.
type Stored struct {
	Unit
	Pair Pair
	// Engine is the mock engine that alone recalls it, mostly empty.
	Engine string
	// Changed is when the translation was made.
	Changed time.Time
	// Damaged says that the checksum is wrong: nothing of it can be trusted.
	Damaged bool
}

// Each gives each stored translation of all pairs, in the order in which they
// were kept, mocks' and damaged ones among them.
func (m *Memory) Each(ctx context.Context, each func(Stored) error) error {
	if m.read == nil {
		return nil
	}
	return m.fault("look through", m.eachOf(ctx, each))
}

func (m *Memory) eachOf(ctx context.Context, each func(Stored) error) error {
	tx, err := m.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	pairs, mocks, err := allPairs(ctx, tx)
	if err != nil {
		return err
	}
	return m.scan(ctx, tx, " ORDER BY id", nil, func(r *row) error {
		damaged := !r.sound()
		if damaged {
			m.noteDamage(r.id)
		}
		r.Mock = mocks[r.pair] != ""
		return each(Stored{Unit{r.id, r.Entry, r.sum}, pairs[r.pair], mocks[r.pair], time.UnixMilli(r.changed).UTC(), damaged})
	})
}

// allPairs are the pairs of the file by their id, and the mocks they belong to.
func allPairs(ctx context.Context, tx *sql.Tx) (pairs map[int64]Pair, mocks map[int64]string, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT id, source, target, mock FROM pair")
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	pairs, mocks = map[int64]Pair{}, map[int64]string{}
	for rows.Next() {
		var id int64
		var p Pair
		var mock string
		if err := rows.Scan(&id, &p.Source, &p.Target, &mock); err != nil {
			return nil, nil, err
		}
		pairs[id], mocks[id] = p, mock
	}
	return pairs, mocks, rows.Err()
}
