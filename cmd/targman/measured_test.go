package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestMeasured runs the program that makes the table of docs/MEASURED.md, in
// small: every figure is there, and the table comes between the marks of a page
// of which nothing else changes.
func TestMeasured(t *testing.T) {
	t.Parallel()
	page := filepath.Join(t.TempDir(), "page.md")
	if err := os.WriteFile(page, []byte("Before.\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nAfter.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "run", "./testdata/bench", "-tiny", "-write", page)
	cmd.Dir = "../.."
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	if !strings.HasPrefix(text, "Before.\n<!-- bench: begin -->\n| figure |") || !strings.HasSuffix(text, "\n<!-- bench: end -->\nAfter.\n") || strings.Contains(text, "old") {
		t.Errorf("the page is\n%s", text)
	}
	for _, want := range []string{"| a query from 70 %, 3,000 units |", "| 1.0000 (", "| whole run of three segments, memory of 3,000", "| whole run over 200 segments",
		"| alignment, documents of 20 |", "| whole run over 10 articles"} {
		if !strings.Contains(text, want) {
			t.Errorf("the table lacks %q:\n%s", want, text)
		}
	}
}
