package check

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// The table of docs/CHECKS.md stands between these lines and is written from
// the checks and their pairs with -update.
const (
	docsFile  = "../../docs/CHECKS.md"
	docsStart = "<!-- checks: begin -->\n"
	docsEnd   = "<!-- checks: end -->\n"
)

func TestDocs(t *testing.T) {
	data, err := os.ReadFile(docsFile)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), docsStart)
	_, after, ok2 := strings.Cut(rest, docsEnd)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the checks", docsFile)
	}
	want := before + docsStart + documented(t) + docsEnd + after
	if *update {
		if err := os.WriteFile(docsFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(data) != want {
		t.Errorf("%s differs from the table of checks; `go test ./pipeline/check -update` writes it", docsFile)
	}
}

func documented(t *testing.T) string {
	var b strings.Builder
	b.WriteString("| check | severity | MQM | finds |\n|---|---|---|---|\n")
	for _, c := range All() {
		about := c.About
		if c.runAll != nil {
			about += " Over a whole document."
		}
		fmt.Fprintf(&b, "| [`%s`](#%s) | %s | %s | %s |\n", c.ID, c.ID, c.Severity, c.MQM, about)
	}
	pairs := examples(t)
	for _, c := range All() {
		fmt.Fprintf(&b, "\n### %s\n\n| | source | target |\n|---|---|---|\n", c.ID)
		for _, good := range []bool{true, false} {
			for _, e := range pairs {
				if e.check == c.ID && e.good == good {
					fmt.Fprintf(&b, "| %s | %s | %s |\n", map[bool]string{true: "good", false: "bad"}[good], joined(e.source), joined(e.target))
					break
				}
			}
		}
	}
	return b.String()
}

// joined is the segments of a document in a cell of a table, as code, so that
// spaces and marks show.
func joined(segments []string) string {
	return "`" + strings.ReplaceAll(strings.Join(segments, " ¶ "), "|", `\|`) + "`"
}
