package memory

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"targman/pipeline/money"
)

// fillDisk writes a file until there is no room.
func fillDisk(t *testing.T, name string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 64 << 10; size > 0; {
		if _, err := f.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
}

// TestFullDiskKeepsWhatIsPaid fills the disk at every moment of a call: what was
// paid is kept in the room of the reserve, nothing more is booked, and the next
// run needs room before it pays.
func TestFullDiskKeepsWhatIsPaid(t *testing.T) {
	dir := t.TempDir()
	clock := &hand{noon}
	for _, after := range []int{0, 1, 5, 40} {
		unmount, ok := mountTmpfs(dir, "size=4m")
		if !ok {
			return // TestReserve covers the way without a small disk
		}
		func() {
			defer unmount()
			path := filepath.Join(dir, "memory.db")
			m, l, _ := bookkeeping(t, path, clock, "one")
			if err := m.Reserve(1 << 20); err != nil {
				t.Fatal(err)
			}
			for i := range after {
				spend(t, l, i, 1)
			}
			var ids []int64
			for range 4 { // under way at once
				id, err := l.Book(ctx, euros(1))
				if err != nil {
					t.Fatal(err)
				}
				ids = append(ids, id)
			}
			fillDisk(t, filepath.Join(dir, "ballast"))
			full := 0
			for i, id := range ids {
				var es []Entry
				for j := range 8 {
					es = append(es, entryN(1000*(i+1)+j))
				}
				err := l.Keep(ctx, enHy, es, money.Settlement{ID: id, State: money.Done, Cost: money.AmountOf(1)})
				if KindOf(err) == Full {
					full++
				} else if err != nil {
					t.Errorf("Keep = %v", err)
				}
			}
			countIs(t, m, after+32)
			_, err := l.Book(ctx, euros(1))
			if full == 0 || KindOf(err) != Full {
				t.Errorf("%d answers told of the full disk, Book = %v; want kind Full", full, err)
			}
			m.Close()
			fillDisk(t, filepath.Join(dir, "more ballast"))
			m, err = Open(path, Options{Clock: clock.now})
			if err == nil {
				err = m.Reserve(1 << 20)
				m.Close()
			}
			if KindOf(err) != Full {
				t.Errorf("the next run: %v; want kind Full", err)
			}
			if _, err := os.Lstat(path + ".reserve"); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("half a reserve is left: %v", err)
			}
			os.Remove(filepath.Join(dir, "ballast"))
			os.Remove(filepath.Join(dir, "more ballast"))
			m, _, unknown := bookkeeping(t, path, clock, "two")
			if err := m.Reserve(1 << 20); err != nil || unknown != 0 {
				t.Errorf("Reserve with room again = %v, %d unknown calls", err, unknown)
			}
			countIs(t, m, after+32)
			m.Close()
		}()
	}
}

// TestReserve takes its room, and a smaller or larger one later, and gives it
// back once.
func TestReserve(t *testing.T) {
	for name, occupy := range map[string]func(*os.File, int64) error{
		"allocated": occupy,
		"written":   func(f *os.File, size int64) error { return overwrite(f, 0, size) },
	} {
		file := filepath.Join(t.TempDir(), name)
		f, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := occupy(f, 300_000); err != nil {
			t.Fatal(err)
		}
		f.Close()
		if info, err := os.Stat(file); err != nil || info.Size() != 300_000 || blocks(info) < 300_000 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	m := fresh(t)
	for _, size := range []int64{1 << 20, 1 << 18, 1 << 19} {
		if err := m.Reserve(size); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(m.path + ".reserve"); err != nil || info.Size() != size || blocks(info) < size {
			t.Errorf("the reserve: %v, %v; want %d bytes", info, err, size)
		}
	}
	if first, second := m.reserve.release(), m.reserve.release(); !first || second {
		t.Errorf("release = %t, then %t; want it once", first, second)
	}
}

// TestSparseReserve finds that a reserve was copied without its room.
func TestSparseReserve(t *testing.T) {
	m := fresh(t)
	if err := os.WriteFile(m.path+".reserve", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(m.path+".reserve", 1<<20); err != nil {
		t.Fatal(err)
	}
	if err := m.Reserve(1 << 20); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(m.path + ".reserve"); err != nil || blocks(info) < 1<<20 {
		t.Errorf("%s takes %d bytes of the disk", fmt.Sprint(info), blocks(info))
	}
}
