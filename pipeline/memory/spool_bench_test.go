package memory

import (
	"path/filepath"
	"testing"

	"targman/pipeline/money"
)

// BenchmarkPaid books, keeps and settles a call of eight segments: what a paid
// batch costs beside the engine.
func BenchmarkPaid(b *testing.B) {
	m, err := Open(filepath.Join(b.TempDir(), "memory.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer m.Close()
	l, _, err := m.OpenLedger(ctx, "one", "EUR", nil)
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		id, err := l.Book(ctx, euros(0.01))
		if err != nil {
			b.Fatal(err)
		}
		var es []Entry
		for range 8 {
			es = append(es, entryN(n))
			n++
		}
		if err := l.Keep(ctx, enHy, es, money.Settlement{ID: id, State: money.Done, Cost: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
