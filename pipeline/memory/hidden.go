package memory

import "fmt"

// A key that rots in an index hides a translation, and whoever looks there alone
// takes its text for one that was never translated, and pays for it. Every row is
// in two indexes by its key, so each is asked what the other one has.

// hidden finds that the indexes do not lead to as many rows of a query's text.
func (r *recaller) hidden(pair int64, qs []Query) error {
	args := make([]any, 0, 2*len(qs))
	for i := range qs {
		key, _ := qs[i].hashes(pair)
		args = append(args, i, key)
	}
	rows, err := r.m.counts.in(r.tx).query(r.ctx, len(qs), args)
	if err != nil {
		return err
	}
	defer rows.Close()
	if !rows.Next() {
		return rows.Err()
	}
	var i int
	if err := rows.Scan(&i); err != nil {
		return err
	}
	return r.lost(&qs[i])
}

// lost is the fault of an index that does not lead to a translation which is
// there: not its text is damaged, but what is paid for again would be.
func (r *recaller) lost(q *Query) error {
	return &Error{Op: "recall from", Path: r.m.path, Kind: Corrupt, Err: fmt.Errorf("%w: an index has lost a translation of %q", errGarbled, short(q.Text)),
		hint: "put a backup in its place (targman memory restore), or save what is in it (targman memory export); targman memory check says what else is damaged"}
}

// countsSQL finds, among n queries, those of whose text one index has more rows
// than the other leads to; no more of them count than are looked at.
func countsSQL(n int) string {
	few := func(what, index string) string {
		return fmt.Sprintf("SELECT %s FROM unit INDEXED BY %s WHERE key = q.key LIMIT %d", what, index, looked+1)
	}
	return "WITH q (n, key) AS (VALUES " + tuples(n, 2) + ") SELECT n FROM q" +
		" WHERE (SELECT count(*) FROM (" + few("1", "unit_place") + "))" +
		" <> (SELECT count(*) FROM unit WHERE id IN (" + few("id", "unit_rank") + ")) LIMIT 1"
}
