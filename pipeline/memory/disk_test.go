package memory

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// keepUntilFull keeps batches until one fails, and checks that what was kept
// before is all there.
func keepUntilFull(t *testing.T, m *Memory) (kept int) {
	t.Helper()
	for ; kept < 100_000; kept += 100 {
		var es []Entry
		for i := range 100 {
			es = append(es, entryN(kept+i))
		}
		err := m.Keep(ctx, enHy, es)
		if err == nil {
			continue
		}
		if KindOf(err) != Full {
			t.Fatalf("Keep = %v, want kind Full", err)
		}
		if n, err := m.Count(ctx, enHy); n != kept || err != nil {
			t.Fatalf("Count = %d, %v; want %d", n, err, kept)
		}
		return kept
	}
	t.Fatal("Keep never failed")
	return 0
}

// TestFullFile meets SQLite's own limit, which it reports as a full disk.
func TestFullFile(t *testing.T) {
	m := fresh(t)
	if _, err := m.write.Exec("PRAGMA max_page_count = 200"); err != nil {
		t.Fatal(err)
	}
	kept := keepUntilFull(t, m)
	if kept == 0 {
		t.Fatal("nothing was kept")
	}
	if _, err := m.write.Exec("PRAGMA max_page_count = 100000"); err != nil {
		t.Fatal(err)
	}
	fill(t, m, kept, kept+1000, 100)
	if n, err := m.Count(ctx, enHy); n != kept+1000 || err != nil {
		t.Errorf("Count with room again = %d, %v; want %d", n, err, kept+1000)
	}
}

// TestFullDisk meets a disk without room at many different moments.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	for size := 64; size <= 640; size += 48 {
		unmount, ok := mountTmpfs(dir, fmt.Sprintf("size=%dk", size))
		if !ok {
			// Without the right to mount there is no small disk to be had;
			// TestFullFile covers the way of the error.
			return
		}
		func() {
			defer unmount()
			m, err := Open(filepath.Join(dir, "memory.db"), at(noon))
			if err != nil {
				if KindOf(err) != Full {
					t.Errorf("Open on %d KB = %v, want kind Full", size, err)
				}
				return
			}
			defer m.Close()
			keepUntilFull(t, m)
		}()
	}
}

func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	unmount, mounted := mountTmpfs(dir, "size=4m")
	if mounted {
		defer unmount()
	}
	path := filepath.Join(dir, "memory.db")
	m := openAt(t, path, at(noon))
	keep(t, m, entryN(1))
	m.Close()
	if mounted {
		remountReadOnly(t, dir)
	} else {
		for name, mode := range map[string]os.FileMode{path: 0o444, dir: 0o555} {
			if err := os.Chmod(name, mode); err != nil {
				t.Fatal(err)
			}
		}
		defer os.Chmod(dir, 0o755)
	}
	if m, err := Open(path, at(noon)); KindOf(err) != Denied {
		if err == nil {
			m.Close()
		}
		t.Errorf("Open of an old memory = %v, want kind Denied", err)
	}
	if _, err := Open(filepath.Join(dir, "new", "memory.db"), at(noon)); KindOf(err) != Denied {
		t.Errorf("Open of a new memory = %v, want kind Denied", err)
	}
	m = openAt(t, path, Options{ReadOnly: true})
	if got := recallOne(t, m, "", entryN(1).Query); !got.Found {
		t.Error("Recall for reading only found nothing")
	}
	m.Close()
}

// TestDraftOnAFullDisk: the copy for a look does not fit, and the memory is as it
// was.
func TestDraftOnAFullDisk(t *testing.T) {
	m := fresh(t)
	fill(t, m, 0, 3000, 500)
	dir := t.TempDir()
	unmount, ok := mountTmpfs(dir, "size=64k")
	if !ok {
		if os.Getenv("CI") != "" {
			t.Fatal("no right to mount a small disk; the gate runs as root")
		}
		t.Skip("no right to mount a small disk")
	}
	defer unmount()
	err := m.Draft(ctx, filepath.Join(dir, "m.db"))
	if KindOf(err) != Full || !strings.Contains(err.Error(), "m.db") || !strings.Contains(err.Error(), "TMPDIR") {
		t.Errorf("Draft = %v, want kind Full, the file and what to do", err)
	}
	if n, err := m.Count(ctx, enHy); n != 3000 || err != nil {
		t.Errorf("Count = %d, %v", n, err)
	}
}

// TestDraft is the same memory, and what is done to it is not done to the first.
func TestDraft(t *testing.T) {
	m := fresh(t)
	fill(t, m, 0, 300, 100)
	file := filepath.Join(t.TempDir(), "draft.db")
	if err := m.Draft(ctx, file); err != nil {
		t.Fatal(err)
	}
	d := openAt(t, file, Options{})
	if d.Outdated() || d.ReadOnly() {
		t.Errorf("outdated %v, read-only %v", d.Outdated(), d.ReadOnly())
	}
	fill(t, d, 300, 400, 100)
	for name, c := range map[string]struct {
		m    *Memory
		want int
	}{"the memory": {m, 300}, "the draft": {d, 400}} {
		if n, err := c.m.Count(ctx, enHy); n != c.want || err != nil {
			t.Errorf("%s has %d translations, %v; want %d", name, n, err, c.want)
		}
	}
	none := openAt(t, filepath.Join(t.TempDir(), "none.db"), Options{ReadOnly: true})
	if err := none.Draft(ctx, file+"2"); err != nil {
		t.Error(err)
	}
}

// TestOutdated: a memory of an older schema is told, and read as far as it goes.
func TestOutdated(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	database(fmt.Sprintf("PRAGMA application_id = %d", application), schema1, "PRAGMA user_version = 1")(t, path)
	m := openAt(t, path, Options{ReadOnly: true})
	if !m.Outdated() {
		t.Error("a memory of schema 1 is not outdated")
	}
	draft := filepath.Join(t.TempDir(), "draft.db")
	if err := m.Draft(ctx, draft); err != nil {
		t.Fatal(err)
	}
	if d := openAt(t, draft, Options{}); d.Outdated() {
		t.Error("a draft that was opened for writing is outdated")
	}
	keep(t, openAt(t, draft, Options{}), entryN(1))
}
