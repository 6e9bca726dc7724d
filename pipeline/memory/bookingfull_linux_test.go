package memory

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"targman/pipeline/money"
)

// TestBookingWithoutRoom has no room left for the spool: the call is not made,
// nothing more is booked, and what is under way is settled in the memory.
func TestBookingWithoutRoom(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	m, l, _ := bookkeeping(t, path, &hand{noon}, "one")
	first, err := l.Book(ctx, euros(1))
	if err != nil {
		t.Fatal(err)
	}
	fd, err := syscall.Open("/dev/full", syscall.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	room := m.spool.file
	full := os.NewFile(uintptr(fd), room.Name())
	defer full.Close()
	m.spool.file = full
	for range 3 {
		if _, err := l.Book(ctx, euros(1)); KindOf(err) != Full {
			t.Errorf("Book = %v, want kind Full", err)
		}
	}
	m.spool.file = room
	if err := l.Settle(ctx, money.Settlement{ID: first, State: money.Free}); err != nil {
		t.Error(err)
	}
	m.Close()
	if _, _, unknown := bookkeeping(t, path, &hand{noon}, "two"); unknown != 1 {
		t.Errorf("%d calls are of unknown end, want the one that was not made", unknown)
	}
}
