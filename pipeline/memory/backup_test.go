package memory

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// full is a memory with something in every table.
func full(t *testing.T, path string) *Memory {
	t.Helper()
	m, l, _ := bookkeeping(t, path, &hand{noon}, "run")
	fill(t, m, 0, 50, 10)
	if err := m.SetDone(ctx, enHy, map[string]Done{"a.txt": {Fingerprint: "f", Summary: []byte("{}")}}); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Revise(ctx, enHy, nil, Glossary{"print", []byte("names")}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Book(ctx, euros(1)); err != nil {
		t.Fatal(err)
	}
	return m
}

// TestCheck damages one thing at a time: it is found, and nothing else is.
func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name, sql string
		part      Part
		id        int64
	}{
		{"nothing", "", "", 0},
		{"a translation", "UPDATE unit SET target = 'Սխալ' WHERE id = 7", Units, 7},
		{"a person's mark", "UPDATE unit SET human = 1 - human WHERE id = 7", Units, 7},
		{"the hash of a text", "UPDATE unit SET key = key + 1 WHERE id = 9", Units, 9},
		{"an article", "UPDATE done SET fingerprint = 'g'", Journal, 0},
		{"the glossary", "UPDATE glossary SET data = x'00'", Names, 1},
		{"a call", "UPDATE call SET usage = '{'", Account, 1},
		{"the number of units", "UPDATE pair SET units = units + 1", Counters, 1},
		{"the number of changes", "UPDATE revision SET units = 1", Counters, 0},
		{"an index", "DROP INDEX unit_rank", Schema, 0},
		{"a table of another program", "CREATE TABLE track (id INTEGER)", Schema, 0},
		{"a unit without its pair", "PRAGMA foreign_keys = 0; UPDATE unit SET pair = 99 WHERE id = 3; UPDATE pair SET units = units - 1", Structure, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := full(t, filepath.Join(t.TempDir(), "memory.db"))
			if _, err := m.write.Exec(c.sql); err != nil {
				t.Fatal(err)
			}
			h, err := m.Check(ctx)
			if err != nil || h.Version != len(migrations) || h.Units != 50 || h.Articles != 1 || h.Calls != 1 {
				t.Fatalf("Check = %+v, %v", h, err)
			}
			if c.part == "" {
				if !h.Sound() {
					t.Errorf("Check of a sound memory = %+v", h)
				}
				return
			}
			if len(h.Faults) == 0 || h.Faults[0].Part != c.part || h.Faults[0].ID != c.id || h.Damage[c.part] == 0 {
				t.Errorf("Check = %+v, want damage in %s %d", h, c.part, c.id)
			}
		})
	}
}

// TestCheckFindsBitRot flips bits all over a memory: wherever a flip changes
// what the memory says, it cannot be opened or the check finds it.
func TestFaultsThatAreListed(t *testing.T) {
	for n, listed := range map[int]int{maxFaults - 1: maxFaults - 1, maxFaults: maxFaults, maxFaults + 1: maxFaults} {
		h := Health{Damage: map[Part]int{}}
		for range n {
			h.fault("rows", 1, "damaged")
		}
		if len(h.Faults) != listed || h.Damage["rows"] != n {
			t.Errorf("of %d faults %d are listed and %d counted", n, len(h.Faults), h.Damage["rows"])
		}
	}
}

func TestCheckFindsBitRot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	m := full(t, path)
	want := rows(t, m, enHy)
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	found := 0
	for range 60 {
		bad := bytes.Clone(good)
		at := rnd.IntN(len(bad))
		bad[at] ^= byte(1 << rnd.IntN(8))
		content(bad)(t, path)
		h, err := CheckFile(ctx, path)
		if err != nil || !h.Sound() {
			found++
			continue
		}
		m := openAt(t, path, Options{ReadOnly: true})
		if diff := cmp.Diff(want, rows(t, m, enHy), cmp.AllowUnexported(row{})); diff != "" {
			t.Errorf("a flip at %d was not found:\n%s", at, diff)
		}
		m.Close()
	}
	if found == 0 {
		t.Error("no flip did damage: the test tests nothing")
	}
}

func TestBackupAndRestore(t *testing.T) {
	dir := t.TempDir()
	path, file, aside := filepath.Join(dir, "memory.db"), filepath.Join(dir, "backup", "b.db"), filepath.Join(dir, "aside.db")
	m := full(t, path)
	want := rows(t, m, enHy)
	h, err := m.Backup(ctx, file)
	if err != nil || !h.Sound() || h.Units != 50 || h.Calls != 1 {
		t.Fatalf("Backup = %+v, %v", h, err)
	}
	if got := listing(t, filepath.Dir(file)); !slices.Equal(got, []string{"b.db"}) {
		t.Errorf("files of the backup = %q, want the one", got)
	}
	fill(t, m, 50, 60, 10) // still in the log
	if err := os.Link(path+"-wal", path+"-kept"); err != nil {
		t.Fatal(err)
	}
	m.Close()
	// As a run that was killed leaves it: with a log.
	if err := os.Rename(path+"-kept", path+"-wal"); err != nil {
		t.Fatal(err)
	}

	if h, err = Restore(ctx, path, file, aside); err != nil || h.Units != 50 {
		t.Fatalf("Restore = %+v, %v", h, err)
	}
	m = openAt(t, path, Options{ReadOnly: true})
	if diff := cmp.Diff(want, rows(t, m, enHy), cmp.AllowUnexported(row{})); diff != "" {
		t.Errorf("restored (-backed up +restored):\n%s", diff)
	}
	// The first who writes has what was kept since.
	m = openAt(t, path, at(noon))
	if n, err := m.Count(ctx, enHy); n != 60 || err != nil || m.Replayed().Units != 10 {
		t.Errorf("%d units, %v; brought back: %+v", n, err, m.Replayed())
	}
	if calls := 0; m.Calls(ctx, time.Time{}, time.Time{}, func(Booked) error { calls++; return nil }) != nil || calls != 1 {
		t.Errorf("%d calls in the ledger, want 1", calls)
	}
	old := openAt(t, aside, Options{ReadOnly: true})
	if n, err := old.Count(ctx, enHy); n != 60 || err != nil {
		t.Errorf("what was there has %d units, %v; want 60", n, err)
	}
}

// TestRestoreRefuses leaves the memory as it is.
func TestRestoreRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(t *testing.T, path string)
		kind Kind
	}{
		{"a text file", content([]byte("no backup at all")), Corrupt},
		{"an empty file", content(nil), Foreign},
		{"a database of another program", database("CREATE TABLE track (id INTEGER)"), Foreign},
		{"a newer memory", database("PRAGMA application_id = 1952935277", "PRAGMA user_version = 99", "CREATE TABLE unit (id)"), Newer},
		{"a damaged translation", func(t *testing.T, path string) {
			full(t, path).Close()
			database("PRAGMA journal_mode = DELETE", "UPDATE unit SET target = 'Սխալ' WHERE id = 7")(t, path)
		}, Corrupt},
		{"half a backup", func(t *testing.T, path string) {
			b := valid(t, 100)
			content(b[:len(b)/2])(t, path)
		}, Corrupt},
		{"a memory in use", func(t *testing.T, path string) { full(t, path) }, Other},
		{"no file", func(*testing.T, string) {}, Other},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			path, file := filepath.Join(dir, "memory.db"), filepath.Join(dir, "b.db")
			content(valid(t, 3))(t, path)
			before, _ := os.ReadFile(path)
			c.make(t, file)
			files := listing(t, dir)
			if _, err := Restore(ctx, path, file, filepath.Join(dir, "aside.db")); err == nil || KindOf(err) != c.kind {
				t.Errorf("Restore = %v, want kind %d", err, c.kind)
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the memory was changed")
			}
			if got := listing(t, dir); !slices.Equal(got, files) {
				t.Errorf("files = %q, want %q", got, files)
			}
		})
	}
}

// TestBackupOfDamage: one whose structure is damaged gets no backup and the old
// one stays; a single damaged row does not keep the others from being saved.
func TestBackupOfDamage(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "b.db")
	m := full(t, filepath.Join(dir, "memory.db"))
	if _, err := m.write.Exec("UPDATE unit SET target = 'Սխալ' WHERE id = 7"); err != nil {
		t.Fatal(err)
	}
	if h, err := m.Backup(ctx, file); err != nil || h.Units != 50 || h.Damage[Units] != 1 {
		t.Errorf("Backup with one damaged row = %+v, %v", h, err)
	}
	before, _ := os.ReadFile(file)
	if _, err := m.write.Exec("DROP INDEX unit_rank"); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Backup(ctx, file); KindOf(err) != Corrupt {
		t.Errorf("Backup of a damaged memory = %v, want kind Corrupt", err)
	}
	if after, _ := os.ReadFile(file); !bytes.Equal(before, after) {
		t.Error("the old backup was changed")
	}
}

// TestBackupToFullDisk leaves nothing behind.
func TestBackupToFullDisk(t *testing.T) {
	m := fresh(t)
	fill(t, m, 0, 2000, 500)
	dir := t.TempDir()
	for _, size := range []int{16, 64, 256} {
		unmount, ok := mountTmpfs(dir, fmt.Sprintf("size=%dk", size))
		if !ok {
			return // as in TestFullDisk
		}
		if _, err := m.Backup(ctx, filepath.Join(dir, "b.db")); KindOf(err) != Full {
			t.Errorf("Backup to %d kB = %v, want kind Full", size, err)
		}
		if got := listing(t, dir); len(got) != 0 {
			t.Errorf("left over: %q", got)
		}
		unmount()
	}
}
