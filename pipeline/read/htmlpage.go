package read

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"targman/pipeline/bitext"
)

// maxOpen is how many open elements are kept in mind; it is what the parser of
// x/net/html takes. Deeper ones hand down nothing.
const maxOpen = 512

// page is a walk over the tags and texts of a page. It builds no tree, so that
// every byte keeps its place, whatever the nesting.
type page struct {
	src string
	// xml pages are XHTML: "/>" closes any element.
	xml bool
	// open are the open elements, outermost first.
	open []frame
	// sealed is the place in open of the element whose content is not read, or
	// -1.
	sealed int
	// flow is the text that is being gathered: what stands between two
	// boundaries.
	flow []item
	// tags are the start tags by their number; the one at 0 stands for none.
	tags []tagPlace
	// ends counts the end tags.
	ends int
	// marked is a copy of the page for the extractor; nil where none is made.
	marked *marked
	blocks []pageBlock
	head   pageHead
	langs  []langAttr
	// quotes and titles are for the speller.
	quotes map[int]byte
	titles map[int]bool
}

// tagPlace is a start tag by its place in the page.
type tagPlace struct {
	name, class string
	// parent is the number of the tag of the element that it stands in, or 0.
	parent int
}

// langAttr is the language attribute of the tag with the given number.
type langAttr struct {
	tag   int
	value bitext.Span
}

func newPage(src string) *page {
	return &page{
		src: src, xml: strings.HasPrefix(src, "<?xml"), sealed: -1,
		tags: make([]tagPlace, 1, 8+len(src)/50), blocks: make([]pageBlock, 0, 8+len(src)/150),
		quotes: map[int]byte{}, titles: map[int]bool{},
	}
}

// walk goes over the page once, until it is too much.
func (p *page) walk(o Options) error {
	z := html.NewTokenizer(strings.NewReader(p.src))
	z.SetMaxBuf(maxToken + 1) // it gives up at that
	for at := 0; ; {
		token := z.Next()
		span := bitext.Span{Start: at, End: at + len(z.Raw())}
		switch token {
		case html.ErrorToken:
			if errors.Is(z.Err(), html.ErrBufferExceeded) {
				return fmt.Errorf("line %d: found a tag, script or text of more than %d bytes, expected less", 1+strings.Count(p.src[:at], "\n"), maxToken)
			}
			p.closeTo(0, at)
			p.flush()
			return p.fault(o, at)
		case html.TextToken:
			p.text(span)
		case html.StartTagToken, html.SelfClosingTagToken:
			t := readTag(p.src, span)
			t.closed = token == html.SelfClosingTagToken
			if p.start(&t) {
				z.NextIsNotRawText()
			}
		case html.EndTagToken:
			p.ends++
			p.end(readTag(p.src, span))
		default:
			p.add(item{sort: isUnseen, span: span})
		}
		if err := p.fault(o, at); err != nil {
			return err
		}
		at = span.End
	}
}

// fault says which limit the page is beyond.
func (p *page) fault(o Options, at int) error {
	line := func() int { return 1 + strings.Count(p.src[:at], "\n") }
	switch {
	case len(p.tags)-1+p.ends > maxTags: // the first stands for none
		return fmt.Errorf("line %d: found more than %d tags, expected a page with less", line(), maxTags)
	case len(p.flow) > maxFlow:
		return fmt.Errorf("line %d: found more than %d tags and texts in one paragraph, expected less", line(), maxFlow)
	}
	return o.admit(len(p.blocks))
}

// add puts an item into the flow, but not what stands in an opaque element.
func (p *page) add(it item) {
	if p.sealed < 0 {
		it.scope, it.tag, it.kind = p.scope(), p.tag(), p.kind()
		p.flow = append(p.flow, it)
	}
}

func (p *page) text(span bitext.Span) {
	switch {
	case p.sealed >= 0:
		p.head.text(span.Of(p.src))
	case len(p.flow) > 0 || strings.Trim(span.Of(p.src), htmlSpace) != "":
		p.add(item{sort: isText, span: span})
	}
}

// scope is what the innermost open element hands down.
func (p *page) scope() scope {
	if n := len(p.open); n > 0 {
		return p.open[n-1].scope
	}
	return scope{}
}

// tag is the number of the innermost open element, or 0.
func (p *page) tag() int {
	if n := len(p.open); n > 0 {
		return p.open[n-1].tag
	}
	return 0
}

// kind is that of a block at this place.
func (p *page) kind() bitext.Kind {
	if n := len(p.open); n > 0 {
		return p.open[n-1].kind
	}
	return bitext.Paragraph
}

// start takes a start tag; it says whether the element is closed at once.
func (p *page) start(t *htmlTag) (closed bool) {
	e := elements[t.name]
	number := len(p.tags)
	if p.sealed < 0 && e.boundary() {
		p.imply(e, t.span.Start)
		p.flush()
	}
	p.tags = append(p.tags, tagPlace{name: t.name, class: t.value(p.src, "class"), parent: p.tag()})
	p.marked.mark(p.src, t, number, p.xml)
	p.head.tag(p.src, t, number)
	f := p.frame(t, e, number)
	closed = e.void || t.closed && (p.xml || f.foreign)
	if p.sealed < 0 {
		p.place(t, f, closed)
	}
	if !closed {
		p.push(f)
	}
	return closed
}

// frame is the element that the tag opens.
func (p *page) frame(t *htmlTag, e element, number int) frame {
	f := frame{name: t.name, element: e, tag: number}
	f.scope = p.scope().of(p.src, t, e)
	f.kind = e.kindIn(t.name, p.kind())
	f.foreign = t.name == "svg" || t.name == "math"
	if n := len(p.open); n > 0 {
		f.foreign = f.foreign || p.open[n-1].foreign
	}
	return f
}

// place puts what a start tag means for the text into the flow or beside it.
func (p *page) place(t *htmlTag, f frame, closed bool) {
	it := item{sort: isOpening, span: t.span, name: t.name, scope: f.scope, tag: f.tag, kind: f.kind}
	it.labels = p.labels(t, &f)
	switch {
	case f.boundary():
		p.blocks = append(p.blocks, it.labels...)
		p.noteLang(t, f.tag)
		return
	case t.name == "br":
		it.sort = isBreak
	case f.flow == flowObject && !(t.name == "input" && lowerASCII(t.value(p.src, "type")) == "hidden"):
		it.sort = isSeen
	case f.opaque(), closed:
		it.sort = isUnseen
	}
	p.flow = append(p.flow, it)
}

// noteLang remembers where a block says its language.
func (p *page) noteLang(t *htmlTag, number int) {
	for _, a := range t.attrs {
		if (a.name == "lang" || a.name == "xml:lang") && a.value.Len() > 0 {
			p.langs = append(p.langs, langAttr{number, a.value})
		}
	}
}

// push opens an element. Beyond the depth limit only an opaque one is opened,
// lest a script be read as text.
func (p *page) push(f frame) {
	seals := p.sealed < 0 && f.opaque()
	if len(p.open) >= maxOpen && !seals {
		return
	}
	if seals {
		p.sealed = len(p.open)
	}
	p.open = append(p.open, f)
}

// imply ends the elements that the start tag of e ends without saying so.
func (p *page) imply(e element, at int) {
	to := len(p.open)
	for i := len(p.open) - 1; i >= 0; i-- {
		f := &p.open[i]
		switch {
		case slices.Contains(e.closes, f.name):
			to = i
		case slices.Contains(e.within, f.name), e.within == nil && f.boundary():
			i = 0
		}
	}
	p.closeTo(to, at)
}

// closeTo ends the open elements from the given place on; at is where in the
// page.
func (p *page) closeTo(to, at int) {
	if p.sealed >= to {
		if f := p.open[p.sealed]; f.flow != flowSkeleton && len(p.flow) > 0 {
			p.flow[len(p.flow)-1].span.End = at
		}
		p.sealed = -1
	}
	p.open = p.open[:to]
}

// end takes an end tag, even one that ends nothing.
func (p *page) end(t htmlTag) {
	i := len(p.open) - 1
	for i >= 0 && p.open[i].name != t.name {
		i--
	}
	switch {
	case p.sealed >= 0 && i < 0:
	case p.sealed >= 0 && i > p.sealed:
		p.open = p.open[:i]
	case p.sealed >= 0 && i == p.sealed:
		p.closeTo(i, t.span.End)
	case elements[t.name].boundary():
		if i >= 0 {
			p.closeTo(i, t.span.Start)
		}
		p.flush()
	default:
		p.endInline(&t, i)
	}
}

// endInline takes the end tag of the inline element at the given place in
// open, or of none. Blocks that were opened in the element go on without it.
func (p *page) endInline(t *htmlTag, i int) {
	if p.sealed >= 0 {
		p.closeTo(p.sealed, t.span.Start)
	}
	it := item{sort: isClosing, span: t.span, name: t.name, scope: p.scope(), kind: p.kind()}
	if i >= 0 {
		it.scope = p.open[i].scope
		if slices.ContainsFunc(p.open[i:], func(f frame) bool { return f.boundary() }) {
			p.open = slices.Delete(p.open, i, i+1)
		} else {
			p.closeTo(i, t.span.Start)
		}
	}
	p.flow = append(p.flow, it)
}
