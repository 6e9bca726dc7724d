package read

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"targman/pipeline/bitext"
)

const mdGolden = "testdata/markdown.golden.txtar"

// TestMarkdownGolden compares what is found in each document of
// testdata/markdown with what a person has read and found right. Each is also
// spelled anew, and keeps its page and its structure.
func TestMarkdownGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/markdown/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents in testdata/markdown: %v", err)
	}
	var got txtar.Archive
	for _, file := range files {
		src := readFixture(t, file)
		p := mdMustRead(t, src)
		mdCheck(t, src, p)
		spelled := mdSplice(src, p, func(c bitext.Content) bitext.Content { return c })
		if g, w := mdPacked(t, spelled), mdPacked(t, src); g != w {
			t.Errorf("%s, spelled anew:\ngot  %s\nwant %s", file, g, w)
		}
		armenian := mdSplice(src, p, mdArmenian)
		if g, w := mdTags(t, mdHTML(t, mdBody(armenian))), mdTags(t, mdHTML(t, mdBody(src))); g != w {
			t.Errorf("%s, in Armenian:\ngot  %s\nwant %s", file, g, w)
		}
		got.Files = append(got.Files, txtar.File{Name: filepath.Base(file), Data: []byte(outline(src, p))},
			txtar.File{Name: filepath.Base(file) + ".spelled", Data: []byte(spelled)})
	}
	if *update {
		if err := os.WriteFile(mdGolden, txtar.Format(&got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := txtar.ParseFile(mdGolden)
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Files) != len(got.Files) {
		t.Errorf("%s has %d files, the documents give %d", mdGolden, len(want.Files), len(got.Files))
	}
	for i := range min(len(want.Files), len(got.Files)) {
		g, w := got.Files[i], want.Files[i]
		if g.Name != w.Name || !bytes.Equal(g.Data, w.Data) {
			t.Errorf("%s: got\n%s\nwant %s\n%s", g.Name, g.Data, w.Name, w.Data)
		}
	}
}
