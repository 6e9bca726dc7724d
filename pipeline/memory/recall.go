package memory

import (
	"context"
	"database/sql"
	"strconv"

	"targman/pipeline/bitext"
)

// Match is what the memory knows about a Query.
type Match struct {
	// Found says that there is a translation; the other fields are empty if not.
	Found  bool
	Target string
	// Score is 101 for a context match, 100 for an exact one; or, at the place
	// that the translation was made for, the score it was kept with.
	Score      int
	State      bitext.State
	Origin     bitext.Origin
	Provenance bitext.Provenance
	// Points are what the penalties take off; lowered says that Score is without
	// them already.
	Points  int
	lowered bool
	own     bool
	// Other is another translation that is as good as Target; empty when there is
	// none.
	Other string

	rest  []ranked // the other rows of the text
	query *Query
}

// Distrusted says that penalties keep the match of the same text from counting
// as that.
func (m *Match) Distrusted() bool { return m.lowered }

// Own says that an engine's answer could not take the place of the match: it was
// made at this very place, or a person made it between the same neighbours or in
// the same article.
func (m *Match) Own() bool { return m.own }

// Next is the best match of the text without this one.
func (m *Match) Next() Match {
	if len(m.rest) == 0 {
		return Match{}
	}
	return match(m.rest, m.query)
}

// Recall looks for a translation of each query and returns as many matches, in
// the same order. Human work comes before a machine's, unless a penalty lowers
// its score; then a match in context (the same neighbours) before one of the
// text alone, then the newest, then the one that was kept first.
//
// A translation gives back the state, origin and score it was kept with at the
// very place it was made for. Elsewhere its origin is the memory; in context
// it keeps its state, and out of context it counts as translated at most. What
// a mock engine made is recalled only for an engine of the same name.
func (m *Memory) Recall(ctx context.Context, p Pair, engine string, qs []Query) ([]Match, error) {
	ms := make([]Match, len(qs))
	if m.read == nil || len(qs) == 0 {
		return ms, nil
	}
	tx, err := m.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, m.fault("recall from", err)
	}
	defer tx.Rollback()
	r := recaller{m: m, ctx: ctx, tx: tx}
	if err := r.enter(p, engine); err != nil {
		return nil, m.fault("recall from", err)
	}
	if len(r.pairs) == 0 {
		return ms, nil
	}
	for i := 0; i < len(qs); i += m.recall.width {
		end := min(i+m.recall.width, len(qs))
		if err := r.fill(ms[i:end], qs[i:end]); err != nil {
			return nil, m.fault("recall from", err)
		}
	}
	return ms, nil
}

// recaller looks up queries inside one transaction.
type recaller struct {
	m     *Memory
	ctx   context.Context
	tx    *sql.Tx
	pairs []int64
}

// enter finds the pairs that the engine may recall from. It does not go by how
// many translations are noted of a pair: a number can rot, too.
func (r *recaller) enter(p Pair, engine string) error {
	mocks := []string{""}
	if engine != "" {
		mocks = append(mocks, engine)
	}
	for _, mock := range mocks {
		id, _, err := p.find(r.ctx, r.tx, mock)
		if err != nil {
			return err
		}
		if id != 0 {
			r.pairs = append(r.pairs, id)
		}
	}
	return nil
}

// fill answers up to a full load of queries.
func (r *recaller) fill(ms []Match, qs []Query) error {
	found := make([][]ranked, len(qs))
	for _, pair := range r.pairs {
		if err := r.hidden(pair, qs); err != nil {
			return err
		}
		doubtful, err := r.load(pair, found, qs)
		if err != nil {
			return err
		}
		for _, i := range doubtful {
			if err := r.search(pair, &found[i], &qs[i]); err != nil {
				return err
			}
		}
	}
	for i, rows := range found {
		if len(rows) > 0 {
			ms[i] = match(rows, &qs[i])
		}
	}
	return nil
}

// load fetches for each query the row of its place and the first rows of its
// text. It returns the queries with rows none of which can be used, so that a
// later one may be.
func (r *recaller) load(pair int64, found [][]ranked, qs []Query) (doubtful []int, err error) {
	args := make([]any, 0, 3*len(qs))
	for i := range qs {
		key, place := qs[i].hashes(pair)
		args = append(args, i, key, place)
	}
	rows, err := r.m.recall.in(r.tx).query(r.ctx, len(qs), args)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	refused := map[int]bool{}
	for rows.Next() {
		var i int
		var lost bool
		row := new(row)
		if err := row.scan(rows, &i, &lost); err != nil {
			return nil, err
		}
		if lost {
			return nil, r.lost(&qs[i])
		}
		switch used, err := r.consider(pair, &found[i], row, &qs[i]); {
		case err != nil:
			return nil, err
		case !used:
			refused[i] = true
		}
	}
	for i := range refused {
		doubtful = append(doubtful, i)
	}
	return doubtful, rows.Err()
}

// search goes through all rows of a text, the best first, up to one that can be
// used.
func (r *recaller) search(pair int64, found *[]ranked, q *Query) error {
	key, _ := q.hashes(pair)
	rows, err := r.tx.QueryContext(r.ctx, "SELECT "+columns+
		" FROM unit WHERE key = ? ORDER BY human DESC, changed DESC, id", key)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		row := new(row)
		if err := row.scan(rows); err != nil {
			return err
		}
		if used, err := r.consider(pair, found, row, q); used || err != nil {
			return err
		}
	}
	return rows.Err()
}

// consider takes the row in if it can be used. One that is sound and has another
// text is one of an index that leads astray, unless two texts have the same hash.
func (r *recaller) consider(pair int64, found *[]ranked, row *row, q *Query) (used bool, err error) {
	switch sound := row.sound(); {
	case sound && row.Text == q.Text && row.pair == pair:
		*found = append(*found, r.m.rank(row, q))
		return true, nil
	case sound && row.Text != q.Text:
		its, _ := row.hashes(pair)
		if key, _ := q.hashes(pair); its != key {
			return false, r.lost(q)
		}
	default:
		r.m.noteDamage(row.id)
	}
	return false, nil
}

// looked is how many rows of a text are looked at, beside that of the place:
// enough to see that there are several translations, few enough for a text that
// stands in ten thousand places.
const looked = 8

// recallSQL reads, for n queries, the row of the place and the best rows of the
// text. Each comes with whether it is one of that place which the index of places
// has lost.
func recallSQL(n int) string {
	return "WITH q (n, key, place) AS (VALUES " + tuples(n, 3) + ")" +
		" SELECT q.n, 0, " + qualified + " FROM q CROSS JOIN unit AS u" +
		" ON u.key = q.key AND u.place = q.place" +
		" UNION ALL SELECT q.n, u.place = q.place, " + qualified + " FROM q CROSS JOIN unit AS u" +
		" ON u.id IN (SELECT v.id FROM unit AS v WHERE v.key = q.key" +
		" ORDER BY v.human DESC, v.changed DESC, v.id LIMIT " + strconv.Itoa(looked) + ")" +
		" AND (u.place <> q.place OR NOT EXISTS (SELECT 1 FROM unit WHERE key = q.key AND place = q.place))"
}
