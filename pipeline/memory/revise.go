package memory

import (
	"context"
	"database/sql"
	"errors"
)

// Revision is a translation as it is to stand in the place of a stored one.
type Revision struct {
	// Old is the stored one, as Sweep gave it.
	Old Unit
	New Entry
}

// Revised counts what Revise did.
type Revised struct {
	// Changed were revised. Merged were given up because their text and context
	// are now those of another translation, which is better. Passed had changed
	// since Sweep gave them and stay as they are.
	Changed, Merged, Passed int
}

// Revise puts revisions in the place of what they revise and notes the state
// of the glossary that they follow: all of it or, when it returns an error,
// nothing. The time of a translation stays what it was. A person's translation
// stays as it is, but for its source text and what names it there.
func (m *Memory) Revise(ctx context.Context, p Pair, rs []Revision, g Glossary) (Revised, error) {
	out, err := m.revise(ctx, p, rs, g)
	return out, m.fault("revise units of", err)
}

func (m *Memory) revise(ctx context.Context, p Pair, rs []Revision, g Glossary) (out Revised, err error) {
	if err := m.writable(); err != nil {
		return out, err
	}
	tx, err := m.write.BeginTx(ctx, nil)
	if err != nil {
		return out, err
	}
	defer tx.Rollback()
	v := reviser{ctx: ctx, tx: tx}
	if v.pair, err = p.enter(ctx, tx, ""); err != nil {
		return out, err
	}
	if err := v.all(rs); err != nil {
		return out, err
	}
	if err := g.set(ctx, tx, v.pair); err != nil {
		return out, err
	}
	if err := v.count(); err != nil {
		return out, err
	}
	if v.done.Changed+v.done.Merged > 0 {
		if err := m.spoolIn(ctx, tx, &record{Did: "glossary apply"}); err != nil {
			return out, err
		}
	}
	return v.done, tx.Commit()
}

type reviser struct {
	ctx   context.Context
	tx    *sql.Tx
	pair  int64
	done  Revised
	human int
}

// all revises in two steps, so that translations may take each other's places:
// first those that move leave theirs.
func (v *reviser) all(rs []Revision) error {
	stay := make([]row, 0, len(rs))
	for i := range rs {
		r, ok, err := v.prepare(&rs[i])
		switch {
		case err != nil:
			return err
		case ok:
			stay = append(stay, r)
		default:
			v.done.Passed++
		}
	}
	for i := range stay {
		if err := v.put(&stay[i]); err != nil {
			return err
		}
	}
	return nil
}

// outside is beyond every hash of six bytes.
const outside = 1 << 50

// prepare makes the new row and takes the old one out of its place when it is
// to have another. It is false where the stored row is no longer the old one.
func (v *reviser) prepare(rev *Revision) (r row, ok bool, err error) {
	r = row{Entry: rev.New, id: rev.Old.ID, pair: v.pair}
	if rev.Old.Provenance.Human {
		q := r.Query
		r.Entry = rev.Old.Entry
		r.Query = q
	}
	var sum, place int64
	err = v.tx.QueryRowContext(v.ctx, "SELECT sum, place, changed FROM unit WHERE id = ? AND pair = ?", r.id, v.pair).Scan(&sum, &place, &r.changed)
	if errors.Is(err, sql.ErrNoRows) || err == nil && sum != rev.Old.sum {
		return r, false, nil
	}
	if err == nil {
		err = r.seal()
	}
	if err == nil && r.place != place {
		_, err = v.tx.ExecContext(v.ctx, "UPDATE unit SET key = ?1 + id, place = ?1 + id WHERE id = ?2", outside, r.id)
	}
	return r, true, err
}

// put writes the row into its place. Of two translations of one text in one
// context a person's stays, then the newer.
func (v *reviser) put(r *row) error {
	var id, human, changed int64
	err := v.tx.QueryRowContext(v.ctx, "SELECT id, human, changed FROM unit WHERE key = ? AND place = ? AND id <> ?", r.key, r.place, r.id).Scan(&id, &human, &changed)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err == nil {
		v.done.Merged++
		mine := r.Provenance.Human
		if its := human != 0; its && !mine || its == mine && changed >= r.changed {
			return v.remove(r.id, mine)
		}
		if err := v.remove(id, human != 0); err != nil {
			return err
		}
	}
	v.done.Changed++
	if r.Provenance.Human {
		v.human++
	}
	_, err = v.tx.ExecContext(v.ctx, updateSQL, append(r.values(nil), r.id)...)
	return err
}

func (v *reviser) remove(id int64, human bool) error {
	if human {
		v.human++
	}
	_, err := v.tx.ExecContext(v.ctx, "DELETE FROM unit WHERE id = ?", id)
	return err
}

// count brings the counters up to date.
func (v *reviser) count() error {
	if v.done.Changed+v.done.Merged == 0 {
		return nil
	}
	if _, err := v.tx.ExecContext(v.ctx, "UPDATE pair SET units = units - ? WHERE id = ?", v.done.Merged, v.pair); err != nil {
		return err
	}
	_, err := v.tx.ExecContext(v.ctx, "UPDATE revision SET units = units + ?, human = human + ?", v.done.Changed+v.done.Merged, v.human)
	return err
}
