package memory

import (
	"context"
	"database/sql"
	"strings"
	"time"
)

// keeper writes rows inside one transaction, a batch at a time.
type keeper struct {
	m    *Memory
	ctx  context.Context
	tx   *sql.Tx
	pair Pair
	// pairs are the ids of the pair by mock.
	pairs map[string]int64
	now   time.Time
	batch []incoming
	// counts are the verdicts so far; human counts the changes that touch a
	// human's row.
	counts [verdicts]int
	human  int
	// grown counts the new rows by pair.
	grown map[int64]int
}

func (m *Memory) keeper(ctx context.Context, p Pair) (*keeper, error) {
	if err := m.writable(); err != nil {
		return nil, err
	}
	if p != (Pair{}) { // else there are no rows
		var err error
		if p, err = p.canonical(); err != nil {
			return nil, err
		}
	}
	tx, err := m.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	k := m.keeping(ctx, tx)
	return k, k.turn(p, m.clock())
}

// keeping writes inside a transaction that is ended elsewhere.
func (m *Memory) keeping(ctx context.Context, tx *sql.Tx) *keeper {
	return &keeper{m: m, ctx: ctx, tx: tx, grown: map[int64]int{}}
}

// turn makes the pair and the time those of the rows that follow.
func (k *keeper) turn(p Pair, now time.Time) error {
	if k.now = now; k.pair == p {
		return nil
	}
	err := k.flush()
	k.pair, k.pairs = p, map[string]int64{}
	return err
}

// add takes a row, and writes when enough have come together.
func (k *keeper) add(in incoming) (err error) {
	if in.Text == "" || in.Target == "" {
		return nil
	}
	if in.pair == 0 {
		if in.pair, err = k.id(in.mock()); err != nil {
			return err
		}
		if _, err = in.stamp(k.now); err != nil {
			return err
		}
	}
	k.batch = append(k.batch, in)
	if len(k.batch) == k.m.places.width {
		return k.flush()
	}
	return nil
}

// id returns the id of the pair for real translations or for those of a mock.
func (k *keeper) id(mock string) (id int64, err error) {
	if id = k.pairs[mock]; id == 0 {
		id, err = k.pair.enter(k.ctx, k.tx, mock)
		k.pairs[mock] = id
	}
	return id, err
}

// flush judges the batch in order and writes what is new. The stored rows are
// read first, and what comes later in the batch meets what came before.
func (k *keeper) flush() error {
	if len(k.batch) == 0 {
		return nil
	}
	stored, err := k.stored()
	if err != nil {
		return err
	}
	var fresh []*row
	at := map[[2]int64]int{}
	for i := range k.batch {
		in := &k.batch[i]
		id := in.identity()
		old := stored[id]
		v := judge(old, in)
		k.counts[v]++
		if v == added {
			k.grown[in.pair]++
		}
		if v != added && v != updated {
			continue
		}
		if in.Provenance.Human || old != nil && old.Provenance.Human {
			k.human++
		}
		if n, ok := at[id]; ok {
			fresh[n] = &in.row
		} else {
			at[id] = len(fresh)
			fresh = append(fresh, &in.row)
		}
		stored[id] = &in.row
	}
	err = k.write(fresh)
	k.batch = k.batch[:0]
	return err
}

func (r *row) identity() [2]int64 { return [2]int64{r.key, r.place} }

// stored reads what the file has for the places of the batch.
func (k *keeper) stored() (map[[2]int64]*row, error) {
	args := make([]any, 0, 2*len(k.batch))
	for i := range k.batch {
		args = append(args, k.batch[i].key, k.batch[i].place)
	}
	rows, err := k.m.places.in(k.tx).query(k.ctx, len(k.batch), args)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	stored := make(map[[2]int64]*row, len(k.batch))
	for rows.Next() {
		r := new(row)
		if err := r.scan(rows); err != nil {
			return nil, err
		}
		stored[r.identity()] = r
	}
	return stored, rows.Err()
}

func (k *keeper) write(list []*row) error {
	args := make([]any, 0, width*k.m.upsert.width)
	for len(list) > 0 {
		n := min(len(list), k.m.upsert.width)
		args = args[:0]
		for _, r := range list[:n] {
			args = r.values(args)
		}
		if err := k.m.upsert.in(k.tx).exec(k.ctx, n, args); err != nil {
			return err
		}
		list = list[n:]
	}
	return nil
}

// commit writes the rest, has the spool keep the record, and ends the
// transaction.
func (k *keeper) commit(r record) error {
	if err := k.finish(); err != nil {
		return err
	}
	if k.changes() == 0 {
		r.Did, r.Entries = "", nil
	}
	if err := k.m.spoolIn(k.ctx, k.tx, &r); err != nil {
		return err
	}
	return k.tx.Commit()
}

func (k *keeper) changes() int { return k.counts[added] + k.counts[updated] }

// finish writes the rest and brings the counters up to date.
func (k *keeper) finish() error {
	if err := k.flush(); err != nil {
		return err
	}
	for pair, n := range k.grown {
		if _, err := k.tx.ExecContext(k.ctx, "UPDATE pair SET units = units + ? WHERE id = ?", n, pair); err != nil {
			return err
		}
	}
	if k.changes() == 0 {
		return nil
	}
	_, err := k.tx.ExecContext(k.ctx, "UPDATE revision SET units = units + ?, human = human + ?", k.changes(), k.human)
	return err
}

// Revision returns two counters that are kept in the file: units grows whenever
// a translation changes, human when a human's does.
func (m *Memory) Revision(ctx context.Context) (units, human int64, err error) {
	if m.read == nil {
		return 0, 0, nil
	}
	err = m.read.QueryRowContext(ctx, "SELECT units, human FROM revision").Scan(&units, &human)
	return units, human, m.fault("read revision of", err)
}

// upsertSQL writes n rows. The condition is the last guard of a human's work:
// whatever was read before, SQLite itself lets no machine replace it.
func upsertSQL(n int) string {
	var set []string
	for _, c := range strings.Split(columns, ", ")[4:] {
		set = append(set, c+" = excluded."+c)
	}
	_, given, _ := strings.Cut(columns, ", ")
	return "INSERT INTO unit (" + given + ") VALUES " + tuples(n, width) +
		" ON CONFLICT (key, place) DO UPDATE SET " + strings.Join(set, ", ") +
		" WHERE excluded.human >= unit.human"
}

// placesSQL reads the rows of n places.
func placesSQL(n int) string {
	return "SELECT " + columns + " FROM (VALUES " + tuples(n, 2) + ") AS q CROSS JOIN unit" +
		" ON key = q.column1 AND place = q.column2"
}

// updateSQL writes a row over the stored one.
var updateSQL = func() string {
	_, given, _ := strings.Cut(columns, ", ")
	return "UPDATE unit SET " + strings.ReplaceAll(given, ", ", " = ?, ") + " = ? WHERE id = ?"
}()
