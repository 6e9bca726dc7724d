package memory

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"targman/pipeline/bitext"
	"targman/pipeline/money"
)

// hand is a clock that a test sets.
type hand struct{ time.Time }

func (h *hand) now() time.Time { return h.Time }

func bookkeeping(t *testing.T, file string, clock *hand, run string, caps ...money.Cap) (*Memory, *Ledger, int) {
	t.Helper()
	m, err := Open(file, Options{Clock: clock.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	l, unknown, err := m.OpenLedger(t.Context(), run, "EUR", caps)
	if err != nil {
		t.Fatal(err)
	}
	return m, l, unknown
}

func euros(n float64) money.Call {
	return money.Call{Engine: "deepl", Source: "en", Target: "hy", Cost: money.AmountOf(n), Most: money.Usage{Characters: 10},
		Shares: []money.Share{{Article: "a", Characters: 6, Segments: 1}, {Article: "b", Characters: 4, Segments: 2}}}
}

func TestLedger(t *testing.T) {
	clock := &hand{time.Date(2026, 11, 3, 23, 0, 0, 0, time.UTC)}
	file := filepath.Join(t.TempDir(), "memory.db")
	m, l, _ := bookkeeping(t, file, clock, "one")
	first, err := l.Book(t.Context(), euros(1))
	if err != nil {
		t.Fatal(err)
	}
	second, _ := l.Book(t.Context(), euros(2))
	third, _ := l.Book(t.Context(), euros(4))
	pair := Pair{"en", "hy"}
	entry := Entry{Query: Query{Text: "A.", Article: "a", Unit: "1.1"}, Target: "Ա։", State: bitext.Translated, Origin: "backend:deepl"}
	err = l.Keep(t.Context(), pair, []Entry{entry}, money.Settlement{ID: first, State: money.Done, Cost: money.AmountOf(0.5), Model: "v2", Trace: "t-1", Usage: money.Usage{Characters: 7}})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Settle(t.Context(), money.Settlement{ID: second, State: money.Free, Reason: "busy"}); err != nil {
		t.Fatal(err)
	}
	// What is settled stays so.
	if err := l.Settle(t.Context(), money.Settlement{ID: first, State: money.Free}); err != nil {
		t.Fatal(err)
	}
	// The process dies; the next one finds what was under way.
	m.Close()
	m, _, unknown := bookkeeping(t, file, clock, "two")
	if unknown != 1 {
		t.Errorf("%d calls are unknown, want 1", unknown)
	}
	if n, _ := m.Count(t.Context(), pair); n != 1 {
		t.Errorf("%d units are kept, want 1", n)
	}
	want := map[int64]money.State{first: money.Done, second: money.Free, third: money.Unknown}
	var sum money.Amount
	err = m.Calls(t.Context(), time.Time{}, time.Time{}, func(b Booked) error {
		sum += b.Cost
		if b.State != want[b.ID] || b.Engine != "deepl" || len(b.Shares) != 2 || b.Ended.IsZero() {
			t.Errorf("%+v, want state %s", b, want[b.ID])
		}
		if b.ID == first && (b.Model != "v2" || b.Trace != "t-1" || b.Usage.Characters != 7 || b.Shares[1] != money.Share{Article: "b", Characters: 4, Segments: 2}) {
			t.Errorf("%+v", b)
		}
		return nil
	})
	if err != nil || sum != money.AmountOf(4.5) {
		t.Errorf("spent %s, error %v, want 4.50", sum, err)
	}
}

// TestCaps books calls of one euro until a cap forbids it.
func TestCaps(t *testing.T) {
	day := time.Date(2026, 11, 3, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name   string
		cap    money.Cap
		next   time.Time // of a second run
		counts [2]int    // calls of each run
		span   string
	}{
		{"none", money.Cap{}, day, [2]int{9, 9}, ""},
		{"run", money.Cap{Run: money.AmountOf(3)}, day, [2]int{3, 3}, "run"},
		{"a little less than the call", money.Cap{Run: money.AmountOf(2.999999)}, day, [2]int{2, 2}, "run"},
		{"day", money.Cap{Day: money.AmountOf(5)}, day, [2]int{5, 0}, "day"},
		{"the next day", money.Cap{Day: money.AmountOf(5)}, day.AddDate(0, 0, 1), [2]int{5, 5}, "day"},
		{"month", money.Cap{Month: money.AmountOf(6)}, day.AddDate(0, 0, 27), [2]int{6, 0}, "month"},
		{"the next month", money.Cap{Month: money.AmountOf(6)}, day.AddDate(0, 1, 0), [2]int{6, 6}, "month"},
		{"of the engine", money.Cap{Engine: "deepl", Day: money.AmountOf(1)}, day, [2]int{1, 0}, "day"},
		{"of another engine", money.Cap{Engine: "openai", Day: money.AmountOf(1)}, day, [2]int{9, 9}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file, clock := filepath.Join(t.TempDir(), "memory.db"), &hand{day}
			for i, run := range []string{"one", "two"} {
				m, l, _ := bookkeeping(t, file, clock, run, tt.cap)
				n := 0
				for ; n < 9; n++ {
					if _, err := l.Book(t.Context(), euros(1)); err != nil {
						e, ok := errors.AsType[*money.CapError](err)
						if !ok || e.Span != tt.span || e.Engine != tt.cap.Engine {
							t.Errorf("error %v, want the cap of a %s", err, tt.span)
						}
						break
					}
				}
				if n != tt.counts[i] {
					t.Errorf("%d calls in run %s, want %d", n, run, tt.counts[i])
				}
				if _, err := l.Book(t.Context(), euros(0)); err != nil {
					t.Errorf("a free call: %v", err)
				}
				m.Close()
				clock.Time = tt.next
			}
		})
	}
}

// TestCapIsCorrected frees what a call did not cost.
func TestCapIsCorrected(t *testing.T) {
	clock := &hand{time.Date(2026, 11, 3, 23, 59, 0, 0, time.UTC)}
	_, l, _ := bookkeeping(t, filepath.Join(t.TempDir(), "memory.db"), clock, "one", money.Cap{Day: money.AmountOf(3)})
	for i := range 6 { // each is booked with two and costs one half
		id, err := l.Book(t.Context(), euros(2))
		if (err != nil) != (i > 2) {
			t.Fatalf("call %d: %v", i, err)
		}
		if err == nil {
			_ = l.Settle(context.Background(), money.Settlement{ID: id, State: money.Done, Cost: money.AmountOf(0.5)})
		}
	}
	id, err := l.Book(t.Context(), euros(1))
	if err != nil {
		t.Fatal(err)
	}
	// It ends after midnight, and counts for the day before.
	clock.Time = clock.AddDate(0, 0, 1)
	if _, err := l.Book(t.Context(), euros(3)); err != nil {
		t.Fatal(err)
	}
	_ = l.Settle(context.Background(), money.Settlement{ID: id, State: money.Done})
	if _, err := l.Book(t.Context(), euros(1)); err == nil {
		t.Error("a call was booked above the cap of the day")
	}
}

// TestHeld has a batch outlive the process that handed it in: its calls stay open
// and count, and are settled once.
func TestHeld(t *testing.T) {
	file := filepath.Join(t.TempDir(), "m.db")
	clock := &hand{time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC)}
	m, l, _ := bookkeeping(t, file, clock, "first")
	one, err := l.Book(t.Context(), euros(2))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Book(t.Context(), euros(1)); err != nil {
		t.Fatal(err)
	}
	if err := l.Hold(t.Context(), []money.Held{{Call: one, Batch: "batch_1", Request: []byte("{}")}}); err != nil {
		t.Fatal(err)
	}
	m.Close()
	_, l, unknown := bookkeeping(t, file, clock, "second", money.Cap{Month: money.AmountOf(5)})
	held, err := l.Held(t.Context(), "deepl", "en", "hy")
	if err != nil || unknown != 1 || len(held) != 1 || held[0].Batch != "batch_1" || held[0].Call != one || string(held[0].Request) != "{}" {
		t.Fatalf("%d calls unknown, held %+v, error %v", unknown, held, err)
	}
	if other, err := l.Held(t.Context(), "deepl", "en", "ru"); err != nil || len(other) != 0 {
		t.Errorf("held for another language: %+v, error %v", other, err)
	}
	if _, err := l.Book(t.Context(), euros(3)); err == nil {
		t.Error("the batch does not count for the cap")
	}
	if err := l.Settle(t.Context(), money.Settlement{ID: one, State: money.Done, Cost: money.AmountOf(1)}); err != nil {
		t.Fatal(err)
	}
	if held, _ := l.Held(t.Context(), "deepl", "en", "hy"); len(held) != 0 {
		t.Errorf("held after it was settled: %+v", held)
	}
	if _, err := l.Book(t.Context(), euros(3)); err != nil {
		t.Error(err)
	}
}
