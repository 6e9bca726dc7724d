package read

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// The limits keep the time for a document in proportion to its length: some
// steps of parsing look back over the marks, the lines or the containers
// before. No article that a person wrote comes near them.
const (
	// mdMaxNesting is how deep lists, quotes and footnotes may stand in each
	// other.
	mdMaxNesting = 100
	// mdMaxMarks is the number of marks (* _ ~ ` [ ] < !) in one paragraph.
	mdMaxMarks = 2000
	// mdMaxParagraph is the length of one paragraph in bytes.
	mdMaxParagraph = 1 << 20
	// mdMaxLines is the number of lines of one paragraph or table.
	mdMaxLines = 10_000
	// mdMaxCells is the number of cells of one table; short rows are filled up.
	mdMaxCells = 200_000
	// mdMaxAllLines is the number of lines of a document: each may be a node, or
	// several, of the tree.
	mdMaxAllLines = 200_000
	// mdMaxFootnotes is the number of footnotes of one document.
	mdMaxFootnotes = 2000
)

// admit counts a mark. It refuses once the paragraph has too many, or is too
// long.
func (t *mdTrail) admit(parent ast.Node, block text.Reader, at int) bool {
	if t.at >= 0 {
		return false
	}
	if t.block != parent {
		t.block, t.marks, t.mark = parent, 0, -1
		if n := mdLength(parent, block.Source()); n > mdMaxParagraph {
			t.fail(at, mdTooLong(n))
			return false
		}
	}
	if t.mark == at {
		// Another parser for the same character.
		return true
	}
	line, _ := block.PeekLine()
	t.mark = at
	t.marks++
	for i := 1; i < len(line) && line[i] == line[0]; i++ {
		t.marks++
	}
	if t.marks > mdMaxMarks {
		t.fail(at, fmt.Sprintf("more than %d marks (* _ ~ ` [ ] < !) in one paragraph: cut it into several", mdMaxMarks))
	}
	return t.at < 0
}

func mdTooLong(n int) string {
	return fmt.Sprintf("a paragraph of %d bytes, and the limit is %d: cut it into several with blank lines", n, mdMaxParagraph)
}

// mdLength is the number of bytes of a block from its first line to the end of its
// last one.
func mdLength(n ast.Node, source []byte) int {
	if n.Type() != ast.TypeBlock || n.Lines().Len() == 0 {
		return 0
	}
	from, to := n.Lines().At(0).Start, n.Lines().At(n.Lines().Len()-1).Stop
	return len(bytes.TrimRight(source[from:to], "\r\n"))
}

// mdParagraphLimit removes a paragraph that is beyond the limits before the
// costly transformers see it. The document is refused in the end.
type mdParagraphLimit struct{}

// Transform is part of parser.ParagraphTransformer.
func (mdParagraphLimit) Transform(p *ast.Paragraph, r text.Reader, pc parser.Context) {
	t, lines := mdTrailOf(pc), p.Lines()
	if lines.Len() == 0 {
		return
	}
	start, length := lines.At(0).Start, mdLength(p, r.Source())
	switch {
	case length > mdMaxParagraph:
		t.fail(start, mdTooLong(length))
	case lines.Len() > mdMaxLines:
		t.fail(start, fmt.Sprintf("a paragraph or table of %d lines, and the limit is %d: cut it into several", lines.Len(), mdMaxLines))
	case mdCells(lines, r.Source()) > mdMaxCells:
		t.fail(start, fmt.Sprintf("a table of more than %d cells: cut it into several", mdMaxCells))
	}
	if t.at >= 0 {
		p.Parent().RemoveChild(p.Parent(), p)
	}
}

// mdCells is the number of cells that the paragraph has if it is a table.
func mdCells(lines *text.Segments, source []byte) int {
	for i := range lines.Len() {
		s := lines.At(i)
		row := source[s.Start:s.Stop]
		if len(bytes.Trim(row, "-:| \t\r\n\v\f")) == 0 {
			return (1 + bytes.Count(row, []byte("|"))) * lines.Len()
		}
	}
	return 0
}

// mdNest refuses containers that stand too deep in others.
type mdNest struct{ parser.BlockParser }

// Open is part of parser.BlockParser.
func (n mdNest) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for p := parent; p != nil; p = p.Parent() {
		if k := p.Kind(); k != ast.KindList && k != ast.KindDocument { // a list is in its items
			depth++
		}
	}
	line, at := r.Position()
	node, state := n.BlockParser.Open(parent, r, pc)
	if node == nil || depth < mdMaxNesting {
		return node, state
	}
	r.SetPosition(line, at)
	mdTrailOf(pc).fail(at.Start, fmt.Sprintf("lists and quotes more than %d deep: flatten them", mdMaxNesting))
	return nil, parser.NoChildren
}

// mdFootnotes refuses a document with too many footnotes: each reference looks
// through all of them.
type mdFootnotes struct{ parser.BlockParser }

// Open is part of parser.BlockParser.
func (f mdFootnotes) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, at := r.Position()
	n, state := f.BlockParser.Open(parent, r, pc)
	if n == nil {
		return n, state
	}
	t := mdTrailOf(pc)
	if t.notes++; t.notes > mdMaxFootnotes {
		t.fail(at.Start, fmt.Sprintf("more than %d footnotes: cut the document into several", mdMaxFootnotes))
	}
	return n, state
}
