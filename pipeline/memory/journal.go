package memory

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"

	"github.com/zeebo/xxh3"
)

// Done says how an article was finished, so that a later run can tell that
// there is nothing to do.
type Done struct {
	// Fingerprint is the caller's hash of everything the outputs depend on.
	Fingerprint string
	// Outputs are the files that were written.
	Outputs []Output
	// Summary is the caller's account of the article.
	Summary []byte
}

// Output is a written file as it lay on the disk.
type Output struct {
	Name string
	// Size is in bytes, ModTime in nanoseconds since 1970.
	Size, ModTime int64
}

// AllDone returns the finished articles of the pair by name. One whose record
// is damaged is left out: it will be done again.
func (m *Memory) AllDone(ctx context.Context, p Pair) (map[string]Done, error) {
	return m.done(ctx, p, "", nil)
}

// Done returns how one article was finished; false when it was not.
func (m *Memory) Done(ctx context.Context, p Pair, article string) (Done, bool, error) {
	all, err := m.done(ctx, p, " AND article = ?", []any{article})
	d, ok := all[article]
	return d, ok, err
}

func (m *Memory) done(ctx context.Context, p Pair, where string, args []any) (map[string]Done, error) {
	all := map[string]Done{}
	if m.read == nil {
		return all, nil
	}
	pair, _, err := p.find(ctx, m.read, "")
	if err != nil {
		return nil, m.fault("read finished articles of", err)
	}
	rows, err := m.read.QueryContext(ctx,
		"SELECT article, fingerprint, outputs, summary, sum FROM done WHERE pair = ?"+where,
		append([]any{pair}, args...)...)
	if err != nil {
		return nil, m.fault("read finished articles of", err)
	}
	defer rows.Close()
	for rows.Next() {
		var article string
		var d Done
		var outputs []byte
		var sum int64
		if err := rows.Scan(&article, &d.Fingerprint, &outputs, &d.Summary, &sum); err != nil {
			return nil, m.fault("read finished articles of", err)
		}
		if sum != d.checksum(article, outputs) {
			continue
		}
		if d.Outputs, err = unpack(outputs); err == nil {
			all[article] = d
		}
	}
	return all, m.fault("read finished articles of", rows.Err())
}

// SetDone records articles as finished, all of them or none.
func (m *Memory) SetDone(ctx context.Context, p Pair, articles map[string]Done) error {
	if len(articles) == 0 {
		return nil
	}
	return m.fault("record finished articles in", m.changeDone(ctx, p, func(tx *sql.Tx, pair int64) error {
		return setDone(ctx, tx, pair, articles)
	}))
}

// changeDone does what change does to the finished articles of the pair, all of it
// or nothing.
func (m *Memory) changeDone(ctx context.Context, p Pair, change func(tx *sql.Tx, pair int64) error) error {
	if err := m.writable(); err != nil {
		return err
	}
	tx, err := m.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	pair, err := p.enter(ctx, tx, "")
	if err != nil {
		return err
	}
	if err := change(tx, pair); err != nil {
		return err
	}
	return tx.Commit()
}

func setDone(ctx context.Context, tx *sql.Tx, pair int64, articles map[string]Done) error {
	stmt, err := tx.PrepareContext(ctx, "INSERT OR REPLACE INTO done (pair, article, fingerprint, outputs, summary, sum) VALUES (?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer stmt.Close()
	for article, d := range articles {
		outputs := pack(d.Outputs)
		summary := append([]byte{}, d.Summary...) // NULL is not a blob
		_, err := stmt.ExecContext(ctx, pair, article, d.Fingerprint, outputs, summary, d.checksum(article, outputs))
		if err != nil {
			return err
		}
	}
	return nil
}

// Forget takes articles out, so that they are as if never finished.
func (m *Memory) Forget(ctx context.Context, p Pair, articles []string) error {
	return m.fault("forget articles in", m.changeDone(ctx, p, func(tx *sql.Tx, pair int64) error {
		for _, article := range articles {
			if _, err := tx.ExecContext(ctx, "DELETE FROM done WHERE pair = ? AND article = ?", pair, article); err != nil {
				return err
			}
		}
		return nil
	}))
}

func (d *Done) checksum(article string, outputs []byte) int64 {
	return int64(xxh3.Hash(appendStrings(nil, article, d.Fingerprint, string(outputs), string(d.Summary))))
}

// pack writes outputs compactly: ten thousand articles have sixty thousand of
// them, too many to parse as JSON at every start.
func pack(list []Output) []byte {
	buf := []byte{}
	for _, o := range list {
		buf = appendStrings(buf, o.Name)
		buf = binary.AppendVarint(buf, o.Size)
		buf = binary.AppendVarint(buf, o.ModTime)
	}
	return buf
}

var errPacked = errors.New("list of outputs ends early")

func unpack(buf []byte) (list []Output, err error) {
	for len(buf) > 0 {
		size, n := binary.Uvarint(buf)
		if n <= 0 || size > uint64(len(buf)-n) {
			return nil, errPacked
		}
		o := Output{Name: string(buf[n : n+int(size)])}
		buf = buf[n+int(size):]
		for _, v := range []*int64{&o.Size, &o.ModTime} {
			if *v, n = binary.Varint(buf); n <= 0 {
				return nil, errPacked
			}
			buf = buf[n:]
		}
		list = append(list, o)
	}
	return list, nil
}
