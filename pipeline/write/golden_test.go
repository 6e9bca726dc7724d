package write

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// golden is where the output of a format stands for a case.
func golden(name string, f Format, d *Doc) string {
	return filepath.Join("testdata", name, f.file("out", d.Article.Ext))
}

func TestGolden(t *testing.T) {
	known := map[string]bool{}
	for name, d := range fixtures(t) {
		known[filepath.Join("testdata", name, "doc.yaml")] = true
		for _, f := range Formats() {
			path := golden(name, f, d)
			known[path] = true
			t.Run(name+"/"+f.Name, func(t *testing.T) {
				got := render(t, f, d)
				if *update {
					if err := os.WriteFile(path, got, 0o666); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(path)
				if err != nil {
					t.Fatalf("%v; run go test with -update and read what it writes", err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("%s differs:\n%s", path, firstDifference(got, want))
				}
			})
		}
	}
	files, err := filepath.Glob("testdata/*/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !known[f] && filepath.Base(filepath.Dir(f)) != "fuzz" {
			t.Errorf("%s belongs to no case and no format", f)
		}
	}
}

func firstDifference(got, want []byte) string {
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range max(len(g), len(w)) {
		var a, b []byte
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if !bytes.Equal(a, b) {
			return "got  " + string(a) + "\nwant " + string(b)
		}
	}
	return "same lines"
}

func render(t testing.TB, f Format, d *Doc) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Render(&b, d); err != nil {
		t.Fatalf("render %s: %v", f.Name, err)
	}
	return b.Bytes()
}

func TestSameBytesTwice(t *testing.T) {
	one, two := fixtures(t), fixtures(t)
	for name := range one {
		for _, f := range Formats() {
			if !bytes.Equal(render(t, f, one[name]), render(t, f, two[name])) {
				t.Errorf("%s of %s is not the same twice", f.Name, name)
			}
		}
	}
}
