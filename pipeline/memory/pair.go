package memory

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"golang.org/x/text/language"
)

// Pair is a direction of translation: two BCP 47 tags. They are made canonical
// before use, so that "HY-am" and "hy-AM" are the same.
type Pair struct{ Source, Target string }

func (p Pair) canonical() (Pair, error) {
	s, err := canonicalTag(p.Source)
	if err != nil {
		return Pair{}, fmt.Errorf("source language: %w", err)
	}
	t, err := canonicalTag(p.Target)
	if err != nil {
		return Pair{}, fmt.Errorf("target language: %w", err)
	}
	return Pair{s.String(), t.String()}, nil
}

func canonicalTag(tag string) (language.Tag, error) {
	t, err := language.Parse(tag)
	if err != nil {
		return t, fmt.Errorf("parse %q: %w; expected a BCP 47 tag, such as ll, ll-Ssss or ll-RR", tag, err)
	}
	if t == language.Und {
		return t, fmt.Errorf("parse %q: found no language; expected a BCP 47 tag, such as ll, ll-Ssss or ll-RR", tag)
	}
	return t, nil
}

// querier is a database or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// find returns the id of the pair in the file, 0 when there is none, and how
// many units it has; mock is the engine's name for the translations of a mock,
// else empty.
func (p Pair) find(ctx context.Context, q querier, mock string) (id int64, units int, err error) {
	p, err = p.canonical()
	if err != nil {
		return 0, 0, err
	}
	err = q.QueryRowContext(ctx, "SELECT id, units FROM pair WHERE source = ? AND target = ? AND mock = ?",
		p.Source, p.Target, mock).Scan(&id, &units)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, 0, nil
	}
	return id, units, err
}

// enter is find for a writer: it makes the pair if there is none.
func (p Pair) enter(ctx context.Context, tx *sql.Tx, mock string) (int64, error) {
	id, _, err := p.find(ctx, tx, mock)
	if err != nil || id != 0 {
		return id, err
	}
	if p, err = p.canonical(); err != nil {
		return 0, err
	}
	err = tx.QueryRowContext(ctx, "INSERT INTO pair (source, target, mock) VALUES (?, ?, ?) RETURNING id",
		p.Source, p.Target, mock).Scan(&id)
	return id, err
}

// Count returns how many translations the memory has for the pair, without
// those of mock engines.
func (m *Memory) Count(ctx context.Context, p Pair) (n int, err error) {
	if m.read == nil {
		return 0, nil
	}
	_, n, err = p.find(ctx, m.read, "")
	return n, m.fault("count units of", err)
}
