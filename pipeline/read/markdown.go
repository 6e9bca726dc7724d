package read

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"targman/pipeline/bitext"
)

// Markdown reads CommonMark (https://spec.commonmark.org/0.31.2/) with the
// tables and the strikethrough of GFM (https://github.github.com/gfm/),
// footnotes, and front matter in YAML or TOML. Code blocks, HTML blocks, link
// reference definitions and thematic breaks are skeleton.
//
// The library only parses. Every block and every inline code is located by its
// byte offsets, so what is outside the blocks is never written anew.
func Markdown() Format {
	return Format{
		Name:       "markdown",
		Extensions: []string{".md", ".markdown"},
		Read: func(src string, _ Options) (Parsed, error) {
			return mdRead(mdParser(), src)
		},
	}
}

func mdRead(p parser.Parser, src string) (Parsed, error) {
	d := &mdDoc{src: src, parser: p, shapes: map[int]mdShape{}, eol: "\n"}
	if strings.Contains(src, "\r\n") {
		d.eol = "\r\n"
	}
	if n := strings.Count(src, "\n"); n > mdMaxAllLines {
		return Parsed{}, fmt.Errorf("parse markdown: found %d lines, expected at most %d: cut the document into several", n, mdMaxAllLines)
	}
	end := d.frontMatter()
	if err := d.body(end); err != nil {
		return Parsed{}, fmt.Errorf("parse markdown: %w", err)
	}
	slices.SortFunc(d.blocks, func(a, b bitext.Block) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	d.firstTitle()
	return Parsed{Blocks: d.blocks, Meta: d.meta, LangSpans: d.lang, Spell: d.spell}, nil
}

// mdDoc is a document on its way through the reader; afterwards it is what
// spell knows about the document.
type mdDoc struct {
	src    string
	parser parser.Parser
	// refs are the link reference definitions, by their normalised label. They
	// are copies: goldmark's own would keep the whole tree in memory.
	refs   map[string]parser.Reference
	meta   bitext.Meta
	lang   []bitext.Span
	blocks []bitext.Block
	// shapes say how each block is spelled, by the start of its span.
	shapes map[int]mdShape
	// fenced says that the document begins like front matter but has none, so
	// that no line may look like a key.
	fenced bool
	// eol is the line end of the document.
	eol string
	// title is the text of the first heading of the first level.
	title string
}

// mdForm is a place in a document with rules of its own for spelling.
type mdForm uint8

const (
	// mdFlow is a paragraph, also in a list item or a quote.
	mdFlow mdForm = iota
	// mdSetext is a heading that is underlined.
	mdSetext
	// mdATX is a heading that begins with number signs.
	mdATX
	// mdCell is the cell of a table.
	mdCell
	// mdAlt is the text of an image.
	mdAlt
	// mdYAML and mdTOML are values in front matter.
	mdYAML
	mdTOML
)

// oneLine says that the form cannot hold a line end.
func (f mdForm) oneLine() bool { return f == mdATX || f == mdCell || f == mdAlt }

// mdShape is how a block is spelled.
type mdShape struct {
	form mdForm
	// head is where the words of the first line begin, into the source.
	head int
	// tail follows the text of a block: what makes a reference explicit that
	// was the text itself, or the line ends of a front matter value.
	tail string
	// defined says that a link definition stands right before.
	defined bool
	// flush says that nothing stands before the block in its line but what
	// containers put there.
	flush bool
}

// body parses what follows the front matter.
func (d *mdDoc) body(start int) error {
	source := []byte(d.src)
	// Blank lines in place of the front matter keep every offset.
	for i := range start {
		source[i] = '\n'
	}
	trail := newMDTrail()
	pc := parser.NewContext()
	pc.Set(mdTrailKey, trail)
	root := d.parser.Parse(text.NewReader(source), parser.WithContext(pc))
	if trail.at >= 0 {
		return fmt.Errorf("line %d: %s", mdLine(d.src, trail.at), trail.fault)
	}
	d.refs = map[string]parser.Reference{}
	for _, r := range pc.References() {
		d.refs[util.ToLinkReference(r.Label())] = parser.NewReference(r.Label(), r.Destination(), r.Title())
	}
	return d.walk(root, trail)
}

// firstTitle takes the first heading of the first level for the title of a
// document whose front matter names none.
func (d *mdDoc) firstTitle() {
	if d.meta.Title == "" {
		d.meta.Title = d.title
	}
}
