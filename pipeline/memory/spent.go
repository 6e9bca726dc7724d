package memory

import (
	"context"

	"targman/pipeline/money"
)

// Spent is what all calls to an engine came to since the memory was made.
type Spent struct {
	Engine, Currency string
	Calls            int
	Cost             money.Amount
}

// AllSpent adds the whole ledger up, by engine and currency, in order.
func (m *Memory) AllSpent(ctx context.Context) (out []Spent, err error) {
	if m.read == nil {
		return nil, nil
	}
	var version int
	if err := m.read.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version < 2 {
		return nil, m.fault("read the ledger of", err) // before that there was no ledger
	}
	rows, err := m.read.QueryContext(ctx, "SELECT engine, currency, count(*), sum(cost) FROM call GROUP BY engine, currency ORDER BY engine, currency")
	if err != nil {
		return nil, m.fault("read the ledger of", err)
	}
	defer rows.Close()
	for rows.Next() {
		var s Spent
		if err := rows.Scan(&s.Engine, &s.Currency, &s.Calls, &s.Cost); err != nil {
			return nil, m.fault("read the ledger of", err)
		}
		out = append(out, s)
	}
	return out, m.fault("read the ledger of", rows.Err())
}
