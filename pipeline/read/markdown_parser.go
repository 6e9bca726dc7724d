package read

import (
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	gmext "github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"targman/pipeline/bitext"
)

// mdParser is goldmark with its extensions, every inline parser inside an
// mdRecorder and every container inside an mdNest. The priorities are
// goldmark's own.
//
// The transformers of the extensions stay out: the one of footnotes drops
// those that nothing refers to, and the one of tables cuts code spans.
//
// It is made once: that takes longer than to parse an article, and it can be
// used from several goroutines.
var mdParser = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(mdBlockParsers()...),
		parser.WithInlineParsers(mdInlineParsers()...),
		parser.WithParagraphTransformers(
			util.Prioritized(mdParagraphLimit{}, 50),
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(gmext.NewTableParagraphTransformer(), 200),
		),
	)
})

func mdBlockParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(mdNest{parser.NewListParser()}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(mdNest{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(mdNest{mdFootnotes{gmext.NewFootnoteBlockParser()}}, 999),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
}

func mdInlineParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(mdRecorder{parser.NewCodeSpanParser()}, 100),
		util.Prioritized(mdRecorder{gmext.NewFootnoteParser()}, 101),
		util.Prioritized(mdRecorder{parser.NewLinkParser()}, 200),
		util.Prioritized(mdRecorder{parser.NewAutoLinkParser()}, 300),
		util.Prioritized(mdRecorder{parser.NewRawHTMLParser()}, 400),
		util.Prioritized(mdRecorder{parser.NewEmphasisParser()}, 500),
		util.Prioritized(mdRecorder{gmext.NewStrikethroughParser()}, 500),
	}
}

var mdTrailKey = parser.NewContextKey()

// mdTrail is what the wrapped parsers note down, because goldmark's nodes do
// not say where they end.
type mdTrail struct {
	// last is where the parser stood when it finished a node, and where it
	// then went on: the closing part of a link, the whole of a code span.
	last map[ast.Node]bitext.Span
	// block is the one whose inlines are being parsed, marks the number of
	// marks that were met in it, mark where the last one stands.
	block       ast.Node
	marks, mark int
	// notes is the number of footnotes.
	notes int
	// at is where in the source a limit was exceeded, or -1, and fault says
	// which one.
	at    int
	fault string
}

func newMDTrail() *mdTrail { return &mdTrail{last: map[ast.Node]bitext.Span{}, at: -1} }

// fail notes the first limit that was exceeded.
func (t *mdTrail) fail(at int, fault string) {
	if t.at < 0 {
		t.at, t.fault = at, fault
	}
}

func mdTrailOf(pc parser.Context) *mdTrail { return pc.Get(mdTrailKey).(*mdTrail) }

// mdRecorder notes where each inline node ends, and counts the marks.
type mdRecorder struct{ parser.InlineParser }

// Parse is part of parser.InlineParser.
func (r mdRecorder) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	t := mdTrailOf(pc)
	_, before := block.Position()
	if !t.admit(parent, block, before.Start) {
		return nil
	}
	n := r.InlineParser.Parse(parent, block, pc)
	switch n.(type) {
	case *ast.Link, *ast.Image, *ast.CodeSpan, *ast.AutoLink, *ast.RawHTML, *extast.FootnoteLink:
		_, after := block.Position()
		t.last[n] = bitext.Span{Start: before.Start, End: after.Start}
	}
	return n
}

// CloseBlock is part of parser.CloseBlocker.
func (r mdRecorder) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := r.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, block, pc)
	}
}

// mdLine is the number of the line that holds the offset, from 1.
func mdLine(src string, at int) int { return 1 + strings.Count(src[:min(at, len(src))], "\n") }
