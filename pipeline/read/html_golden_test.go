package read

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"targman/pipeline/bitext"
)

var update = flag.Bool("update", false, "write the golden files anew")

const htmlGolden = "testdata/html.golden.txtar"

// TestHTMLGolden compares what is found in each page of testdata/html, in both
// modes, with what a person has read and found right.
func TestHTMLGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/html/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages in testdata/html: %v", err)
	}
	var got txtar.Archive
	for _, file := range files {
		for _, mode := range []string{"article", "whole"} {
			data := outline(readPage(t, readFixture(t, file), mode == "whole"))
			got.Files = append(got.Files, txtar.File{Name: filepath.Base(file) + "." + mode, Data: []byte(data)})
		}
	}
	if *update {
		if err := os.WriteFile(htmlGolden, txtar.Format(&got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := txtar.ParseFile(htmlGolden)
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Files) != len(got.Files) {
		t.Errorf("%s has %d files, the pages give %d", htmlGolden, len(want.Files), len(got.Files))
	}
	for i := range min(len(want.Files), len(got.Files)) {
		g, w := got.Files[i], want.Files[i]
		if g.Name != w.Name || !bytes.Equal(g.Data, w.Data) {
			t.Errorf("%s: got\n%s\nwant %s\n%s", g.Name, g.Data, w.Name, w.Data)
		}
	}
}

func readFixture(t testing.TB, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func readPage(t testing.TB, src string, whole bool) (string, Parsed) {
	t.Helper()
	p, err := HTML().Read(src, Options{WholeDocument: whole})
	if err != nil {
		t.Fatal(err)
	}
	return src, p
}

// outline shows what was found in a page for a person to read.
func outline(src string, p Parsed) string {
	var out strings.Builder
	fmt.Fprintf(&out, "title:  %s\nauthor: %s\ndate:   %s\nurl:    %s\nsite:   %s\nlang:   %s\nwhole:  %s\nlangs: ",
		p.Meta.Title, p.Meta.Author, p.Meta.Date, p.Meta.URL, p.Meta.Site, p.Meta.Lang, p.Meta.Whole)
	for _, s := range p.LangSpans {
		fmt.Fprintf(&out, " %d:%s", s.Start, s.Of(src))
	}
	out.WriteString("\n")
	for i := range p.Blocks {
		b := &p.Blocks[i]
		fmt.Fprintf(&out, "\n%d %s", i+1, b.Kind)
		if b.Reason != "" {
			fmt.Fprintf(&out, " (%s)", b.Reason)
		}
		fmt.Fprintf(&out, "\n\t%s\n", strings.ReplaceAll(withCodes(b.Content), bitext.Break, "⏎\n\t"))
		for _, c := range b.Codes {
			fmt.Fprintf(&out, "\t{%d} %s %s\n", c.ID, c.Type, strings.Join(strings.Fields(c.Raw), " "))
		}
	}
	return strings.ReplaceAll(out.String(), "\u00a0", "⍽")
}

// withCodes shows the codes at their places: {1 opens, 1} closes, {1} stands
// alone.
func withCodes(c bitext.Content) string {
	var out strings.Builder
	at := 0
	for _, k := range c.Codes {
		out.WriteString(c.Text[at:k.At])
		at = k.At
		fmt.Fprintf(&out, map[bitext.CodeKind]string{bitext.Open: "{%d ", bitext.Close: " %d}", bitext.Alone: "{%d}"}[k.Kind], k.ID)
	}
	out.WriteString(c.Text[at:])
	return out.String()
}
