package memory

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// crashFile, in the environment, makes the test binary a writer that keeps
// batches in that file until it is killed; crashFrom is its first batch.
const (
	crashFile = "MEMORY_TEST_CRASH_FILE"
	crashFrom = "MEMORY_TEST_CRASH_FROM"
	crashSize = 40
)

func TestMain(m *testing.M) {
	if path := os.Getenv(crashFile); path != "" {
		from, _ := strconv.Atoi(os.Getenv(crashFrom))
		keepForEver(path, from)
	}
	os.Exit(m.Run())
}

func keepForEver(path string, batch int) {
	m, err := Open(path, at(noon))
	for ; err == nil; batch++ {
		var es []Entry
		for i := range crashSize {
			es = append(es, entryN(batch*crashSize+i))
		}
		if err = m.Keep(ctx, enHy, es); err == nil {
			fmt.Println(batch)
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// TestKilledWriterLosesNothing kills a writer twenty times, most likely in the
// middle of a batch: every batch that was reported is whole, and the one in
// flight is whole or not there.
func TestKilledWriterLosesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	rnd := rand.New(rand.NewPCG(3, 4))
	reported := 0
	for range 20 {
		last := killAfter(t, path, reported, 1+rnd.IntN(4))
		m := openAt(t, path, at(noon))
		n, err := m.Count(ctx, enHy)
		if err != nil || n%crashSize != 0 || n < (last+1)*crashSize {
			t.Fatalf("Count after batch %d = %d, %v; want whole batches of %d and none lost", last, n, err, crashSize)
		}
		units, _, err := m.Revision(ctx)
		if err != nil || int(units) != n {
			t.Fatalf("Revision = %d, %v; want %d, for as many units", units, err, n)
		}
		checkKept(t, m, reported*crashSize, n)
		reported = n / crashSize
		var verdict string
		if err := m.read.QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
			t.Fatalf("integrity_check = %q, %v", verdict, err)
		}
		m.Close()
	}
	checkKept(t, openAt(t, path, at(noon)), 0, reported*crashSize)
	t.Logf("20 kills, %d batches", reported)
}

func checkKept(t *testing.T, m *Memory, from, to int) {
	t.Helper()
	var qs []Query
	for i := from; i < to; i++ {
		qs = append(qs, entryN(i).Query)
	}
	ms, err := m.Recall(ctx, enHy, "", qs)
	if err != nil {
		t.Fatal(err)
	}
	for i, got := range ms {
		if want := entryN(from + i).Target; got.Target != want {
			t.Fatalf("unit %d of %d = %+v, want %q", from+i, to, got, want)
		}
	}
}

// killAfter runs a writer from the given batch on, kills it when it has
// reported so many, and returns the last batch it reported.
func killAfter(t *testing.T, path string, from, batches int) (last int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), crashFile+"="+path, crashFrom+"="+strconv.Itoa(from))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for range batches {
		if !lines.Scan() {
			t.Fatal("the writer ended by itself")
		}
	}
	cmd.Process.Kill()
	for ok := true; ok; ok = lines.Scan() {
		if n, err := strconv.Atoi(lines.Text()); err == nil {
			last = n
		}
	}
	cmd.Wait()
	return last
}
