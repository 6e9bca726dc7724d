package memory

import (
	"context"
	"database/sql"
	"strings"
)

// bulk is a statement over a varying number of tuples. It is compiled once for
// a full load and again for each smaller one.
type bulk struct {
	// width is how many tuples make a full load.
	width int
	// text is the statement for n tuples.
	text func(n int) string
	full *sql.Stmt // nil where the file does not allow it
}

func prepare(db *sql.DB, width int, text func(n int) string) (bulk, error) {
	stmt, err := db.Prepare(text(width))
	return bulk{width, text, stmt}, err
}

// inside is a bulk statement in a transaction.
type inside struct {
	bulk
	tx *sql.Tx
}

func (b bulk) in(tx *sql.Tx) inside { return inside{b, tx} }

func (b inside) query(ctx context.Context, n int, args []any) (*sql.Rows, error) {
	if n == b.width && b.full != nil {
		return b.tx.StmtContext(ctx, b.full).QueryContext(ctx, args...)
	}
	return b.tx.QueryContext(ctx, b.text(n), args...)
}

func (b inside) exec(ctx context.Context, n int, args []any) (err error) {
	if n == b.width {
		_, err = b.tx.StmtContext(ctx, b.full).ExecContext(ctx, args...)
	} else {
		_, err = b.tx.ExecContext(ctx, b.text(n), args...)
	}
	return err
}

// tuples is "(?,?),(?,?)": n of them, of size parameters each.
func tuples(n, size int) string {
	one := "(" + strings.TrimSuffix(strings.Repeat("?,", size), ",") + "),"
	return strings.TrimSuffix(strings.Repeat(one, n), ",")
}
