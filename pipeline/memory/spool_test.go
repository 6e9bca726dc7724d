package memory

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"targman/pipeline/bitext"
	"targman/pipeline/money"
)

// spoolFiles are the files of a memory's spool.
func spoolFiles(t *testing.T, path string) []string {
	t.Helper()
	var out []string
	for _, name := range listing(t, path+".spool") {
		out = append(out, filepath.Join(path+".spool", name))
	}
	return out
}

func countIs(t *testing.T, m *Memory, want int) {
	t.Helper()
	if n, err := m.Count(ctx, enHy); n != want || err != nil {
		t.Errorf("Count = %d, %v; want %d", n, err, want)
	}
}

// copyOf is a file's bytes; none where there is no file.
func copyOf(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return data
}

// TestLostLog takes the memory's log away, or the end of it, or all of the memory
// but an older copy: what was kept is brought back.
func TestLostLog(t *testing.T) {
	for name, lose := range map[string]func(t *testing.T, path string, early, late map[string][]byte){
		"no log":        func(t *testing.T, path string, _, late map[string][]byte) { content(late[""])(t, path) },
		"an older copy": func(t *testing.T, path string, early, _ map[string][]byte) { content(early[""])(t, path) },
		"half a log": func(t *testing.T, path string, _, late map[string][]byte) {
			content(late[""])(t, path)
			content(late["-wal"][:len(late["-wal"])/2])(t, path+"-wal")
		},
		"nothing lost": func(t *testing.T, path string, _, late map[string][]byte) {
			content(late[""])(t, path)
			content(late["-wal"])(t, path+"-wal")
		},
		"no memory": func(*testing.T, string, map[string][]byte, map[string][]byte) {},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "memory.db")
			m := openAt(t, path, at(noon))
			fill(t, m, 0, 20, 5)
			m.Close()
			early := map[string][]byte{"": copyOf(t, path)}
			m = openAt(t, path, at(noon))
			fill(t, m, 20, 60, 5)
			late := map[string][]byte{"": copyOf(t, path), "-wal": copyOf(t, path+"-wal")}
			m.Close()
			for _, end := range []string{"", "-wal", "-shm"} {
				_ = os.Remove(path + end)
			}
			lose(t, path, early, late)
			m = openAt(t, path, at(noon))
			countIs(t, m, 60)
			checkKept(t, m, 0, 60)
			if r := m.Replayed(); (r.Commits == 0) != (name == "nothing lost") || r.Damaged > 0 {
				t.Errorf("Replayed = %+v", r)
			}
			if h, err := m.Check(ctx); err != nil || !h.Sound() {
				t.Errorf("Check = %+v, %v", h, err)
			}
			m.Close()
			if m = openAt(t, path, at(noon)); m.Replayed().Commits != 0 {
				t.Errorf("brought back again: %+v", m.Replayed())
			}
		})
	}
}

// TestTornSpool cuts the last record at many places: those before it are brought
// back, and the next one is not lost in the line that was torn.
func TestTornSpool(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	m := openAt(t, path, at(noon))
	keep(t, m, entryN(0))
	keep(t, m, entryN(1))
	m.Close()
	file := spoolFiles(t, path)[0]
	whole := copyOf(t, file)
	first := bytes.IndexByte(whole, '\n') + 1
	for cut := first; cut < len(whole); cut += 61 {
		for _, end := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(path + end)
		}
		content(whole[:cut])(t, file)
		m := openAt(t, path, at(noon))
		want := 1
		if cut == len(whole)-1 { // only the end of the line is missing
			want = 2
		}
		countIs(t, m, want)
		keep(t, m, entryN(2))
		m.Close()
		os.Remove(path)
		m = openAt(t, path, at(noon))
		countIs(t, m, want+1)
		m.Close()
	}
}

// TestDamagedSpool tells of a record that is not as it was written.
func TestDamagedSpool(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	m := openAt(t, path, at(noon))
	for i := range 3 {
		keep(t, m, entryN(i))
	}
	m.Close()
	file := spoolFiles(t, path)[0]
	data := copyOf(t, file)
	lines := bytes.SplitAfter(data, []byte("\n"))
	lines[1][len(lines[1])/2] ^= 1
	content(bytes.Join(lines, nil))(t, file)
	os.Remove(path)
	m = openAt(t, path, at(noon))
	countIs(t, m, 2)
	if r := m.Replayed(); r.Damaged != 1 || r.Commits != 2 || r.Units != 2 {
		t.Errorf("Replayed = %+v", r)
	}
	if h, err := m.Check(ctx); err != nil || h.Damage[Spool] != 1 {
		t.Errorf("Check = %+v, %v; want the damaged record", h, err)
	}
}

// TestBehindSpool is seen by a check, which changes nothing.
func TestBehindSpool(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	m := openAt(t, path, at(noon))
	keep(t, m, entryN(0))
	m.Close()
	old := copyOf(t, path)
	m = openAt(t, path, at(noon))
	keep(t, m, entryN(1))
	m.Close()
	content(old)(t, path)
	h, err := CheckFile(ctx, path)
	if err != nil || h.Damage[Spool] != 1 || len(h.Damage) != 1 {
		t.Errorf("CheckFile = %+v, %v; want that it is behind", h, err)
	}
}

// TestReplayKeepsPeoplesWork does not put a machine's text over a person's, and
// brings a person's back.
func TestReplayKeepsPeoplesWork(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	m := openAt(t, path, at(noon))
	mine := entryN(0)
	mine.Target, mine.Provenance = "Իմ խոսքը։", bitext.Provenance{Human: true, By: "Anna", Time: "2026-01-05T00:00:00Z"}
	keep(t, m, entryN(0))
	keep(t, m, mine)
	other := entryN(1)
	other.Provenance = mine.Provenance
	keep(t, m, other)
	m.Close()
	os.Remove(path)
	m = openAt(t, path, at(noon))
	for i, want := range []Entry{mine, other} {
		if got := recallOne(t, m, "", entryN(i).Query); got.Target != want.Target || !got.Provenance.Human {
			t.Errorf("unit %d = %+v, want %q", i, got, want.Target)
		}
	}
	// Nor over one that came in otherwise.
	m.Close()
	os.Remove(path)
	spool := path + ".spool"
	if err := os.Rename(spool, spool+".kept"); err != nil {
		t.Fatal(err)
	}
	m = openAt(t, path, at(noon))
	theirs := entryN(0)
	theirs.Target, theirs.Provenance = "Ուրիշի խոսքը։", bitext.Provenance{Human: true, By: "Aram", Time: "2026-01-07T00:00:00Z"}
	m.spool.folder = filepath.Join(t.TempDir(), "elsewhere")
	keep(t, m, theirs)
	m.write.Exec("UPDATE revision SET seq = 0")
	m.Close()
	if err := os.Rename(spool+".kept", spool); err != nil {
		t.Fatal(err)
	}
	file := spoolFiles(t, path)[0]
	content(bytes.SplitAfter(copyOf(t, file), []byte("\n"))[0])(t, file) // the machine's alone
	m = openAt(t, path, at(noon))
	if got := recallOne(t, m, "", entryN(0).Query); got.Target != theirs.Target {
		t.Errorf("the person's text has become %q", got.Target)
	}
}

// TestReplayedLedger brings the account of a call back together with what it
// paid for, and does not touch another call that has its number.
func TestReplayedLedger(t *testing.T) {
	clock := &hand{noon}
	path := filepath.Join(t.TempDir(), "memory.db")
	m, _, _ := bookkeeping(t, path, clock, "zero")
	m.Close()
	old := copyOf(t, path)
	m, l, _ := bookkeeping(t, path, clock, "one")
	spend(t, l, 0, 2)
	m.Close()
	content(old)(t, path)
	m, _, unknown := bookkeeping(t, path, clock, "two")
	if r := m.Replayed(); r.Units != 1 || unknown != 0 {
		t.Errorf("Replayed = %+v, %d unknown", r, unknown)
	}
	want := []string{"1 one done 2.00 2"}
	if got := costs(t, m); !slices.Equal(got, want) {
		t.Errorf("calls = %q, want %q", got, want)
	}
	// Without its spool another history begins, with the same numbers.
	m.Close()
	content(old)(t, path)
	if err := os.Rename(path+".spool", path+".kept"); err != nil {
		t.Fatal(err)
	}
	m, l, _ = bookkeeping(t, path, clock, "three")
	if _, err := l.Book(ctx, money.Call{Engine: "pseudo"}); err != nil {
		t.Fatal(err)
	}
	m.Close()
	if err := os.Rename(path+".kept", path+".spool"); err != nil {
		t.Fatal(err)
	}
	m = openAt(t, path, at(noon))
	want = []string{"1 three intent 0.00 0", "2 one done 2.00 2"}
	if got := costs(t, m); !slices.Equal(got, want) {
		t.Errorf("calls = %q, want %q", got, want)
	}
}

// costs lists the calls of the ledger: number, run, state, cost, shares.
func costs(t *testing.T, m *Memory) (out []string) {
	t.Helper()
	err := m.Calls(ctx, time.Time{}, time.Time{}, func(b Booked) error {
		out = append(out, fmt.Sprintf("%d %s %s %s %d", b.ID, b.Run, b.State, b.Cost, len(b.Shares)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// spend books a call and keeps a translation for it.
func spend(t *testing.T, l *Ledger, n int, cost float64) {
	t.Helper()
	id, err := l.Book(ctx, euros(cost))
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Keep(ctx, enHy, []Entry{entryN(n)}, money.Settlement{ID: id, State: money.Done, Cost: money.AmountOf(cost)}); err != nil {
		t.Fatal(err)
	}
}

// TestBrokenDisk stops paying, commits nothing more, and has in the spool what
// was under way.
func TestBrokenDisk(t *testing.T) {
	clock := &hand{noon}
	path := filepath.Join(t.TempDir(), "memory.db")
	m, l, _ := bookkeeping(t, path, clock, "one")
	first, err := l.Book(ctx, euros(1))
	if err != nil {
		t.Fatal(err)
	}
	m.fault("keep units in", &fs.PathError{Op: "sync", Path: path, Err: syscall.EIO})
	if _, err := l.Book(ctx, euros(1)); KindOf(err) != IO {
		t.Errorf("Book = %v, want kind IO", err)
	}
	if err := m.Keep(ctx, enHy, []Entry{entryN(7)}); KindOf(err) != IO {
		t.Errorf("Keep = %v, want kind IO", err)
	}
	err = l.Keep(ctx, enHy, []Entry{entryN(0)}, money.Settlement{ID: first, State: money.Done, Cost: money.AmountOf(0.5)})
	if KindOf(err) != IO {
		t.Errorf("Keep of what was paid = %v, want kind IO", err)
	}
	countIs(t, m, 0)
	m.Close()
	m, _, unknown := bookkeeping(t, path, clock, "two")
	countIs(t, m, 1)
	if unknown != 0 || m.Replayed().Commits != 1 {
		t.Errorf("%d unknown, Replayed = %+v", unknown, m.Replayed())
	}
}

// TestPlayIsNotSpooled writes nothing down of what a mock engine makes.
func TestPlayIsNotSpooled(t *testing.T) {
	m := fresh(t)
	e := entryN(0)
	e.Mock = true
	keep(t, m, e)
	keep(t, m, entryN(1))
	keep(t, m, entryN(1)) // nothing new
	if files := spoolFiles(t, m.path); len(files) != 1 || bytes.Count(copyOf(t, files[0]), []byte("\n")) != 1 {
		t.Errorf("spool = %q", files)
	}
}

// TestReplayedRefusals does not ask for again what an engine was paid for to
// refuse.
func TestReplayedRefusals(t *testing.T) {
	m := fresh(t)
	if err := m.Refuse(ctx, "deepl", map[string]string{"k": "not in my language"}); err != nil {
		t.Fatal(err)
	}
	m.Close()
	os.Remove(m.path)
	m = openAt(t, m.path, at(noon))
	if got, err := m.Refused(ctx, []string{"k", "other"}); err != nil || len(got) != 1 || got["k"] != "not in my language" {
		t.Errorf("Refused = %q, %v", got, err)
	}
}

// TestSpoolDays keeps seven files, whatever the clock says: it goes on, back, and
// ten years forward.
func TestSpoolDays(t *testing.T) {
	clock := &hand{noon}
	path := filepath.Join(t.TempDir(), "memory.db")
	n := 0
	for _, days := range []int{0, 1, -3, 3650, -3650, 1, 1, 1, 1, 1, 1, 1, 1, -20, 1} {
		clock.Time = clock.AddDate(0, 0, days)
		m := openAt(t, path, Options{Clock: clock.now})
		keep(t, m, entryN(n))
		n++
		if got := m.Replayed(); got.Commits != 0 {
			t.Errorf("day %s: brought back %+v", clock.Format(time.DateOnly), got)
		}
		m.Close()
		files := spoolFiles(t, path)
		if newest := filepath.Join(path+".spool", clock.UTC().Format("20060102")+".jsonl"); len(files) > spoolDays || !slices.Contains(files, newest) {
			t.Errorf("files = %q, want at most %d and %s among them", files, spoolDays, newest)
		}
	}
	os.Remove(path)
	m := openAt(t, path, at(noon))
	if got, err := m.Count(ctx, enHy); err != nil || got < spoolDays {
		t.Errorf("%d units, %v; want those of the last %d files at least", got, err, spoolDays)
	}
	checkKept(t, m, n-spoolDays, n)
}

// TestSpoolDayIsUTC has one name for a moment, whatever the zone and its summer
// time.
func TestSpoolDayIsUTC(t *testing.T) {
	for _, c := range []struct{ zone, moment, want string }{
		{"Asia/Yerevan", "2026-11-27T02:00:00+04:00", "20261126.jsonl"},
		{"Europe/Berlin", "2026-10-25T02:30:00+01:00", "20261025.jsonl"}, // the hour that comes twice
		{"Europe/Berlin", "2026-10-25T00:30:00+02:00", "20261024.jsonl"},
		{"Europe/Berlin", "2026-03-29T03:00:00+02:00", "20260329.jsonl"}, // the hour that is left out
		{"America/New_York", "2026-11-01T20:00:00-05:00", "20261102.jsonl"},
		{"Pacific/Kiritimati", "2026-01-01T13:59:59+14:00", "20251231.jsonl"},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		moment, err := time.Parse(time.RFC3339, c.moment)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "memory.db")
		keep(t, openAt(t, path, at(moment.In(zone))), entryN(0))
		if got := listing(t, path+".spool"); !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s in %s: %q, want %s", c.moment, c.zone, got, c.want)
		}
	}
}

// FuzzSpool opens a memory beside any spool: it takes what is whole, and writes
// on.
func FuzzSpool(f *testing.F) {
	dir := f.TempDir()
	m, err := Open(filepath.Join(dir, "memory.db"), at(noon))
	if err != nil {
		f.Fatal(err)
	}
	for i := range 2 {
		keep(f, m, entryN(i))
	}
	m.Close()
	whole, err := os.ReadFile(filepath.Join(dir, "memory.db.spool", noon.UTC().Format("20060102")+".jsonl"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(append(bytes.Clone(whole), whole...))
	f.Add([]byte(`{"sum":"","record":{"seq":9223372036854775807}}`))
	f.Add([]byte("\n\n\x00\n{"))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "memory.db")
		if err := os.Mkdir(path+".spool", 0o755); err != nil {
			t.Fatal(err)
		}
		content(data)(t, filepath.Join(path+".spool", "20260101.jsonl"))
		m := openAt(t, path, at(noon))
		before, err := m.Count(ctx, enHy)
		if err != nil {
			t.Fatal(err)
		}
		keep(t, m, entryN(100))
		m.Close()
		os.Remove(path)
		m = openAt(t, path, at(noon))
		countIs(t, m, before+1)
	})
}
