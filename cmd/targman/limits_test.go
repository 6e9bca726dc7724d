package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"targman/pipeline/bitext"
)

// TestSizesOfFiles: a file of so many bytes is read whole, and no byte more. So is
// standard input; the limit maxFind would take long.
func TestSizesOfFiles(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	for _, most := range []int{0, 10, maxConfig, maxPrompt} {
		for n, ok := range map[int]bool{max(0, most-1): true, most: true, most + 1: false} {
			put(t, name, strings.Repeat("a", n))
			data, err := bounded(name, int64(most))
			if (err == nil) != ok || ok && len(data) != n || len(data) > most+1 {
				t.Errorf("%d of %d: %d bytes, %v", n, most, len(data), err)
			}
			text, err := readAll(strings.NewReader(strings.Repeat("a", n)), int64(most))
			if (err == nil) != ok || ok && len(text) != n || !ok && exitCode(err) != exitUsage {
				t.Errorf("%d of %d from standard input: %d bytes, %v", n, most, len(text), err)
			}
		}
	}
	if data, err := bounded("/dev/zero", 10); err == nil || len(data) > 11 {
		t.Errorf("a device without an end: %d bytes, %v", len(data), err)
	}
	for n, ok := range map[int]bool{mostKey - 1: true, mostKey: true, mostKey + 1: false} {
		if err := os.WriteFile(name, []byte(strings.Repeat("k", n)), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := keyFile(name, false); (err == nil) != ok {
			t.Errorf("a key of %d bytes: %v", n, err)
		}
	}
}

// TestLimitsOfAConfiguration reads what is just not too much, and refuses one more.
func TestLimitsOfAConfiguration(t *testing.T) {
	for _, c := range []struct {
		name  string
		limit int
		make  func(n int) string
		want  string
	}{
		{"bytes", maxConfig, func(n int) string { return "#" + strings.Repeat("a", n-1) }, "f.yaml: 1048577 bytes; a configuration has at most 1048576"},
		{"items", maxItems, func(n int) string { return "input: [" + strings.Repeat("a,", n) + "]\n" }, "input has 10001 items, and a list has at most 10000"},
	} {
		for n, ok := range map[int]bool{c.limit - 1: true, c.limit: true, c.limit + 1: false} {
			_, err := checkFile("f.yaml", []byte(c.make(n)))
			if (err == nil) != ok || !ok && !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %d of %d: %v", c.name, n, c.limit, err)
			}
		}
	}
	for n, want := range map[int]string{maxFaults - 1: "unknown key", maxFaults: "unknown key", maxFaults + 1: "f.yaml: and 1 more faults like these"} {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "zz%d: 1\n", i)
		}
		_, err := checkFile("f.yaml", []byte(b.String()))
		lines := strings.Split(strings.TrimSpace(err.Error()), "\nf.yaml")
		if last := "f.yaml" + lines[len(lines)-1]; len(lines) != min(n, maxFaults+1) || !strings.Contains(last, want) {
			t.Errorf("%d faults are told in %d, the last %q", n, len(lines), last)
		}
	}
}

// TestFindingsThatAreKept: all are counted.
func TestFindingsThatAreKept(t *testing.T) {
	in := inspector{checking: &checking{}, out: &checked{counts: map[bitext.Severity]int{}}}
	for n := 1; n <= mostSpots+1; n++ {
		in.note(spot{Finding: bitext.Finding{Severity: bitext.Error}})
		if n < mostSpots-1 {
			continue
		}
		if got := len(in.out.found); got != min(n, mostSpots) || in.out.left != n-got || in.out.counts[bitext.Error] != n {
			t.Errorf("of %d findings %d are kept, %d left, %d counted", n, got, in.out.left, in.out.counts[bitext.Error])
		}
	}
}

// TestReasonsAreBrief: a run is listed with the beginning of an error.
func TestReasonsAreBrief(t *testing.T) {
	for n, want := range map[int]string{mostReason - 1: "a", mostReason: "a", mostReason + 1: "…"} {
		if got := brief(strings.Repeat("a", n)); !strings.HasSuffix(got, want) || len(strings.TrimSuffix(got, "…")) != min(n, mostReason) {
			t.Errorf("%d bytes become %d", n, len(got))
		}
	}
}
