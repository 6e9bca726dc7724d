package read

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	gmext "github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	xhtml "golang.org/x/net/html"

	"targman/pipeline/bitext"
)

// mdExample is one of the examples of https://spec.commonmark.org.
type mdExample struct {
	Number   int    `json:"example"`
	Markdown string `json:"markdown"`
}

// mdSpec reads the examples from the module of the parser, which brings them
// along.
func mdSpec(t testing.TB) []mdExample {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatalf("find the parser's module: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []mdExample
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) != 652 {
		t.Fatalf("got %d examples, want 652", len(examples))
	}
	return examples
}

func mdMustRead(t testing.TB, src string) Parsed {
	t.Helper()
	p, err := Markdown().Read(src, Options{})
	if err != nil {
		t.Fatalf("read %q: %v", src, err)
	}
	return p
}

// mdHTML renders a document. A line end inside a paragraph is a space to a
// reader.
func mdHTML(t testing.TB, src string) string {
	t.Helper()
	md := goldmark.New(
		goldmark.WithExtensions(gmext.Table, gmext.Strikethrough, gmext.Footnote),
		goldmark.WithRendererOptions(html.WithUnsafe()),
	)
	var out bytes.Buffer
	if err := md.Convert([]byte(src), &out); err != nil {
		t.Fatal(err)
	}
	return strings.NewReplacer("\r\n", " ", "\r ", " ", "\n", " ").Replace(out.String())
}

// mdSplice writes the document with every block's content changed by f, but for
// furniture, which nothing changes.
func mdSplice(src string, p Parsed, f func(bitext.Content) bitext.Content) string {
	var out strings.Builder
	at := 0
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Kind == bitext.Furniture {
			continue
		}
		out.WriteString(src[at:b.Span.Start])
		out.WriteString(p.Spell(b, f(b.Content)))
		at = b.Span.End
	}
	return out.String() + src[at:]
}

// mdSpecExceptions are the examples that do not come back the same, with the
// reason.
var mdSpecExceptions = map[int]string{}

// Every example is read, spelled anew from its contents alone, and rendered:
// the page is the same as before. Source bytes are put back as well.
func TestMarkdownSpecSpellsBack(t *testing.T) {
	blocks := 0
	for _, e := range mdSpec(t) {
		p := mdMustRead(t, e.Markdown)
		blocks += len(p.Blocks)
		mdCheck(t, e.Markdown, p)
		got := mdSplice(e.Markdown, p, func(c bitext.Content) bitext.Content { return c })
		g, w := mdHTML(t, got), mdHTML(t, e.Markdown)
		_, excepted := mdSpecExceptions[e.Number]
		if (g == w) == excepted {
			t.Errorf("example %d (an exception: %v)\nsource  %q\nspelled %q\ngot  %q\nwant %q", e.Number, excepted, e.Markdown, got, g, w)
		}
	}
	if blocks < 600 {
		t.Errorf("got %d blocks in all examples, want at least 600", blocks)
	}
}

// Every word of every example is replaced by an Armenian one: the page keeps
// its elements and their attributes, in order.
func TestMarkdownSpecKeepsStructure(t *testing.T) {
	for _, e := range mdSpec(t) {
		p := mdMustRead(t, e.Markdown)
		got := mdSplice(e.Markdown, p, mdArmenian)
		g, w := mdTags(t, mdHTML(t, got)), mdTags(t, mdHTML(t, e.Markdown))
		if g != w {
			t.Errorf("example %d\nsource  %q\nspelled %q\ngot  %s\nwant %s", e.Number, e.Markdown, got, g, w)
		}
	}
}

// mdArmenian replaces the words of a content by an Armenian word.
func mdArmenian(c bitext.Content) bitext.Content {
	return mdReplace(c, mdWord, "հայերեն")
}

var mdWord = regexp.MustCompile(`[\pL\pM\pN]+`)

// mdReplace replaces what the pattern matches between the codes of a content.
func mdReplace(c bitext.Content, pattern *regexp.Regexp, with string) bitext.Content {
	out := bitext.Content{Codes: slices.Clone(c.Codes)}
	at := 0
	for i, k := range c.Codes {
		out.Text += pattern.ReplaceAllString(c.Text[at:k.At], with)
		out.Codes[i].At = len(out.Text)
		at = k.At
	}
	out.Text += pattern.ReplaceAllString(c.Text[at:], with)
	return out
}

// mdTags are the tags of a page with their attributes. The text of an image is
// text.
func mdTags(t testing.TB, page string) string {
	t.Helper()
	var out []string
	z := xhtml.NewTokenizer(strings.NewReader(page))
	for z.Next() != xhtml.ErrorToken {
		token := z.Token()
		if token.Type == xhtml.TextToken {
			continue
		}
		token.Attr = slices.DeleteFunc(token.Attr, func(a xhtml.Attribute) bool { return a.Key == "alt" })
		out = append(out, token.String())
	}
	return strings.Join(out, "")
}

// mdCheck checks what every document keeps to.
func mdCheck(t testing.TB, src string, p Parsed) {
	t.Helper()
	a := &bitext.Article{Source: src, Blocks: p.Blocks, LangSpans: p.LangSpans, Spell: p.Spell}
	if err := verify(a); err != nil {
		t.Fatalf("%v\n%q", err, src)
	}
	var out strings.Builder
	at := 0
	for i := range p.Blocks {
		b := &p.Blocks[i]
		s := b.SourceSpan(bitext.Span{End: len(b.Text)}, b.Codes)
		if s.Start < b.Span.Start || s.End > b.Span.End {
			t.Fatalf("block %d: its content is in %v, outside %v\n%q", i+1, s, b.Span, src)
		}
		out.WriteString(src[at:s.Start])
		out.WriteString(s.Of(src))
		at = s.End
	}
	if out.String()+src[at:] != src {
		t.Fatalf("the source does not come back: %q", src)
	}
}
