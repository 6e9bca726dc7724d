package read

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"targman/pipeline/bitext"
)

// mdInline turns the inline nodes of one block into content. Goldmark tells
// where text stands and where a link ends; the marks of emphasis have only
// their length. So the nodes are walked in order, with one offset that moves
// over everything that is passed, and each step checks that it stands where
// it should.
type mdInline struct {
	src   string
	last  map[ast.Node]bitext.Span
	lines *text.Segments
	// at is the offset into src, line the first of lines that may begin after
	// it.
	at    int
	line  int
	text  strings.Builder
	runs  []bitext.Run
	codes []bitext.Code
	ids   int
	// plainEnd is where the last run ended, if it was one that can grow.
	plainEnd int
	// fault says what did not stand where it should.
	fault string
}

// children walks the inline nodes in n.
func (in *mdInline) children(n ast.Node) {
	tags := in.pairTags(n)
	for c := n.FirstChild(); c != nil && in.fault == ""; c = c.NextSibling() {
		in.node(c, tags)
	}
}

func (in *mdInline) node(n ast.Node, tags map[ast.Node]mdTag) {
	switch n := n.(type) {
	case *ast.Text:
		in.words(n)
	case *ast.Emphasis:
		in.marked(n, n.Level)
	case *extast.Strikethrough:
		in.marked(n, in.strikeWidth(n))
	case *ast.Link:
		in.link(n)
	case *ast.Image:
		in.alone(n, "image")
		in.explicit(n)
	case *ast.AutoLink:
		in.alone(n, "link")
	case *ast.CodeSpan, *extast.FootnoteLink:
		in.alone(n, "other")
	case *ast.RawHTML:
		in.tag(n, tags[n])
	default:
		in.fault = fmt.Sprintf("a node of the unknown kind %s", n.Kind())
	}
}

// words adds a text node and the line end after it.
func (in *mdInline) words(n *ast.Text) {
	end := in.at + n.Segment.Stop - n.Segment.Start
	if end > len(in.src) || in.src[in.at:end] != in.src[n.Segment.Start:n.Segment.Stop] {
		in.fault = "text that is not at its place"
		return
	}
	in.plain(end)
	if !n.SoftLineBreak() && !n.HardLineBreak() {
		return
	}
	if next, ok := in.nextLine(); ok {
		between := bitext.Span{Start: in.at, End: next}
		if n.HardLineBreak() {
			in.atomic(bitext.Break, between)
		} else {
			in.atomic(" ", between)
		}
		in.at = next
	}
}

// nextLine is where the words of the next line begin.
func (in *mdInline) nextLine() (int, bool) {
	for ; in.line < in.lines.Len(); in.line++ {
		if start := in.lines.At(in.line).Start; start > in.at {
			return start, true
		}
	}
	return 0, false
}

// marked adds a node between two marks of the given width.
func (in *mdInline) marked(n ast.Node, width int) {
	in.ids++
	id := in.ids
	in.code(bitext.Code{ID: id, Kind: bitext.Open, Type: "fmt"}, in.at+width, "*_~")
	in.children(n)
	if in.fault == "" {
		in.code(bitext.Code{ID: id, Kind: bitext.Close, Type: "fmt"}, in.at+width, "*_~")
	}
}

// strikeWidth is one or two. A run of tildes is never longer, so that another
// strikethrough right at the start takes the second one.
func (in *mdInline) strikeWidth(n ast.Node) int {
	_, nested := n.FirstChild().(*extast.Strikethrough)
	if !nested && strings.HasPrefix(in.src[in.at:], "~~") {
		return 2
	}
	return 1
}

// link adds a link. The label of a reference that is its own text is spelled
// out, so that a changed text keeps its target.
func (in *mdInline) link(n *ast.Link) {
	in.ids++
	id, start := in.ids, in.at
	in.code(bitext.Code{ID: id, Kind: bitext.Open, Type: "link"}, in.at+len("["), "[")
	in.children(n)
	if in.fault != "" {
		return
	}
	label := in.oneLine(bitext.Span{Start: start + len("["), End: in.at})
	in.code(bitext.Code{ID: id, Kind: bitext.Close, Type: "link"}, in.last[n].End, "]")
	if r := n.Reference; r != nil && r.Type != ast.ReferenceLinkFull && in.fault == "" {
		in.codes[len(in.codes)-1].Raw = "][" + label + "]"
	}
}

// explicit spells the label of an image whose label is its own text; what a
// translation puts behind it cannot become its target then.
func (in *mdInline) explicit(n *ast.Image) {
	if r := n.Reference; r != nil && r.Type == ast.ReferenceLinkShortcut && in.fault == "" {
		c := &in.codes[len(in.codes)-1]
		c.Raw += c.Raw[len("!"):]
	}
}

// alone adds something that a reader sees and that is not text.
func (in *mdInline) alone(n ast.Node, kind string) {
	in.ids++
	in.code(bitext.Code{ID: in.ids, Type: kind}, in.last[n].End, "!`<[")
	in.text.WriteString(bitext.Object)
}

// code adds a code that stands from here to end and begins with one of the
// given characters.
func (in *mdInline) code(c bitext.Code, end int, first string) {
	if end <= in.at || end > len(in.src) || strings.IndexByte(first, in.src[in.at]) < 0 {
		in.fault = "a mark that is not at its place"
		return
	}
	c.At, c.Span = in.text.Len(), bitext.Span{Start: in.at, End: end}
	c.Raw = in.oneLine(c.Span)
	in.codes = append(in.codes, c)
	in.at = end
}

// oneLine is what stands in the source, its line ends and what containers put
// before the next line as one space.
func (in *mdInline) oneLine(s bitext.Span) string {
	if strings.IndexByte(s.Of(in.src), '\n') < 0 {
		return s.Of(in.src)
	}
	var parts []string
	for i := range in.lines.Len() {
		l := in.lines.At(i)
		if start, end := max(s.Start, l.Start), min(s.End, l.Stop); start < end {
			parts = append(parts, strings.TrimRight(in.src[start:end], "\r\n"))
		}
	}
	return strings.Join(parts, " ")
}
