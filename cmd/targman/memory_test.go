package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"targman/pipeline/memory"
)

// kept is a project with a memory of n translations.
func kept(t *testing.T, n int) (folder, file string) {
	t.Helper()
	folder = project(t, map[string]string{"article.txt": "Hello.\n"})
	file = filepath.Join(folder, "state/memory.db")
	m, err := memory.Open(file, memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	var es []memory.Entry
	for i := range n {
		es = append(es, memory.Entry{Query: memory.Query{Text: "Text " + string(rune('a'+i))}, Target: "Տեքստ"})
	}
	if err := m.Keep(t.Context(), memory.Pair{Source: "en", Target: "hy"}, es); err != nil {
		t.Fatal(err)
	}
	return folder, file
}

// TestMemoryInUse refuses to change a memory that a run has locked.
func TestMemoryInUse(t *testing.T) {
	folder, file := kept(t, 3)
	end(t, command(t, folder, "memory", "backup")).want(t, exitDone)
	release, err := lockMemory(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"memory", "backup"}, {"memory", "restore"}, {"memory", "import", "article.txt"}} {
		end(t, command(t, folder, args...)).want(t, exitLocked, "another run is at work with it (process ", "wait for that to end")
	}
	end(t, command(t, folder, "memory", "check")).want(t, exitDone)
	if err := release(); err != nil {
		t.Fatal(err)
	}
	end(t, command(t, folder, "memory", "restore")).want(t, exitDone)
}

// TestIndexOfDryRun reads the index of a large memory where a run would, writes
// none for a dry run, and has it there after an import.
func TestIndexOfDryRun(t *testing.T) {
	folder := project(t, map[string]string{"article.txt": "The report of day 7 was read in the town hall.\n", "many.tsv": manyTexts(21_000), "config.yaml": "memory: {file: memory.db}\n"})
	index := filepath.Join(folder, "memory.db.en-hy.fuzzy")
	end(t, command(t, folder, "memory", "import", "many.tsv")).want(t, exitDone)
	if _, err := os.Stat(index); err != nil {
		t.Fatalf("after an import: %v", err)
	}
	if err := os.Remove(index); err != nil {
		t.Fatal(err)
	}
	end(t, command(t, folder, "translate", "--dry-run", "article.txt")).want(t, exitDone)
	if _, err := os.Stat(index); err == nil {
		t.Error("a dry run has written the index")
	}
	end(t, command(t, folder, "translate", "article.txt")).want(t, exitFindings)
	if _, err := os.Stat(index); err != nil {
		t.Errorf("after a run: %v", err)
	}
}

// manyTexts is a table of so many translations.
func manyTexts(n int) string {
	var b strings.Builder
	b.WriteString("source\ttarget\n")
	for i := range n {
		fmt.Fprintf(&b, "The letter number a%d came on time.\tՆամակը եկավ։\n", i)
	}
	return b.String()
}

// TestMemoryForbidden meets memories and folders without leave.
func TestMemoryForbidden(t *testing.T) {
	folder, file := kept(t, 3)
	hand(t, folder)
	forbid(t, file, 0)
	for _, args := range [][]string{{"memory", "check"}, {"memory", "backup"}, {"memory", "export"}} {
		end(t, asNobody(t, command(t, folder, args...))).want(t, exitStorage, "open memory state/memory.db: ", "give write permission")
	}
	forbid(t, file, 0o644)
	forbid(t, filepath.Dir(file), 0o555)
	end(t, asNobody(t, command(t, folder, "memory", "backup"))).want(t, exitStorage, "back up memory state/memory.db: ", "permission denied")
}

// TestMemoryFull has no room for a backup, and leaves nothing of it.
func TestMemoryFull(t *testing.T) {
	if !mounting(t) {
		return
	}
	folder, _ := kept(t, 20)
	full := filepath.Join(folder, "full")
	mount(t, full, "16k")
	end(t, command(t, folder, "memory", "backup", "--folder", "full")).want(t, exitStorage, "back up memory state/memory.db: ", "free some space")
	left, err := os.ReadDir(full)
	if err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

// TestMemoryNewer leaves a memory of a later version alone.
func TestMemoryNewer(t *testing.T) {
	folder, file := kept(t, 3)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data[63] = 99 // user_version: https://www.sqlite.org/fileformat.html#user_version
	put(t, file, string(data))
	for _, args := range [][]string{{"memory", "check"}, {"memory", "backup"}, {"memory", "export"}, {"translate", "article.txt"}} {
		end(t, command(t, folder, args...)).want(t, exitUsage, "open memory state/memory.db: it was written by a newer version of this program: found schema 99", "use that version")
	}
	put(t, filepath.Join(folder, "newer.db"), string(data))
	end(t, command(t, folder, "memory", "restore", "newer.db", "--memory", "other.db")).want(t, exitUsage, "restore from memory newer.db: it was written by a newer version", "nothing was changed")
	if exists(filepath.Join(folder, "other.db")) {
		t.Error("a memory was made")
	}
}

// TestBackupsInOrder names backups so that the newest comes last, whatever the
// clock says, and never puts one in the place of another.
func TestBackupsInOrder(t *testing.T) {
	folder, file := kept(t, 1)
	b := &backups{keep: 7}
	cfg := &loaded{Config: Config{Memory: MemoryConfig{File: file}}}
	at := time.Date(2026, 11, 27, 4, 0, 0, 0, time.UTC)
	var made []string
	for _, step := range []time.Duration{0, time.Hour, -48 * time.Hour, 0, 400 * time.Microsecond, 10 * 365 * 24 * time.Hour, -10 * 365 * 24 * time.Hour} {
		at = at.Add(step)
		name, err := b.next(cfg, at)
		if err != nil {
			t.Fatal(err)
		}
		put(t, name, "")
		made = append(made, name)
	}
	got, err := b.list(cfg)
	if err != nil || !slices.Equal(got, made) {
		t.Errorf("%q, %v; want %q", got, err, made)
	}
	aside := unusedAside(file, at)
	put(t, aside, "")
	if again := unusedAside(file, at); again == aside || !strings.HasPrefix(again, filepath.Join(folder, "state/memory.db.before-")) {
		t.Errorf("set aside twice under %q", again)
	}
}
