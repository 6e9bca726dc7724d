package pipeline_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// byHand are the files that may put markup together themselves, with what they
// put in: everything else is written by html/template or by the encoder in
// pipeline/write/markup.go, which escape whatever they are given.
var byHand = map[string]string{
	"pipeline/write/markup.go":       "the encoder itself",
	"pipeline/write/rows.go":         "what the encoder has written, for the template",
	"pipeline/write/omegat.go":       "OmegaT's tags of a letter and a number; they are escaped with the text",
	"pipeline/read/markdown_mark.go": "names of elements from a table",
	"pipeline/read/xliff_unit.go":    "an element's name as the file has it",
	"pipeline/backend/mark.go":       "placeholders as an engine takes them, around text that is escaped",
	"pipeline/gather/compose.go":     "a feed's own markup, which is read as a page and shown to nobody",
	"cmd/targman/glossaryview.go":    "what templates have written",
}

// TestMarkupIsWrittenByEncoders finds markup that is put together from strings,
// and markup that a template is told to trust.
func TestMarkupIsWrittenByEncoders(t *testing.T) {
	used := map[string]bool{}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(p) != ".go" || strings.HasSuffix(p, "_test.go") {
			return err
		}
		rel, err := filepath.Rel(root, p)
		name := filepath.ToSlash(rel)
		if err != nil || strings.HasPrefix(name, "testdata/") {
			return err
		}
		for _, fault := range markupFaults(t, p, nil) {
			if used[name] = true; byHand[name] == "" {
				t.Errorf("%s: %s; use html/template, or the encoder of pipeline/write", name, fault)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range byHand {
		if !used[name] && name != "pipeline/write/markup.go" {
			t.Errorf("%s puts no markup together any more; take it off the list", name)
		}
	}
}

// The rule finds what it is for.
func TestMarkupFaults(t *testing.T) {
	for code, want := range map[string]int{
		`fmt.Sprintf("<b>%s</b>", s)`: 1, "fmt.Fprintf(w, `<a href=%q>`, s)": 1, `"<td>" + s`: 1, `"</" + s + ">"`: 1, `w.WriteString("<p>")`: 1,
		`template.HTML(s)`: 1, `template.JS(s)`: 1, `fmt.Errorf("found <%s>, expected less", s)`: 0, `fmt.Sprintf("%d < %d", 1, 2)`: 0, `"a" + s`: 0,
	} {
		src := "package a\nfunc f(s string) { _ = " + code + " }\n"
		if got := markupFaults(t, "a.go", src); len(got) != want {
			t.Errorf("%s: %d faults, want %d: %v", code, len(got), want, got)
		}
	}
}

var startsMarkup = regexp.MustCompile(`^</?(?:[a-zA-Z!%]|$)`)

func markupFaults(t *testing.T, file string, src any) (faults []string) {
	t.Helper()
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, file, src, 0)
	if err != nil {
		t.Fatal(err)
	}
	add := func(n ast.Node, what string) {
		faults = append(faults, fmt.Sprintf("line %d: %s", set.Position(n.Pos()).Line, what))
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == token.ADD && (markupLiteral(n.X) || markupLiteral(n.Y)) {
				add(n, "markup is added together")
			}
		case *ast.CallExpr:
			called, ok := n.Fun.(*ast.SelectorExpr)
			if !ok {
				break
			}
			of, _ := called.X.(*ast.Ident)
			switch name := called.Sel.Name; {
			case of != nil && of.Name == "template" && (name == "HTML" || name == "JS" || name == "URL" || name == "HTMLAttr"):
				add(n, "a template is told to trust text")
			case name == "WriteString" || of != nil && of.Name == "fmt" && name != "Errorf":
				for _, arg := range n.Args {
					if markupLiteral(arg) {
						add(n, "markup is printed")
					}
				}
			}
		}
		return true
	})
	return faults
}

func markupLiteral(e ast.Expr) bool {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return false
	}
	text, err := strconv.Unquote(lit.Value)
	return err == nil && startsMarkup.MatchString(text)
}
