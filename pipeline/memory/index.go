package memory

import (
	"context"
	"database/sql"
	"errors"
	"runtime"
	"runtime/debug"

	"golang.org/x/sync/errgroup"

	"targman/pipeline/fuzzy"
)

// index gives the index of the pair, and makes it when it is first asked for:
// what the file beside the memory has, if that is the right one, and the texts
// that came later.
func (m *Memory) index(ctx context.Context, p Pair) (*fuzzy.Index, error) {
	m.similar.mu.Lock()
	defer m.similar.mu.Unlock()
	if x := m.similar.pairs[p]; x != nil {
		return x, nil
	}
	x, err := m.makeIndex(ctx, p)
	if err != nil {
		return nil, m.fault("index texts of", err)
	}
	if m.similar.pairs == nil {
		m.similar.pairs = map[Pair]*fuzzy.Index{}
	}
	m.similar.pairs[p] = x
	return x, nil
}

// Index keeps the index of the pair's texts in the file beside the memory, where
// that is wanted and not yet so, for those who ask later.
func (m *Memory) Index(ctx context.Context, p Pair) error {
	if n, err := m.Count(ctx, p); err != nil || n < m.leastKept {
		return err
	}
	_, err := m.index(ctx, p)
	return err
}

// indexed is what the memory notes of the index of a pair.
type indexed struct {
	pair int64
	// units is how many the pair has, last the highest id of all.
	units int
	last  int64
	// gone counts the texts that are not there any more.
	gone int64
	// kept is the last id in the file, sum the checksum of it; 0 and empty where
	// there is none.
	kept int64
	sum  []byte
}

// indexed reads it, in one transaction.
func (m *Memory) indexed(ctx context.Context, p Pair) (n indexed, err error) {
	tx, err := m.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return n, err
	}
	defer tx.Rollback()
	if n.pair, n.units, err = p.find(ctx, tx, ""); err != nil {
		return n, err
	}
	if err := tx.QueryRowContext(ctx, "SELECT ifnull(max(id), 0) FROM unit").Scan(&n.last); err != nil || m.version < 6 {
		return n, err
	}
	n.units = max(0, min(n.units, int(n.last))) // the number can rot
	err = tx.QueryRowContext(ctx, "SELECT gone, last, sum FROM fuzzy WHERE pair = ?", n.pair).Scan(&n.gone, &n.kept, &n.sum)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return n, err
}

func (m *Memory) makeIndex(ctx context.Context, p Pair) (*fuzzy.Index, error) {
	if m.read == nil {
		return fuzzy.NewBuilder(nil, 0).Index(), nil
	}
	p, err := p.canonical()
	if err != nil {
		return nil, err
	}
	n, err := m.indexed(ctx, p)
	if err != nil {
		return nil, err
	}
	var base *fuzzy.Index
	if !n.outgrown() || !m.keepsIndex() {
		base = m.readIndex(p, n)
	}
	if base == nil {
		n.kept = 0
	}
	x, err := m.extend(ctx, base, n)
	if err == nil && base == nil {
		m.keepIndex(ctx, p, n, x)
	}
	return x, err
}

// outgrown says that so much was added that the file is to be made anew.
func (n *indexed) outgrown() bool { return n.last-n.kept > n.kept/8 }

// extend adds the texts behind the last one in the base, which may be nil. Texts
// are read and cut into words by several goroutines; they are taken in the order
// in which they were kept.
func (m *Memory) extend(ctx context.Context, base *fuzzy.Index, n indexed) (*fuzzy.Index, error) {
	// What is being made is few and large objects without pointers: to collect
	// garbage often costs next to nothing, and seldom doubles the memory.
	defer debug.SetGCPercent(debug.SetGCPercent(20))
	b := fuzzy.NewBuilder(base, max(0, n.units-base.Len()))
	workers := runtime.GOMAXPROCS(0)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(workers + 1)
	free, queue := make(chan *fuzzy.Batch, workers+2), make(chan filling, workers+2)
	for range cap(free) {
		free <- &fuzzy.Batch{}
	}
	g.Go(func() error {
		defer close(queue)
		for from := n.kept; from < n.last && ctx.Err() == nil; from += stretch {
			f := filling{<-free, make(chan struct{})}
			queue <- f
			g.Go(func() error {
				defer close(f.done)
				return m.texts(ctx, f.batch, n.pair, from, min(from+stretch, n.last))
			})
		}
		return ctx.Err()
	})
	for f := range queue {
		<-f.done
		b.Take(f.batch)
		f.batch.Reset()
		free <- f.batch
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return b.Index(), nil
}

// filling is a batch that somebody reads texts into until done is closed.
type filling struct {
	batch *fuzzy.Batch
	done  chan struct{}
}

// texts reads the source texts of the pair with ids above from, up to last.
func (m *Memory) texts(ctx context.Context, to *fuzzy.Batch, pair, from, last int64) error {
	rows, err := m.read.QueryContext(ctx, "SELECT text FROM unit WHERE id > ? AND id <= ? AND pair = ? ORDER BY id", from, last, pair)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return err
		}
		to.Add(text)
	}
	return rows.Err()
}
