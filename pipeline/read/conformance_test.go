package read

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"targman/pipeline/bitext"
)

// fixtures are the documents of each format, by the format's name: the files
// below testdata/NAME.
func fixtures(t testing.TB) map[string][]string {
	t.Helper()
	names := map[string]bool{}
	for _, f := range Formats() {
		names[f.Name] = true
	}
	dirs, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	for _, d := range dirs {
		// The fuzzing engine keeps its own folder there.
		if !d.IsDir() || d.Name() == "fuzz" {
			continue
		}
		if !names[d.Name()] {
			t.Errorf("testdata/%s: no format of the table has this name", d.Name())
		}
		files, err := filepath.Glob(filepath.Join("testdata", d.Name(), "*"))
		if err != nil {
			t.Fatal(err)
		}
		found[d.Name()] = files
	}
	return found
}

// variants are the ways to read a document.
var variants = map[string]Options{
	"main content":   {UI: isSiteString},
	"whole document": {UI: isSiteString, WholeDocument: true},
}

func isSiteString(s string) bool { return s == "Մատչելիության հղումներ" }

func TestEveryFormatKeepsTheContract(t *testing.T) {
	files := fixtures(t)
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			if len(files[f.Name]) == 0 {
				t.Fatalf("testdata/%s has no document: every format needs one", f.Name)
			}
			if f.Name == "" || len(f.Extensions) == 0 || f.Read == nil {
				t.Fatalf("the format %q lacks a name, an extension or Read", f.Name)
			}
			for _, file := range files[f.Name] {
				for variant, o := range variants {
					t.Run(filepath.Base(file)+"/"+variant, func(t *testing.T) { checkDocument(t, f, file, o) })
				}
			}
		})
	}
}

func TestNoTwoFormatsClaimAnExtension(t *testing.T) {
	seen := map[string]string{}
	for _, f := range Formats() {
		for _, e := range f.Extensions {
			if other := seen[e]; other != "" {
				t.Errorf("extension %q: both %s and %s claim it", e, other, f.Name)
			}
			if e != strings.ToLower(e) || e != "" && e[0] != '.' {
				t.Errorf("extension %q of %s: expected lower case, with the dot", e, f.Name)
			}
			seen[e] = f.Name
		}
	}
}

func checkDocument(t *testing.T, f Format, file string, o Options) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Article(file, "name", data, o)
	if err != nil {
		t.Fatal(err)
	}
	if a.Format != f.Name {
		t.Fatalf("read as %s, the folder says %s", a.Format, f.Name)
	}
	if len(a.Blocks) == 0 {
		t.Fatal("no block found")
	}
	if err := verify(a); err != nil {
		t.Error(err)
	}
	if got := splice(a, func(b *bitext.Block) string { return b.Span.Of(a.Source) }); got != a.Source {
		t.Error("each block put back in its place does not give the source")
	}
	checkRespelled(t, f, a, o)
	checkSpans(t, a)
}

// checkRespelled writes every block anew and reads the result: Spell and Read
// are inverse.
func checkRespelled(t *testing.T, f Format, a *bitext.Article, o Options) {
	spelled := splice(a, func(b *bitext.Block) string { return a.Spell(b, b.Content) })
	p, err := f.Read(spelled, o)
	if err != nil {
		t.Fatalf("read the document after spelling its blocks anew: %v", err)
	}
	if got, want := texts(p.Blocks), texts(a.Blocks); !slices.Equal(got, want) {
		t.Errorf("spelled anew and read again:\ngot  %q\nwant %q", got, want)
	}
}

// checkSpans puts the parts of each block's text back by SourceSpan, as the
// line does with segments.
func checkSpans(t *testing.T, a *bitext.Article) {
	for i := range a.Blocks {
		b := &a.Blocks[i]
		whole := b.SourceSpan(bitext.Span{End: len(b.Text)}, b.Codes)
		if whole.Len() > 0 && (whole.Start < b.Span.Start || whole.End > b.Span.End) {
			t.Errorf("block %d: its runs and codes cover %v, outside of its span %v", i+1, whole, b.Span)
		}
	}
}

// splice replaces each block of the article.
func splice(a *bitext.Article, with func(b *bitext.Block) string) string {
	var out strings.Builder
	at := 0
	for i := range a.Blocks {
		b := &a.Blocks[i]
		out.WriteString(a.Source[at:b.Span.Start])
		out.WriteString(with(b))
		at = b.Span.End
	}
	out.WriteString(a.Source[at:])
	return out.String()
}

func texts(blocks []bitext.Block) []string {
	out := make([]string, len(blocks))
	for i, b := range blocks {
		out[i] = b.Text
	}
	return out
}
