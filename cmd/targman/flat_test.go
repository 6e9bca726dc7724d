package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"targman/testdata/corpus"
)

// flatSize is the size in MB of the memory that TestLargeMemoryIsFlat brings in;
// TARGMAN_TEST_MB=500 takes another one.
const flatSize = 12

// TestLargeMemoryIsFlat has a run bring a TMX file in, looks through the file, and
// exports the memory, each in a process whose own memory does not grow with the
// file. The index of similar texts does, and is switched off.
func TestLargeMemoryIsFlat(t *testing.T) {
	size := flatSize / min(slow, 4) // of the race detector's time
	if n, err := strconv.Atoi(os.Getenv("TARGMAN_TEST_MB")); err == nil {
		size = n
	}
	folder := project(t, map[string]string{"a.txt": "Hello.\n",
		"config.yaml": "fail_on: never\nmemory: {import: [large.tmx], fuzzy: {min: 0}}\n"})
	file, err := os.Create(filepath.Join(folder, "large.tmx"))
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(file)
	if _, err := corpus.TMX(w, int64(size)*1_000_000, 1); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil || file.Close() != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"translate", "a.txt"}, {"memory", "export", "-o", "out.tmx"}, {"check", "large.tmx"}} {
		c := command(t, folder, args...)
		c.Env = append(c.Env, fmt.Sprintf("GAUGE_SECONDS=%d", 60+2*size*slow))
		e, u := gaugedCommand(t, c)
		if e.code != exitDone && args[0] != "translate" { // a.txt is open
			t.Fatalf("%q ended with %d: %s", args, e.code, e.err)
		}
		t.Logf("%q: %d MB of memory for a file of %d MB", args, u.RSS>>20, size)
		if most := int64(200<<20) * int64(slow); u.RSS > most {
			t.Errorf("%q took %d MB of memory for a file of %d MB, more than %d", args, u.RSS>>20, size, most>>20)
		}
	}
}
