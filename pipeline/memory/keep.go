package memory

import (
	"context"
	"slices"
	"time"
)

// Keep stores the entries, all of them or, when it returns an error, none. An
// entry takes the place of another with the same text and context, but never a
// machine's of a human's. One that only repeats the target at another place is
// not stored again, so that a row stays with the place that made it. An entry
// without a text or without a target is passed over.
func (m *Memory) Keep(ctx context.Context, p Pair, es []Entry) error {
	if len(es) == 0 {
		return nil
	}
	return m.fault("keep units in", m.keep(ctx, record{Pair: p, Entries: es}))
}

// keep does what the record says and has the spool keep it, all but the play of
// mock engines.
func (m *Memory) keep(ctx context.Context, r record) error {
	k, err := m.keeper(ctx, r.Pair)
	if err != nil {
		return err
	}
	defer k.tx.Rollback()
	for i := range r.Entries {
		if err := k.add(incoming{row: row{Entry: r.Entries[i]}}); err != nil {
			return err
		}
	}
	if r.Bill != nil {
		if err := settle(ctx, k.tx, *r.Bill, k.now); err != nil {
			return err
		}
		if r.Call, err = callIn(ctx, k.tx, r.Bill.ID); err != nil {
			return err
		}
	}
	r.Pair, r.Entries = k.pair, lasting(r.Entries)
	return k.commit(r)
}

// lasting are the entries that no mock engine made.
func lasting(es []Entry) []Entry {
	return slices.DeleteFunc(slices.Clone(es), func(e Entry) bool { return e.mock() != "" })
}

// incoming is a row on its way into the file.
type incoming struct {
	row
	// careful refuses an update by a row that is no newer than the stored one;
	// an import is, a person at work and an engine are not.
	careful bool
	// repeated says that the same place came before in this import and that
	// neither says how old it is.
	repeated bool
}

// verdict is what becomes of a row on its way into the file.
type verdict uint8

const (
	added verdict = iota
	updated
	unchanged
	// guarded is a machine's row that would take the place of a human's.
	guarded
	// older is a careful row that is refused for its age.
	older
	verdicts
)

// judge compares a row with the stored one for the same place, nil if there is
// none.
func judge(old *row, in *incoming) verdict {
	if old == nil {
		return added
	}
	mine, its := in.Provenance.Human, old.Provenance.Human
	switch {
	case its && !mine:
		if old.sum == in.sum {
			return unchanged
		}
		return guarded
	case !old.sound():
		return updated
	case old.sum == in.sum || old.sameElsewhere(&in.row):
		return unchanged
	case in.careful && mine == its && (in.repeated || in.changed <= old.changed):
		return older
	}
	return updated
}

// sameElsewhere says that the other row brings nothing but another place.
func (r *row) sameElsewhere(o *row) bool {
	return (r.Article != o.Article || r.Unit != o.Unit) &&
		r.Target == o.Target && r.State == o.State && r.Provenance.Human == o.Provenance.Human
}

// stamp computes what the file wants to know beside the entry. It says whether
// the translation names its own time.
func (in *incoming) stamp(now time.Time) (dated bool, err error) {
	t, err := time.Parse(time.RFC3339Nano, in.Provenance.Time)
	if dated = err == nil; !dated {
		t = now
	}
	if in.changed == 0 {
		in.changed = t.UnixMilli()
	}
	return dated, in.seal()
}
