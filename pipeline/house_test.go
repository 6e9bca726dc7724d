package pipeline_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

const (
	module = "targman"
	root   = ".."
)

// level says how high a package stands; an import goes to a strictly lower
// one. Data folders below a package belong to it.
func level(pkg string) (int, bool) {
	switch pkg {
	case "glossary", "locales", "pipeline/address", "pipeline/cell", "pipeline/fsys", "pipeline/lang", "pipeline/metric", "pipeline/process", "pipeline/schedule", "pipeline/xmlscan", "testdata/corpus", "testdata/vendors", "testdata/parallel":
		return 0, true
	case "pipeline/bitext", "pipeline/archive", "pipeline/feed", "pipeline/fetch", "pipeline/fuzzy", "pipeline/money", "pipeline/score", "glossary/exchange", "glossary/extract":
		return 1, true
	case "pipeline/lang/all":
		return 2, true
	case "pipeline":
		return 3, true
	case "pipeline/read", "pipeline/split", "pipeline/protect", "pipeline/memory",
		"pipeline/backend", "pipeline/align", "pipeline/gather", "pipeline/settle", "pipeline/check", "pipeline/write", "pipeline/aligned", "pipeline/runs":
		return 2, true
	}
	if path.Dir(pkg) == "pipeline/lang" {
		return 1, true
	}
	if path.Dir(pkg) == "cmd" {
		return 4, true
	}
	return 0, false
}

// never lists what a package may not import, beside what its level says.
var never = map[string][]string{
	"pipeline":        {"os", "net", "net/http", "go.yaml.in/yaml/v3", module + "/pipeline/lang/all"},
	"pipeline/bitext": {"os", "net", "net/http"},
	"pipeline/money":  {"os", "net", "net/http"},
	"pipeline/lang":   {"os", "net", "net/http"},
}

// TestImportsGoDown parses every file, test files too: what a test imports is
// part of the house.
func TestImportsGoDown(t *testing.T) {
	packages := map[string]bool{}
	for _, file := range goFiles(t) {
		pkg := path.Dir(file)
		packages[pkg] = true
		mine, ok := level(pkg)
		if !ok {
			t.Errorf("%s: the folder %s has no level; the plan is in docs/ARCHITECTURE.md", file, pkg)
			continue
		}
		for _, imported := range imports(t, file) {
			if !strings.HasSuffix(file, "_test.go") && slices.Contains(never[pkg], imported) {
				t.Errorf("%s imports %s, which %s never does", file, imported, pkg)
			}
			below, own := strings.CutPrefix(imported, module+"/")
			if !own || below == pkg && strings.HasSuffix(file, "_test.go") {
				continue
			}
			if theirs, ok := level(below); !ok || theirs >= mine {
				t.Errorf("%s (level %d) imports %s (level %d); an import goes to a strictly lower level", file, mine, below, theirs)
			}
		}
	}
	if len(packages) < 15 {
		t.Errorf("only %d packages were found below %s", len(packages), root)
	}
}

// TestArmenianStaysHome fails on an Armenian letter or mark in Go outside the
// language pack; tests and data may have them.
func TestArmenianStaysHome(t *testing.T) {
	for _, file := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") || path.Dir(file) == "pipeline/lang/hy" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			if at := strings.IndexFunc(line, func(r rune) bool { return unicode.Is(unicode.Armenian, r) }); at >= 0 {
				t.Errorf("%s:%d: Armenian belongs into pipeline/lang/hy, locales, glossary or testdata: %s", file, i+1, line[at:])
			}
		}
	}
}

func goFiles(t *testing.T) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(os.DirFS(root), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && p != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "out") {
			return fs.SkipDir
		}
		if strings.HasSuffix(p, ".go") {
			out = append(out, p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func imports(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, i := range f.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}
