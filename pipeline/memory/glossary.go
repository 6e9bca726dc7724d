package memory

import (
	"context"
	"database/sql"
	"errors"

	"github.com/zeebo/xxh3"
)

// Glossary is the state of the agreed names that the translations of a pair
// were last brought in line with. Data is the caller's.
type Glossary struct {
	Fingerprint string
	Data        []byte
}

// Glossary returns the state that Revise was last given for the pair; false
// where there is none, or a damaged one.
func (m *Memory) Glossary(ctx context.Context, p Pair) (g Glossary, ok bool, err error) {
	if m.read == nil {
		return g, false, nil
	}
	pair, _, err := p.find(ctx, m.read, "")
	if err != nil {
		return g, false, m.fault("read glossary of", err)
	}
	var sum int64
	err = m.read.QueryRowContext(ctx, "SELECT fingerprint, data, sum FROM glossary WHERE pair = ?", pair).Scan(&g.Fingerprint, &g.Data, &sum)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Glossary{}, false, nil
	case err != nil:
		return Glossary{}, false, m.fault("read glossary of", err)
	}
	return g, sum == g.checksum(), nil
}

func (g *Glossary) checksum() int64 {
	return int64(xxh3.Hash(appendStrings(nil, g.Fingerprint, string(g.Data))))
}

// set stores the state inside a transaction.
func (g *Glossary) set(ctx context.Context, tx *sql.Tx, pair int64) error {
	data := append([]byte{}, g.Data...) // NULL is not a blob
	_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO glossary (pair, fingerprint, data, sum) VALUES (?, ?, ?, ?)",
		pair, g.Fingerprint, data, g.checksum())
	return err
}
