package read

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"targman/pipeline/bitext"
)

// walk collects the blocks below n. The nesting is limited by mdMaxNesting.
func (d *mdDoc) walk(n ast.Node, t *mdTrail) error {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() != ast.TypeBlock || c.IsRaw() {
			continue
		}
		if err := d.inlines(c, t); err != nil {
			return err
		}
		if err := d.walk(c, t); err != nil {
			return err
		}
	}
	return nil
}

// inlines adds the block that n is, if it holds text.
func (d *mdDoc) inlines(n ast.Node, t *mdTrail) error {
	kind, form, ok := d.place(n)
	if !ok || n.FirstChild() == nil || n.FirstChild().Type() != ast.TypeInline {
		return nil
	}
	lines := n.Lines()
	head := lines.At(0).Start
	if images := mdImages(n); images != nil {
		return d.captions(n, images, t)
	}
	in := &mdInline{src: d.src, last: t.last, lines: lines, at: head}
	in.children(n)
	if in.fault != "" {
		return in.lost()
	}
	shape := mdShape{form: form, head: head, defined: mdDefined(n)}
	// A row need not begin with a bar.
	shape.flush = !form.oneLine() || form == mdCell && !strings.Contains(d.before(head), "|")
	d.add(in.block(kind, bitext.Span{Start: head, End: lines.At(lines.Len() - 1).Stop}), shape)
	if h, ok := n.(*ast.Heading); ok && h.Level == 1 && d.title == "" {
		d.title = strings.TrimSpace(strings.ReplaceAll(in.text.String(), bitext.Object, ""))
	}
	return nil
}

// lost is the error for a node that does not stand where the walk is. It is a
// fault of this reader, never of the document.
func (in *mdInline) lost() error {
	return fmt.Errorf("%w: line %d: %s", errFault, mdLine(in.src, in.at), in.fault)
}

// place says what part a node with inline children plays, and where it stands.
func (d *mdDoc) place(n ast.Node) (bitext.Kind, mdForm, bool) {
	switch n.(type) {
	case *ast.Heading:
		// Only in this form do number signs stand before the words.
		if n.Lines().Len() > 0 && strings.HasSuffix(strings.TrimRight(d.before(n.Lines().At(0).Start), " \t\r\v\f"), "#") {
			return bitext.Headline, mdATX, true
		}
		return bitext.Headline, mdSetext, true
	case *extast.TableCell:
		return bitext.Cell, mdCell, true
	case *ast.Paragraph, *ast.TextBlock:
		return mdContainer(n), mdFlow, true
	}
	return "", 0, false
}

// mdContainer is the kind that the nearest container gives a paragraph.
func mdContainer(n ast.Node) bitext.Kind {
	for p := n.Parent(); p != nil; p = p.Parent() {
		switch p.(type) {
		case *ast.Blockquote:
			return bitext.Quote
		case *ast.ListItem:
			return bitext.ListItem
		}
	}
	return bitext.Paragraph
}

// mdDefined says that the lines above the block are a link definition.
func mdDefined(n ast.Node) bool {
	p := n.PreviousSibling()
	return p != nil && p.Kind() == ast.KindLinkReferenceDefinition
}

// before is what stands before the offset in its line.
func (d *mdDoc) before(at int) string {
	return d.src[strings.LastIndexByte(d.src[:at], '\n')+1 : at]
}

// add keeps a block if a reader sees words in it.
func (d *mdDoc) add(b bitext.Block, s mdShape) {
	if strings.TrimSpace(strings.ReplaceAll(b.Text, bitext.Object, "")) == "" {
		return
	}
	d.blocks = append(d.blocks, b)
	d.shapes[b.Span.Start] = s
}

// mdImages returns the images of a block that holds nothing else, but for
// links around single images. It returns nil for any other block.
func mdImages(n ast.Node) []*ast.Image {
	var images []*ast.Image
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image:
			images = append(images, c)
		case *ast.Link:
			image, ok := c.FirstChild().(*ast.Image)
			if !ok || c.ChildCount() != 1 {
				return nil
			}
			images = append(images, image)
		case *ast.Text:
			if c.Segment.Len() > 0 {
				return nil
			}
		default:
			return nil
		}
	}
	return images
}

// captions adds the texts of images that stand alone.
func (d *mdDoc) captions(n ast.Node, images []*ast.Image, t *mdTrail) error {
	for _, image := range images {
		start, last := image.Pos()+len("!["), t.last[image]
		in := &mdInline{src: d.src, last: t.last, lines: n.Lines(), at: start}
		in.children(image)
		if in.fault != "" {
			return in.lost()
		}
		span, tail := bitext.Span{Start: start, End: last.Start}, ""
		if r := image.Reference; r != nil && r.Type != ast.ReferenceLinkFull {
			tail = "][" + in.oneLine(span)
		}
		b := in.block(bitext.Caption, span)
		if r := image.Reference; r != nil && r.Type == ast.ReferenceLinkCollapsed {
			b.Span.End = last.End - len("]")
		}
		d.add(b, mdShape{form: mdAlt, head: start, tail: tail})
	}
	return nil
}
