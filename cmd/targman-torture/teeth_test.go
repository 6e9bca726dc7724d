//go:build linux

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
			for _, c := range bug.changes {
				source, err := c.make(filepath.Join("../..", c.file))
				if err != nil {
					t.Fatal(err)
				}
				if _, err := parser.ParseFile(token.NewFileSet(), c.file, source, 0); err != nil {
					t.Error(err)
				}
			}
			if _, ok := named(bug.harness); !ok {
				t.Errorf("there is no harness %q", bug.harness)
			}
		})
	}
	twice := change{"teeth_test.go", "package main", ""}
	if _, err := twice.make("teeth_test.go"); err == nil {
		t.Error("a text that stands there twice was replaced")
	}
}
