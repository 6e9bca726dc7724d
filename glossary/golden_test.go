package glossary

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write the golden parts of testdata anew")

// golden runs got over every txtar file of a folder and compares what it
// returns with the parts that are named want or want.*.
func golden(t *testing.T, folder string, got func(t *testing.T, name string, in map[string]string) map[string]string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no case in testdata/%s: %v", folder, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in, want, kept := map[string]string{}, map[string]string{}, a.Files[:0:0]
			for _, f := range a.Files {
				if strings.HasPrefix(f.Name, "want") {
					want[f.Name] = string(f.Data)
					continue
				}
				in[f.Name] = string(f.Data)
				kept = append(kept, f)
			}
			out := got(t, name, in)
			if *update {
				a.Files = kept
				for _, part := range []string{"want", "want.findings", "want.conflicts"} {
					if text, ok := out[part]; ok {
						a.Files = append(a.Files, txtar.File{Name: part, Data: []byte(text)})
					}
				}
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, out); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
