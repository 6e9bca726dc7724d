package main

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"
)

// TestTeeth has every seeded bug fit the product's sources as they stand.
func TestTeeth(t *testing.T) {
	for _, bug := range teeth {
		t.Run(bug.name, func(t *testing.T) {
			source, err := bug.sick(filepath.Join("../..", bug.file))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := parser.ParseFile(token.NewFileSet(), bug.file, source, 0); err != nil {
				t.Error(err)
			}
			if named(bug.harness).run == nil {
				t.Errorf("there is no harness %q", bug.harness)
			}
		})
	}
	bug := tooth{file: "teeth_test.go", before: "package main", after: ""}
	if _, err := bug.sick("teeth_test.go"); err == nil {
		t.Error("a text that stands there twice was replaced")
	}
}
