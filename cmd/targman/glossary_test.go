package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"targman/glossary"
)

// call runs the program in a folder of its own and returns what it prints.
func call(t *testing.T, code int, args ...string) (out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	if got := run(context.Background(), args, nil, strings.NewReader(""), &o, &e); got != code {
		t.Fatalf("%v: exit code %d, want %d\n%s%s", args, got, code, o.String(), e.String())
	}
	return o.String(), e.String()
}

// The shipped glossary passes the linter with the knowledge of the languages,
// at every level that a project may ask for.
func TestLintShipped(t *testing.T) {
	t.Chdir("../..")
	out, _ := call(t, exitDone, "glossary", "lint", "--fail-on", "style")
	if strings.Count(out, "\n") != 1 {
		t.Errorf("got\n%s", out)
	}
	call(t, exitDone, "glossary", "fmt", "--check")
}

// What SARIF 2.1.0 requires of every log and of each result.
func TestLintSARIF(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	name := "names of lakes.yaml"
	if err := os.WriteFile(name, []byte("- id: van\n  kind: lake\n  source: x\n- id: ani\n  kind: place\n  en: {canonical: Ani}\n  source: x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, uri := range map[string]string{name: "names%20of%20lakes.yaml", filepath.Join(folder, name): "file://" + filepath.ToSlash(folder) + "/names%20of%20lakes.yaml"} {
		out, _ := call(t, exitFindings, "glossary", "lint", "--format", "sarif", path)
		var log sarifLog
		dec := json.NewDecoder(strings.NewReader(out))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&log); err != nil {
			t.Fatal(err)
		}
		if log.Version != "2.1.0" || len(log.Runs) != 1 || log.Runs[0].Tool.Driver.Name == "" || len(log.Runs[0].Results) < 2 {
			t.Fatalf("got\n%s", out)
		}
		rules := log.Runs[0].Tool.Driver.Rules
		for _, r := range log.Runs[0].Results {
			at := r.Locations[0].Physical
			if rules[r.RuleIndex].ID != r.RuleID || r.Message.Text == "" || at.Artifact.URI != uri || at.Region.StartLine < 1 {
				t.Errorf("got %+v", r)
			}
			if r.Level != "error" && r.Level != "warning" && r.Level != "note" {
				t.Errorf("the level %q is none", r.Level)
			}
		}
	}
}

func TestAnnotation(t *testing.T) {
	got := annotation("error", "a,b:c.yaml", 7, "100%", "one\ntwo: three, 50%")
	want := "::error file=a%2Cb%3Ac.yaml,line=7,title=100%25::one%0Atwo: three, 50%25"
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Without git only files and folders can be compared.
func TestDiffWithoutGit(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("PATH", t.TempDir())
	if err := os.WriteFile(configName, []byte("glossary: [names.yaml]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, errs := call(t, exitUsage, "glossary", "diff", "HEAD")
	if want := "HEAD is no file or folder, so it should be a revision: run git: no such program; install git, or compare two files or folders"; !strings.Contains(errs, want) {
		t.Errorf("got %s, want %s", errs, want)
	}
}

// A comment with many changes stays below what GitHub takes.
func TestDiffMarkdownIsShort(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("LANG", "")
	var b strings.Builder
	for i := range 400 {
		b.WriteString(glossary.Layout(&glossary.Concept{ID: fmt.Sprintf("name-%d", i), Kind: glossary.Place, Case: glossary.Smart, Source: "x",
			Spellings: []glossary.Spelling{{Locale: "en", Canonical: fmt.Sprintf("A rather long name for a place %d", i)}},
			Targets:   []glossary.Target{{Locale: "hy", Preferred: "Մի բավական երկար անուն"}}}))
	}
	for name, text := range map[string]string{"old.yaml": "", "new.yaml": b.String()} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, _ := call(t, exitDone, "glossary", "diff", "old.yaml", "new.yaml", "--format", "markdown")
	if len([]rune(out)) > 65536 || !strings.Contains(out, " more concepts") {
		t.Errorf("%d characters\n%.300s", len([]rune(out)), out)
	}
}

func TestAddOnlyInTheLanguagesOfTheProject(t *testing.T) {
	name, term := "Ani", "Ani"
	a := &addition{cfg: &loaded{Config: Config{Source: "en", Targets: []string{"hy"}}}, names: map[string]*string{"en": &name, "fr": &term}, given: map[string]*string{"en": new(string), "fr": new(string)}}
	if err := a.languages(); err == nil || !strings.Contains(err.Error(), "--fr: the languages of this project are en and hy") {
		t.Errorf("got %v", err)
	}
}
