package memory

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"
)

// Found is a translation that answers a Lookup.
type Found struct {
	// Score is that of Recall where the text is the query's, with points for
	// penalties taken off, less where it is only like it; see fuzzy.Score.
	Score int
	Unit
	// Changed is when the translation was made.
	Changed time.Time
	// points are what penalties take off.
	points int
}

// Lookup finds all translations of the query's text, and the best ones of the
// texts most like it: at most so many texts, which score at least least. The
// best score comes first, and among equals the one that Recall would take.
func (m *Memory) Lookup(ctx context.Context, p Pair, q Query, least, most int) ([]Found, error) {
	if m.read == nil {
		return nil, nil
	}
	out, err := m.translations(ctx, p, q)
	if err != nil || least == 0 {
		return out, m.fault("look up in", err)
	}
	x, err := m.index(ctx, p)
	if err != nil {
		return nil, err
	}
	for _, h := range x.Find(q.Text, least, most) {
		list, err := m.translations(ctx, p, Query{Text: h.Text})
		if err != nil {
			return nil, m.fault("look up in", err)
		}
		for _, f := range list[:min(1, len(list))] {
			f.Score = h.Score - f.points
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b Found) int { return cmp.Compare(b.Score, a.Score) })
	return out, nil
}

// translations are those of a text.
func (m *Memory) translations(ctx context.Context, p Pair, q Query) (out []Found, err error) {
	pair, _, err := p.find(ctx, m.read, "")
	if err != nil {
		return nil, err
	}
	key, _ := q.hashes(pair)
	var list []ranked
	err = m.scan(ctx, m.read, " WHERE key = ?", []any{key}, func(r *row) error {
		switch {
		case r.pair != pair || r.Text != q.Text:
		case !r.sound():
			m.noteDamage(r.id)
		default:
			list = append(list, m.rank(r, &q))
		}
		return nil
	})
	slices.SortFunc(list, func(a, b ranked) int { return a.compare(&b) })
	for _, r := range list {
		out = append(out, Found{r.score, Unit{r.id, r.Entry, r.sum}, time.UnixMilli(r.changed).UTC(), r.points})
	}
	return out, err
}

// rowser is a database or a transaction.
type rowser interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// scan reads whole rows, damaged ones too.
func (m *Memory) scan(ctx context.Context, from rowser, where string, args []any, each func(*row) error) error {
	rows, err := from.QueryContext(ctx, "SELECT "+columns+" FROM unit"+where, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		r := new(row)
		if err := r.scan(rows); err != nil {
			return err
		}
		if err := each(r); err != nil {
			return err
		}
	}
	return rows.Err()
}
