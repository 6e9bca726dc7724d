package main

import (
	"os"
	"path/filepath"
	"testing"

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
	for _, args := range [][]string{{"memory", "backup"}, {"memory", "restore"}} {
		end(t, command(t, folder, args...)).want(t, exitLocked, "another run is at work with it (process ", "wait for that to end")
	}
	end(t, command(t, folder, "memory", "check")).want(t, exitDone)
	if err := release(); err != nil {
		t.Fatal(err)
	}
	end(t, command(t, folder, "memory", "restore")).want(t, exitDone)
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
