package read

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"targman/pipeline/bitext"
)

// TestLimits reads what is just not too much, and refuses one more.
func TestLimits(t *testing.T) {
	rep := strings.Repeat
	xliff := func(inside string) string {
		return `<xliff version="1.2"><file source-language="en" target-language="hy" original="a" datatype="x-text"><body>` + inside + `</body></file></xliff>`
	}
	unit := func(source string) string {
		return "<trans-unit id='1'><source>" + source + "</source></trans-unit>"
	}
	for _, c := range []struct {
		name, file string
		limit      int
		make       func(n int) string
		want       string
	}{
		{"tags", "a.html", maxTags, func(n int) string { return rep("<p>", n) + "a" }, "line 1: found more than 400000 tags"},
		{"pieces of a paragraph", "a.html", maxFlow, func(n int) string { return rep("<br>", n-1) + "a" }, "line 1: found more than 100000 tags and texts in one paragraph"},
		{"blocks of a page", "a.html", 10, func(n int) string { return rep("<p>a", n) }, "found more than 10 blocks of text; raise read.max_segments"},
		{"blocks of a text", "a.txt", 10, func(n int) string { return rep("One.\n\n", n) }, "found more than 10 blocks of text"},
		{"blocks of Markdown", "a.md", 10, func(n int) string { return rep("a\n\n", n) }, "found more than 10 blocks of text"},
		{"blocks of XLIFF", "a.xlf", 10, func(n int) string { return xliff(rep(unit("a"), n)) }, "found more than 10 blocks of text"},
		{"lines of a text", "a.txt", 10 * linesPerBlock, func(n int) string { return "One." + rep("\n", n) }, "found more than 100 lines"},
		{"bytes of text", "a.txt", 10 * bytesPerSegment, func(n int) string { return rep("a", n) }, "found 1201 bytes of text, and 10 segments have 1200 at most"},
		{"attributes", "a.xlf", maxXMLAttributes, func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, ` a%d=""`, i)
			}
			return xliff(unit("a") + "<group" + b.String() + "/>")
		}, "found 1001 attributes in <group>"},
		{"start and end tags", "a.html", maxTags, func(n int) string { return rep("<p></p>", n/2) + rep("<p>", n%2) + "a" }, "line 1: found more than 400000 tags"},
		{"bytes of a tag", "a.html", maxToken, func(n int) string { return `<p title="` + rep("a", n-12) + `">a` }, "line 1: found a tag, script or text of more than 8388608 bytes"},
		{"text of XLIFF", "a.xlf", maxXLIFFText, func(n int) string { return xliff(unit(rep("a", n))) }, "found a text of more than 1048576 bytes"},
		{"text of XLIFF in pieces", "a.xlf", maxXLIFFText, func(n int) string { return xliff(unit("a<x/>" + rep("a", n-1))) }, "found a text of more than 1048576 bytes"},
		{"quotes in quotes", "a.md", mdMaxNesting, func(n int) string { return rep("> ", n) + "a" }, "line 1: lists and quotes more than 100 deep"},
		{"lists in lists", "a.md", mdMaxNesting, func(n int) string { return rep("- ", n) + "a" }, "line 1: lists and quotes more than 100 deep"},
		{"notes in notes", "a.md", mdMaxNesting, func(n int) string { return rep("[^1]: ", n) + "a" }, "line 1: lists and quotes more than 100 deep"},
		{"all in each other", "a.md", mdMaxNesting, func(n int) string { return rep("> - 1. ", n/3) + rep("> ", n%3) + "-1 degree" }, "line 1: lists and quotes more than 100 deep"},
		{"marks of a paragraph", "a.md", mdMaxMarks, func(n int) string { return rep("< ", n-1) + "a`\n\n" + rep("`", mdMaxMarks) }, "line 1: more than 2000 marks"},
		{"bytes of a paragraph", "a.md", mdMaxParagraph, func(n int) string { return rep("a", n) + "\n\nb" }, "line 1: a paragraph of 1048577 bytes"},
		{"bytes of a heading", "a.md", mdMaxParagraph, func(n int) string { return "# *a*" + rep("b", n-3) }, "line 1: a paragraph of 1048577 bytes"},
		{"lines of a paragraph", "a.md", mdMaxLines, func(n int) string { return "a\n\n" + rep("b\n", n) }, "line 3: a paragraph or table of 10001 lines"},
		{"cells of a table", "a.md", mdMaxCells, func(n int) string {
			return "a\n-" + rep("|-", 199) + "\n" + rep("c\n", 998+n-mdMaxCells)
		}, "more than 200000 cells"},
		{"lines of a document", "a.md", mdMaxAllLines, func(n int) string { return "a\n```\n" + rep("b\n", n-3) + "```\n" }, "found 200001 lines"},
		{"notes of a document", "a.md", mdMaxFootnotes, func(n int) string { return rep("[^a]: b\n\n", n) }, "line 4001: more than 2000 footnotes"},
		{"depth", "a.xlf", maxXMLDepth - 5, func(n int) string { return xliff(unit(rep("<g>", n) + "a" + rep("</g>", n))) }, "found elements nested deeper than 200"},
		{"codes", "a.xlf", maxXLIFFCodes, func(n int) string { return xliff(unit("a" + rep("<x/>", n))) }, "found more than 1000 inline codes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := Options{WholeDocument: true}
			if strings.Contains(c.want, " 10 ") || c.limit == 10*linesPerBlock {
				o.MaxSegments = 10
			}
			for n, ok := range map[int]bool{c.limit - 1: true, c.limit: true, c.limit + 1: false} {
				_, err := Article(c.file, "a", []byte(c.make(n)), o)
				if ok && err != nil {
					t.Errorf("%d of %d: %v", n, c.limit, err)
				}
				if !ok && (err == nil || !strings.Contains(err.Error(), c.want)) {
					t.Errorf("%d of %d: %v, want %q", n, c.limit, err, c.want)
				}
			}
		})
	}
}

// TestSizeOfADocument reads what is just not too large.
func TestSizeOfADocument(t *testing.T) {
	const most = 100
	for n, ok := range map[int]bool{most - 1: true, most: true, most + 1: false} {
		_, err := Article("a.txt", "a", []byte(strings.Repeat("a", n)), Options{MaxBytes: most})
		if (err == nil) != ok || !ok && !errors.Is(err, ErrTooLarge) {
			t.Errorf("%d of %d: %v", n, most, err)
		}
	}
}

// TestSizeOfAnExtract: a larger page is taken whole, and says why.
func TestSizeOfAnExtract(t *testing.T) {
	for n, ok := range map[int]bool{maxExtract - 1: true, maxExtract: true, maxExtract + 1: false} {
		_, err := mainContent(strings.Repeat("x", n))
		if large := err != nil && strings.Contains(err.Error(), "too large"); large == ok {
			t.Errorf("%d of %d: %v", n, maxExtract, err)
		}
	}
}

// TestOpenElements: what stands deeper is handed nothing down.
func TestOpenElements(t *testing.T) {
	for n, ok := range map[int]bool{maxOpen - 1: true, maxOpen: true, maxOpen + 1: false} {
		_, p := readPage(t, strings.Repeat("<div>", n-1)+"<figcaption>A caption", true)
		if caption := p.Blocks[0].Kind == bitext.Caption; caption != ok {
			t.Errorf("the text in element %d is a %s", n, p.Blocks[0].Kind)
		}
	}
}

// TestAttributesOfATag: further ones are left as they are.
func TestAttributesOfATag(t *testing.T) {
	for n, ok := range map[int]bool{maxAttrs - 1: true, maxAttrs: true, maxAttrs + 1: false} {
		src, p := readPage(t, "<img"+strings.Repeat(" x", n-1)+" alt='A picture'>", true)
		if told := len(p.Blocks) == 1; told != ok {
			t.Errorf("attribute %d of %q: %d blocks", n, src, len(p.Blocks))
		}
	}
}

// TestSizeOfFrontMatter: what is longer stays as it is, and says why.
func TestSizeOfFrontMatter(t *testing.T) {
	for n, ok := range map[int]bool{mdMaxFront - 1: true, mdMaxFront: true, mdMaxFront + 1: false} {
		p, err := Markdown().Read("---\ntitle: "+strings.Repeat("a", n-len("title: \n"))+"\n---\nText.\n", Options{})
		if err != nil {
			t.Fatal(err)
		}
		refused := strings.Contains(p.Blocks[0].Reason, fmt.Sprintf("it has %d bytes, and the limit is %d", n, mdMaxFront))
		if refused == ok || (p.Meta.Title != "") != ok {
			t.Errorf("%d of %d: %+v", n, mdMaxFront, p.Blocks[0].Reason)
		}
	}
}

// TestLengthOfAPattern and of what may be a string of an interface.
func TestLengthOfAPattern(t *testing.T) {
	for n, ok := range map[int]bool{MaxPattern - 1: true, MaxPattern: true, MaxPattern + 1: false} {
		_, err := NewRule(RuleSpec{ID: "a", Reason: "r", Pattern: strings.Repeat("a", n)})
		if (err == nil) != ok || !ok && !strings.Contains(err.Error(), "it has 1001 bytes and the limit is 1000") {
			t.Errorf("%d of %d: %v", n, MaxPattern, err)
		}
	}
	for n, ok := range map[int]bool{maxUI - 1: true, maxUI: true, maxUI + 1: false} {
		if isUI(strings.Repeat("a", n), func(string) bool { return true }) != ok {
			t.Errorf("%d bytes are looked up: %v", n, !ok)
		}
	}
}
