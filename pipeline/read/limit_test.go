package read

import (
	"fmt"
	"strings"
	"testing"
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
		{"tags", "a.html", maxTags - 1, func(n int) string { return rep("<p>", n) + "a" }, "line 1: found more than 400000 tags"},
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
		{"depth", "a.xlf", maxXMLDepth - 5, func(n int) string { return xliff(unit(rep("<g>", n) + "a" + rep("</g>", n))) }, "found elements nested deeper than 200"},
		{"codes", "a.xlf", maxXLIFFCodes, func(n int) string { return xliff(unit("a" + rep("<x/>", n))) }, "found more than 1000 inline codes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := Options{MaxSegments: 10, WholeDocument: true}
			if c.limit > maxXMLAttributes {
				o.MaxSegments = 0
			}
			if strings.HasPrefix(c.name, "bytes") {
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
