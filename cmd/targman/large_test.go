package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestOneLineOf50MB is refused by the limit, which says how to raise it, and
// then read: in time and memory that grow with the file and no faster.
func TestOneLineOf50MB(t *testing.T) {
	const size = 50_000_000
	sentence := strings.Repeat("one more word ", 70) + "and the end. "
	folder := project(t, map[string]string{"small.txt": "Hello.\n", "config.yaml": "output: {formats: [document, tsv]}\n"})
	line := strings.Repeat(sentence, size/len(sentence))
	put(t, filepath.Join(folder, "long.txt"), line)

	e := end(t, command(t, folder, "translate", "long.txt", "small.txt"))
	e.want(t, exitFailed, "read long.txt: it has 49,", "bytes and the limit is 20,000,000; raise read.max_size or cut it up")
	if !exists(filepath.Join(folder, "out/hy/small.txt")) {
		t.Error("the other article was not done")
	}

	c := command(t, folder, "translate", "long.txt")
	c.Env = append(c.Env, "TARGMAN_READ_MAX_SIZE=60MB", "TARGMAN_READ_MAX_SEGMENTS=500000")
	start := time.Now()
	e, u := gaugedCommand(t, c)
	e.want(t, exitFindings)
	t.Logf("%v, %d MB", time.Since(start).Round(time.Millisecond), u.RSS>>20)
	if most := int64(20 * size * slow); u.RSS > most {
		t.Errorf("it took %d MB of memory, more than %d", u.RSS>>20, most>>20)
	}
	if text(filepath.Join(folder, "out/hy/long.txt")) != line {
		t.Error("the document is not the article")
	}
	if info, err := os.Stat(filepath.Join(folder, "out/hy/long.tsv")); err != nil || info.Size() < int64(len(line)) {
		t.Errorf("the aligned file is not whole: %v, %v", info, err)
	}
}
