package memory

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"targman/pipeline/money"
)

// TestReplayedBookings loses a memory with calls of every end. What was booked and
// never answered counts in full; what failed for nothing does not; what costs
// nothing is not written down.
func TestReplayedBookings(t *testing.T) {
	clock := &hand{noon}
	path := filepath.Join(t.TempDir(), "memory.db")
	m, l, _ := bookkeeping(t, path, clock, "one")
	before := copyOf(t, path)
	spend(t, l, 0, 2)
	book := func(c money.Call) int64 {
		clock.Time = clock.Add(time.Second)
		id, err := l.Book(ctx, c)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	free := book(euros(4))
	book(euros(8))
	if err := l.Settle(ctx, money.Settlement{ID: free, State: money.Free, Usage: money.Usage{Requests: 1}}); err != nil {
		t.Fatal(err)
	}
	book(money.Call{Engine: "pseudo", Most: money.Usage{Requests: 1}})
	last := book(euros(16)) // the newest change of all
	m.Close()
	lose := func() {
		for _, end := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(path + end)
		}
		content(before)(t, path)
	}
	lose()
	m, l, unknown := bookkeeping(t, path, clock, "two", money.Cap{Month: money.AmountOf(30)})
	want := []string{"1 one done 2.00 2", "2 one free 0.00 2", "3 one unknown 8.00 2", "5 one unknown 16.00 2"}
	if got := costs(t, m); !slices.Equal(got, want) || unknown != 2 || last != 5 {
		t.Errorf("calls = %q, %d unknown; want %q", got, unknown, want)
	}
	if _, err := l.Book(ctx, euros(5)); err == nil {
		t.Error("a call broke the cap with what was brought back")
	}
	if h, err := m.Check(ctx); err != nil || !h.Sound() {
		t.Errorf("Check = %+v, %v", h, err)
	}
	m.Close()
	if m = openAt(t, path, at(noon)); m.Replayed().Commits != 0 {
		t.Errorf("brought back again: %+v", m.Replayed())
	}
	m.Close()

	// In another history, with the same numbers, each comes back once.
	lose()
	if err := os.Rename(path+".spool", path+".kept"); err != nil {
		t.Fatal(err)
	}
	m, l, _ = bookkeeping(t, path, clock, "three")
	book(money.Call{Engine: "pseudo"})
	book(money.Call{Engine: "pseudo"})
	m.Close()
	if err := os.Rename(path+".kept", path+".spool"); err != nil {
		t.Fatal(err)
	}
	m = openAt(t, path, at(noon))
	want = []string{"1 three intent 0.00 0", "2 three intent 0.00 0", "3 one done 2.00 2", "4 one free 0.00 2", "5 one intent 8.00 2", "6 one intent 16.00 2"}
	if got := costs(t, m); !slices.Equal(got, want) {
		t.Errorf("calls = %q, want %q", got, want)
	}
}
