package memory

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"targman/pipeline/money"
)

// TestCutMemory finds at the start that the end of the file is missing, wherever
// it was cut, and changes nothing.
func TestCutMemory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	m := openAt(t, path, at(noon))
	fill(t, m, 0, 300, 100)
	m.Close()
	whole := copyOf(t, path)
	for _, size := range []int{len(whole) - 1, len(whole) - 4096, len(whole) / 2, 8192, 4096, 200, 99, 17} {
		cut := whole[:size]
		content(cut)(t, path)
		for _, o := range []Options{at(noon), {ReadOnly: true}} {
			m, err := Open(path, o)
			if err == nil {
				m.Close()
			}
			if KindOf(err) != Corrupt {
				t.Errorf("%d of %d bytes, %+v: Open = %v, want kind Corrupt", size, len(whole), o.ReadOnly, err)
			}
		}
		if !bytes.Equal(copyOf(t, path), cut) {
			t.Errorf("%d of %d bytes: the file has changed", size, len(whole))
		}
	}
	content(whole)(t, path)
	countIs(t, openAt(t, path, at(noon)), 300)
}

// TestForeignTables refuses a memory whose tables are not as they were made.
func TestForeignTables(t *testing.T) {
	for _, change := range []string{"DROP INDEX unit_rank", "CREATE TABLE other (id)", "ALTER TABLE done RENAME COLUMN summary TO text"} {
		path := filepath.Join(t.TempDir(), "memory.db")
		m := openAt(t, path, at(noon))
		if _, err := m.write.Exec(change); err != nil {
			t.Fatal(err)
		}
		m.Close()
		if m, err := Open(path, at(noon)); KindOf(err) != Corrupt {
			if err == nil {
				m.Close()
			}
			t.Errorf("after %s: Open = %v, want kind Corrupt", change, err)
		}
	}
}

// TestRemoveLeftovers takes what a process that died has left of this memory, and
// nothing else.
func TestRemoveLeftovers(t *testing.T) {
	dir := t.TempDir()
	backups := filepath.Join(dir, "backup")
	if err := os.Mkdir(backups, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "memory.db")
	left := []string{".memory.db.tmp-1", ".memory.db.tmp-77-journal", ".memory.db.en-hy.fuzzy.tmp-3",
		"backup/.memory-20261127T041500.000Z.db.tmp-12", "backup/.memory-20261127T041500.000Z.db.tmp-12-journal"}
	stay := []string{"memory.db", ".memory.db", ".other.db.tmp-1", ".memory.db.tmp-x", "memory.db.tmp-1", ".memory.dbx.tmp-1",
		"backup/memory-20261127T041500.000Z.db", "backup/.memory-two-20261127T041500.000Z.db.tmp-12", "backup/.memory.tmp-1"}
	for _, name := range slices.Concat(left, stay) {
		content(nil)(t, filepath.Join(dir, name))
	}
	for range 2 {
		if err := RemoveLeftovers(path, backups); err != nil {
			t.Fatal(err)
		}
		for _, name := range left {
			if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
				t.Errorf("%s is there still", name)
			}
		}
		for _, name := range stay {
			if _, err := os.Lstat(filepath.Join(dir, name)); err != nil {
				t.Error(err)
			}
		}
	}
	if err := RemoveLeftovers(filepath.Join(dir, "none", "memory.db"), filepath.Join(dir, "none", "backup")); err != nil {
		t.Errorf("without a folder: %v", err)
	}
}

// TestNoFilesLeft has room on the disk and none for another file.
func TestNoFilesLeft(t *testing.T) {
	dir := t.TempDir()
	for n := range 8 {
		unmount, ok := mountTmpfs(dir, "size=8m,nr_inodes="+fmt.Sprint(n+2))
		if !ok {
			return // there is no such disk to be had without the right to mount
		}
		func() {
			defer unmount()
			path := filepath.Join(dir, "memory.db")
			m, err := Open(path, at(noon))
			if err == nil {
				defer m.Close()
				err = m.Reserve(64 << 10)
			}
			if err == nil {
				var l *Ledger
				if l, _, err = m.OpenLedger(ctx, "one", "EUR", nil); err != nil {
					t.Fatal(err)
				}
				id, booked := l.Book(ctx, euros(1))
				if booked != nil {
					t.Fatal(booked)
				}
				// The reserve gives up its file for the spool's.
				err = l.Keep(ctx, enHy, []Entry{entryN(0)}, money.Settlement{ID: id, State: money.Done, Cost: 1})
				if kept, fault := m.Count(ctx, enHy); kept != 1 || fault != nil {
					t.Errorf("%d files: %d units, %v (%v); want what was paid", n, kept, fault, err)
				}
			}
			if err != nil && KindOf(err) != Full {
				t.Errorf("%d files: %v, want kind Full", n, err)
			}
		}()
	}
}

// TestClockGoesBack has caps hold whatever the clock does: each call counts for
// the day and month that it was booked in, and a year in the future blocks
// nothing.
func TestClockGoesBack(t *testing.T) {
	clock := &hand{time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC)}
	path := filepath.Join(t.TempDir(), "memory.db")
	limit := money.Cap{Day: money.AmountOf(3), Month: money.AmountOf(7)}
	n := 0
	spendAt := func(move func(time.Time) time.Time, want int) {
		t.Helper()
		clock.Time = move(clock.Time)
		n++
		m, l, _ := bookkeeping(t, path, clock, fmt.Sprint("run ", n), limit)
		defer m.Close()
		got := 0
		for ; got < 10; got++ {
			id, err := l.Book(ctx, euros(1))
			if err != nil {
				break
			}
			if err := l.Settle(ctx, money.Settlement{ID: id, State: money.Done, Cost: money.AmountOf(1)}); err != nil {
				t.Fatal(err)
			}
		}
		if got != want {
			t.Errorf("%s: %d calls, want %d", clock.Format(time.RFC3339), got, want)
		}
	}
	move := func(years, months, days int) func(time.Time) time.Time {
		return func(at time.Time) time.Time { return at.AddDate(years, months, days) }
	}
	spendAt(move(0, 0, 0), 3)   // the day's cap
	spendAt(move(0, 0, -1), 3)  // the day before
	spendAt(move(10, 0, 0), 3)  // ten years on
	spendAt(move(-10, 0, 0), 0) // and back: the day is spent
	spendAt(move(0, 0, 1), 0)
	spendAt(move(0, 0, 1), 1) // the month's cap
	spendAt(move(0, 1, 0), 3)
	// The last moment of a day, wherever the clock stands.
	zone := time.FixedZone("far", 14*3600)
	spendAt(func(time.Time) time.Time { return time.Date(2027, 3, 2, 13, 59, 59, 0, zone) }, 3) // the 1st, UTC
	spendAt(func(time.Time) time.Time { return time.Date(2027, 3, 2, 14, 0, 0, 0, zone) }, 3)   // the 2nd
}

// TestDamagedText tells of a row whose text or pair is not what it was kept with,
// which would else be taken for one that was never there.
func TestDamagedText(t *testing.T) {
	for _, change := range []string{
		"UPDATE unit SET text = replace(text, 'day', 'dax') WHERE id = 3",
		"INSERT INTO pair (id, source, target, mock) VALUES (9, 'en', 'de', ''); UPDATE unit SET pair = 9 WHERE id = 3",
		"UPDATE unit SET before = 'x' || before WHERE id = 3",
	} {
		m := fresh(t)
		fill(t, m, 0, 5, 5)
		if _, err := m.write.Exec(change); err != nil {
			t.Fatal(err)
		}
		for i := range 5 {
			if got := recallOne(t, m, "", entryN(i).Query); got.Found == (i == 2) {
				t.Errorf("%s: unit %d: found is %t", change, i, got.Found)
			}
		}
		if got := m.Damaged(); !slices.Equal(got, []int64{3}) {
			t.Errorf("%s: damaged are %d, want row 3", change, got)
		}
	}
}

// TestNothingIsPaidWithBadPages has each page of a memory zeroed in turn: no call
// is booked with one that SQLite cannot read.
func TestNothingIsPaidWithBadPages(t *testing.T) {
	const page = 4096
	path := filepath.Join(t.TempDir(), "memory.db")
	m := openAt(t, path, at(noon))
	fill(t, m, 0, 100, 50)
	m.Close()
	whole := copyOf(t, path)
	refused := 0
	for at := page; at < len(whole); at += page {
		bad := bytes.Clone(whole)
		clear(bad[at : at+page])
		content(bad)(t, path)
		h, err := CheckFile(ctx, path)
		if err == nil && h.Damage[Structure] == 0 {
			continue // a page without content that counts
		}
		m, err := Open(path, Options{Clock: func() time.Time { return noon }})
		if err == nil {
			var l *Ledger
			if l, _, err = m.OpenLedger(ctx, "one", "EUR", nil); err == nil {
				_, err = l.Book(ctx, euros(1))
			}
			m.Close()
		}
		if KindOf(err) != Corrupt {
			t.Errorf("page %d of zeros: %v, want kind Corrupt", at/page+1, err)
		}
		refused++
	}
	if refused == 0 {
		t.Error("no page was missed")
	}
}
