package glossary

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// testOptions has a language whose names in -a are declined in two ways, "1"
// and "2", and in which a Cyrillic o is seen in the place of a Latin one.
var testOptions = LintOptions{Targets: []string{"tr"}, Language: func(locale string) Language {
	if locale != "tr" {
		return Language{}
	}
	return Language{
		Polish: func(term string) string { return strings.ReplaceAll(term, "о", "o") },
		Forms: func(term, kind, class string) ([]string, bool) {
			if class != "" && class != "1" && class != "2" {
				return nil, false
			}
			return []string{term + "da", term + "dan " + kind}, class != "" || !strings.HasSuffix(term, "a")
		},
	}
}}

// Each rule has a file named after it, with a faulty glossary and a good one.
// What stops Load is among the findings of the level error, and the other way
// round, but for the rules that Load knows nothing of.
func TestLint(t *testing.T) {
	seen := map[string]bool{}
	golden(t, "lint", func(t *testing.T, name string, in map[string]string) map[string]string {
		seen[name] = true
		if i := slices.IndexFunc(Rules(), func(r Rule) bool { return r.ID == name }); i < 0 {
			t.Fatalf("there is no rule %s", name)
		}
		var bad, good []File
		for _, part := range []string{"bad.yaml", "bad2.yaml", "good.yaml"} {
			f := File{part, []byte(strings.NewReplacer(`\t`, "\t", `\xff`, "\xff", `\u0308`, "\u0308").Replace(in[part]))}
			if part == "good.yaml" {
				good = append(good, f)
			} else if in[part] != "" {
				bad = append(bad, f)
			}
		}
		for _, f := range Lint(good, testOptions) {
			t.Errorf("the good one has %+v", f)
		}
		var got strings.Builder
		own, fatal := false, false
		for _, f := range Lint(bad, testOptions) {
			own = own || f.Rule == name
			fatal = fatal || f.Severity == Error && !slices.Contains([]string{"target-forbidden", "class-unknown", "mixed-script"}, f.Rule)
			fmt.Fprintf(&got, "%s:%d: %s %s (%s): %s; %s\n", f.File, f.Line, f.Severity, f.Rule, f.Concept, f.Found, f.Fix)
		}
		if !own {
			t.Errorf("the bad one breaks %s nowhere", name)
		}
		if _, err := Parse(bad...); (err != nil) != fatal {
			t.Errorf("Parse says %v, Lint an error: %v", err, fatal)
		}
		return map[string]string{"want.findings": got.String()}
	})
	for _, r := range Rules() {
		if !seen[r.ID] {
			t.Errorf("the rule %s has no file in testdata/lint", r.ID)
		}
	}
}

func TestSeverity(t *testing.T) {
	for _, tt := range []struct {
		a, b Severity
		want bool
	}{{Error, Error, true}, {Error, Info, true}, {Warn, Error, false}, {Style, Warn, false}, {Info, Style, false}, {Style, Info, true}} {
		if got := tt.a.AtLeast(tt.b); got != tt.want {
			t.Errorf("%s at least %s: got %v", tt.a, tt.b, got)
		}
	}
}

func TestLintShippedHasNoErrors(t *testing.T) {
	files, err := ReadFiles(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Lint(files, LintOptions{Targets: []string{"hy"}}) {
		if f.Severity.AtLeast(Style) {
			t.Errorf("%s:%d: %s: %s; %s", f.File, f.Line, f.Rule, f.Found, f.Fix)
		}
	}
}

func TestLintUnreadable(t *testing.T) {
	dir := t.TempDir()
	good := writeFile(t, dir, "good.yaml", "")
	files, err := ReadFiles(good, filepath.Join(dir, "none.yaml"))
	if err == nil || len(files) != 1 {
		t.Errorf("got %d files, %v", len(files), err)
	}
	huge := File{"huge.yaml", make([]byte, MaxFileBytes+1)}
	want := []Finding{{"syntax", Error, "", "huge.yaml", 1, "67108865 bytes; expected at most 67108864", "split the file"}}
	if diff := cmp.Diff(want, Lint([]File{huge}, LintOptions{})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// docs/GLOSSARY.md lists every rule with its level.
func TestRulesAreDocumented(t *testing.T) {
	data, err := os.ReadFile("../docs/GLOSSARY.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, r := range Rules() {
		if !strings.Contains(string(data), fmt.Sprintf("\n| `%s` | %s | ", r.ID, r.Severity)) {
			t.Errorf("there is no row for %s, %s", r.ID, r.Severity)
		}
		rows++
	}
	_, table, _ := strings.Cut(string(data), "| rule | level |")
	table, _, _ = strings.Cut(table, "\n\n")
	if n := strings.Count(table, "\n| `"); n != rows {
		t.Errorf("the table has %d rows for %d rules", n, rows)
	}
}
