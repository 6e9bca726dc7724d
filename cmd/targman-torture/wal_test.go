//go:build linux

package main

import (
	"os"
	"path/filepath"
	"testing"

	"targman/pipeline/bitext"
	"targman/pipeline/memory"
)

// TestWithoutLastCommit cuts the log of a memory that is open: the last batch is
// gone, the ones before it are there.
func TestWithoutLastCommit(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "memory.db")
	m, err := memory.Open(file, memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	for i := range uint64(4) {
		text := sentence(i)
		target, _ := answer(text)
		e := memory.Entry{Query: memory.Query{Text: text, Article: "a", Unit: "1"}, Target: target, State: bitext.Translated, Origin: "backend:x"}
		if err := m.Keep(t.Context(), editPair, []memory.Entry{e}); err != nil {
			t.Fatal(err)
		}
	}
	for cuts, want := range []int{4, 3, 2, 1} {
		copied := filepath.Join(t.TempDir(), "memory.db")
		if err := copyFile(file, copied); err != nil {
			t.Fatal(err)
		}
		log, err := os.ReadFile(file + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		for range cuts {
			log = withoutLastCommit(log)
		}
		put(t, copied+"-wal", string(log))
		st, err := readCopy(copied)
		if err != nil || st.unreadable || len(st.kept) != want {
			t.Errorf("after %d cuts the memory has %d translations, want %d; %v, %v", cuts, len(st.kept), want, st.damage, err)
		}
	}
	for _, log := range []string{"", "short", string(make([]byte, 32))} {
		if got := withoutLastCommit([]byte(log)); len(got) > len(log) {
			t.Errorf("a log of %d bytes became one of %d", len(log), len(got))
		}
	}
}
