package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"targman/pipeline/bitext"
)

// mdStyle is a way to spell content, from the one that reads best to the one
// that is safest.
type mdStyle struct {
	// swap writes asterisks for underscores that would not mark emphasis at
	// their place, such as inside a word.
	swap bool
	// pad writes the letter beside a mark as a reference where the mark would
	// not be one otherwise (spec, 6.2: left-flanking and right-flanking).
	pad bool
	// strict escapes every character that is markup anywhere.
	strict bool
	// html writes tags for the marks of emphasis and for line breaks: a tag that
	// is all of the first line would begin an HTML block (spec, 4.6).
	html bool
}

var mdStyles = []mdStyle{
	{},
	{swap: true},
	{swap: true, pad: true},
	{swap: true, pad: true, strict: true},
	{html: true, strict: true},
}

// spell writes content as it has to stand at the block. It takes the first
// style that reads back as the same content; content that cannot be spelled,
// such as a code that opens and never closes, gets the last.
//
// It may be called from several goroutines.
func (d *mdDoc) spell(b *bitext.Block, c bitext.Content) string {
	shape, known := d.shapes[b.Span.Start]
	c = mdInside(c)
	c = mdCut(c, mdEdges(c))
	switch {
	case !known:
		return c.Text
	case shape.form == mdYAML || shape.form == mdTOML:
		return mdValue(b.Span.Of(d.src), shape.form, c.Text+shape.tail)
	case len(c.Codes) == 0 && !d.fenced && mdPlain(c.Text):
		return c.Text + shape.tail
	}
	w := d.writer(b, shape, c)
	last := ""
	for i, style := range mdStyles {
		probe := w.write(style, true)
		if i > 0 && probe == last {
			continue
		}
		if d.readsAs(probe, shape.form, c) {
			return w.write(style, false) + shape.tail
		}
		last = probe
	}
	return w.write(mdStyles[len(mdStyles)-1], false) + shape.tail
}

// mdPlain says that the text begins with a letter and holds no character that
// could be markup, so that there is nothing to try out.
func mdPlain(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(first) && !strings.ContainsAny(s, mdControls+"\\`*_[]<>&~!|#+=")
}

// mdControls are the control characters of ASCII.
const mdControls = "\x00\x01\x02\x03\x04\x05\x06\x07\b\t\n\v\f\r\x0E\x0F" +
	"\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F"

// readsAs says whether the spelling, in a place of the given form, reads as
// the content.
func (d *mdDoc) readsAs(s string, form mdForm, c bitext.Content) bool {
	before, after := mdAround(form)
	src := before + s + after + mdNotes(c)
	trail := newMDTrail()
	pc := mdEcho{Context: parser.NewContext(), refs: d.refs}
	pc.Set(mdTrailKey, trail)
	n := mdOnly(d.parser.Parse(text.NewReader([]byte(src)), parser.WithContext(pc)), form)
	if n == nil || trail.at >= 0 {
		return false
	}
	in := &mdInline{src: src, last: trail.last, lines: mdLines(n), at: len(before)}
	if in.lines.Len() == 0 || form != mdAlt && in.lines.At(0).Start != in.at {
		return false
	}
	in.children(n)
	return in.fault == "" && mdSame(in.block("", bitext.Span{Start: len(before), End: in.at}).Content, c)
}

// mdEcho is the context of a few words that stand in a larger document: they
// may refer to its link definitions.
type mdEcho struct {
	parser.Context
	refs map[string]parser.Reference
}

// Reference is part of parser.Context.
func (e mdEcho) Reference(label string) (parser.Reference, bool) {
	r, ok := e.refs[label]
	return r, ok
}

// mdAround is the smallest document around words of the given form.
func mdAround(form mdForm) (before, after string) {
	switch form {
	case mdSetext:
		return "", "\n==="
	case mdATX:
		return "# ", ""
	case mdCell:
		return "|", "|\n|-|"
	case mdAlt:
		return "![", "](x)"
	}
	return "", ""
}

// mdNotes defines the footnotes that the content refers to.
func mdNotes(c bitext.Content) string {
	var out strings.Builder
	for _, k := range c.Codes {
		if k.Kind == bitext.Alone && strings.HasPrefix(k.Raw, "[^") {
			out.WriteString("\n\n" + k.Raw + ": x")
		}
	}
	return out.String()
}

// mdOnly returns the node of the given form that a small document consists of,
// or nil if it consists of something else.
func mdOnly(root ast.Node, form mdForm) ast.Node {
	n := root.FirstChild()
	if n == nil {
		return nil
	}
	if _, notes := n.NextSibling().(*extast.FootnoteList); n.NextSibling() != nil && !notes {
		return nil
	}
	var ok bool
	switch form {
	case mdFlow:
		_, ok = n.(*ast.Paragraph)
	case mdSetext, mdATX:
		_, ok = n.(*ast.Heading)
	case mdCell:
		if _, ok = n.(*extast.Table); ok && n.ChildCount() == 1 && n.FirstChild().ChildCount() == 1 {
			return n.FirstChild().FirstChild()
		}
		return nil
	case mdAlt:
		if p, isFlow := n.(*ast.Paragraph); isFlow && p.ChildCount() == 1 {
			n = p.FirstChild()
			_, ok = n.(*ast.Image)
		}
	}
	if !ok {
		return nil
	}
	return n
}

// mdLines are the lines of the block that holds n.
func mdLines(n ast.Node) *text.Segments {
	for n.Type() != ast.TypeBlock {
		n = n.Parent()
	}
	return n.Lines()
}

// mdSame says that both contents have the same text and the same codes in the
// same places, whatever the numbers of the codes. The marks of emphasis may be
// others than they were.
func mdSame(got, want bitext.Content) bool {
	if got.Text != want.Text || len(got.Codes) != len(want.Codes) {
		return false
	}
	number := map[int]int{}
	for i, g := range got.Codes {
		w := want.Codes[i]
		if n, seen := number[w.ID]; seen && n != g.ID {
			return false
		}
		number[w.ID] = g.ID
		if g.Kind != w.Kind || g.At != w.At || !mdIsMark(w) && g.Raw != w.Raw {
			return false
		}
	}
	return true
}
