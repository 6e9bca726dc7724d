package read

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// FuzzMarkdown: no document makes the reader panic or lose its place; spans
// are ascending, disjoint and inside; the source comes back; and the contents,
// spelled anew, render as the same page.
func FuzzMarkdown(f *testing.F) {
	for _, e := range mdSpec(f) {
		f.Add(e.Markdown)
	}
	for _, src := range mdSeeds {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if !utf8.ValidString(src) {
			src = strings.ToValidUTF8(src, "\uFFFD")
		}
		p, err := Markdown().Read(src, Options{})
		if err != nil {
			if errors.Is(err, errFault) {
				t.Fatalf("%v: %q", err, src)
			}
			return
		}
		mdCheck(t, src, p)
		got := mdSplice(src, p, func(c bitext.Content) bitext.Content { return c })
		if mdFalseTitle.MatchString(src) || mdFalseRow.MatchString(src) {
			return
		}
		if g, w := mdPacked(t, got), mdPacked(t, src); g != w {
			t.Fatalf("source  %q\nspelled %q\ngot  %q\nwant %q", src, got, g, w)
		}
		again := mdMustRead(t, got)
		if g, w := texts(again.Blocks), texts(p.Blocks); !slices.Equal(g, w) || again.Meta != p.Meta {
			t.Fatalf("source  %q\nspelled %q\ngot  %q %v\nwant %q %v", src, got, g, again.Meta, w, p.Meta)
		}
		armenian := mdSplice(src, p, mdArmenian)
		if strings.Contains(src, "<") {
			// HTML that has no end would take words into its tags.
			return
		}
		if g, w := mdTags(t, mdHTML(t, mdBody(armenian))), mdTags(t, mdHTML(t, mdBody(src))); g != w {
			t.Fatalf("source  %q\nspelled %q\ngot  %s\nwant %s", src, armenian, g, w)
		}
	})
}

var mdSeeds = []string{
	"---\ntitle: \"A \\\"b\\\" c\"\nlang: en\nsummary: >-\n  one\n  two\n---\n\n# One *two* three\n",
	"+++\ntitle = 'x'\n+++\ntext[^1] and ~~more~~ `code`\n\n[^1]: a note\n    on two lines\n",
	"> - a **b**  \n>   c\\\n>   d\n\n|a|b *c* \\| d|\n|-|-|\n|`x\\|y`|[z](u)|\n",
	"![an image](a.png)\n\n[![x y][i]](b)\n\n[i]: c.png\n",
	"Text <b>bold</b> and<br>break &amp; &#10; end\n===\n",
}

// mdFalseTitle finds a link definition with a line below that begins like a
// title. When it is none, the parser still takes it for one, and gives it to
// the paragraph below as well: https://spec.commonmark.org/0.31.2/#example-210
// is the rule.
var mdFalseTitle = regexp.MustCompile(`\]:[^\n]*\n?[^\n]*\n[ \t\r>]*["'(]`)

// mdFalseRow finds a table with a line below that underlines a heading. The
// parser ends the table there and makes a paragraph of the lines, which would
// be a row of the table if they did not stand like that.
var mdFalseRow = regexp.MustCompile(`(?m)^[ \t\r>]*:?-+:?[ \t\r|:-]*\n([^\n]+\n)*[ \t\r>]*(-+|=+)[ \t\r]*$`)

// mdBody is what stands after the front matter.
func mdBody(src string) string {
	d := &mdDoc{src: src, shapes: map[int]mdShape{}}
	return src[d.frontMatter():]
}

// mdPacked is a page without white space, for the parser treats CR LF inside
// code spans unlike LF, and without line breaks: they stand in the text of the
// blocks, and those in the text of an inline image are lost on its one line.
func mdPacked(t testing.TB, src string) string {
	return mdBreak.ReplaceAllString(strings.Join(strings.Fields(mdHTML(t, mdBody(src))), ""), "")
}

var mdBreak = regexp.MustCompile(`(?i)<br[^<>]*>`)
