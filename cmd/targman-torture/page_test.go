//go:build linux

package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/RELIABILITY.md anew")

// TestPage has docs/RELIABILITY.md say what docs/reliability.json says.
func TestPage(t *testing.T) {
	got, err := pageOf("../../docs/reliability.json")
	if err != nil {
		t.Fatal(err)
	}
	const page = "../../docs/RELIABILITY.md"
	if *update {
		put(t, page, got)
	}
	want, err := os.ReadFile(page)
	if err != nil || got != string(want) {
		t.Errorf("docs/RELIABILITY.md is not what docs/reliability.json gives (%v); run go run ./cmd/targman-torture page", err)
	}
	for _, h := range harnesses {
		if !strings.Contains(got, "### "+h.name+"\n") {
			t.Errorf("the page lacks %s", h.name)
		}
	}
}

// TestPageTellsOfBrokenPromises hides nothing.
func TestPageTellsOfBrokenPromises(t *testing.T) {
	file := filepath.Join(t.TempDir(), "r.json")
	for _, tt := range []struct{ json, want string }{
		{`[{"harness": "kill", "figures": {"kills": 5000, "lost": 2}, "zero": ["lost"], "missed": ["step 3: lost: a text"]}]`,
			"| 5,000 kills | 2 |"},
		{`[{"harness": "kill", "figures": {"kills": 1}, "zero": [], "missed": ["step 3: lost: a text"]}]`, "\n- step 3: lost: a text"},
		{`[]`, ""},
		{`[{"harness": "other"}]`, ""},
		{`{`, ""},
	} {
		put(t, file, tt.json)
		if got, err := pageOf(file); (err != nil) != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s: error %v, the page lacks %q:\n%s", tt.json, err, tt.want, got)
		}
	}
}
