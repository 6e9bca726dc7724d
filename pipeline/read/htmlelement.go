package read

import (
	"strings"

	"targman/pipeline/bitext"
)

// element says how the text in and around an element is read. The zero value
// is an inline element, which goes for unknown ones too.
type element struct {
	flow flow
	// void elements have no end tag.
	void bool
	// kind is that of the blocks in it; empty to take over the parent's.
	kind bitext.Kind
	// code is the type of the inline code, in the words of XLIFF; empty is
	// "other".
	code string
	// closes are the open elements that its start tag ends, looked for inside
	// the nearest of within.
	closes, within []string
}

// flow is what an element does to the text around it.
type flow uint8

const (
	// Elements that are none of these are inline: they stand in a text as an
	// opening and a closing code.
	_ flow = iota
	// flowBlock elements begin a text of their own.
	flowBlock
	// flowObject elements stand in a text as one code that a reader sees; what is
	// in them is not read.
	flowObject
	// flowHidden elements are the same, but a reader sees nothing.
	flowHidden
	// flowSkeleton elements are blocks whose content is not read.
	flowSkeleton
	// flowLiteral elements are inline, and their text is left as it is.
	flowLiteral
)

// elements are the elements of https://html.spec.whatwg.org/#elements-3 and
// the obsolete ones of section 16.2 that are not plainly inline. Button, label
// and the like are blocks here: their text is a string by itself.
var elements = byName(map[string]element{
	"h1 h2 h3 h4 h5 h6": {flow: flowBlock, kind: bitext.Headline, closes: []string{"p"}},
	"title":             {flow: flowBlock, kind: bitext.Headline},
	"figcaption":        {flow: flowBlock, kind: bitext.Caption, closes: []string{"p"}},
	"caption":           {flow: flowBlock, kind: bitext.Caption},
	"blockquote":        {flow: flowBlock, kind: bitext.Quote, closes: []string{"p"}},

	// Sections do not hand down the kind of what they stand in, divisions do.
	"article aside footer header main nav section form table dialog fieldset search": {flow: flowBlock,
		kind: bitext.Paragraph, closes: []string{"p"}},
	"p address center details dir div dl figure hgroup menu ol summary ul": {flow: flowBlock, closes: []string{"p"}},
	"body":               {flow: flowBlock, kind: bitext.Paragraph, closes: []string{"head"}},
	"html head frameset": {flow: flowBlock},
	"hr frame":           {flow: flowBlock, void: true, closes: []string{"p"}},

	"li":    {flow: flowBlock, kind: bitext.ListItem, closes: []string{"li", "p"}, within: []string{"ul", "ol", "menu", "td", "th"}},
	"dt dd": {flow: flowBlock, kind: bitext.ListItem, closes: []string{"dt", "dd", "p"}, within: []string{"dl", "td", "th"}},
	"td th": {flow: flowBlock, kind: bitext.Cell, closes: []string{"td", "th"}, within: []string{"tr", "table"}},
	"tr":    {flow: flowBlock, closes: []string{"tr", "caption"}, within: []string{"table"}},
	"tbody thead tfoot": {flow: flowBlock, closes: []string{"tbody", "thead", "tfoot", "tr", "caption"},
		within: []string{"table"}},

	"button":                       {flow: flowBlock, kind: bitext.Paragraph},
	"label legend select optgroup": {flow: flowBlock},
	"option":                       {flow: flowBlock, closes: []string{"option"}, within: []string{"select"}},

	"pre listing xmp plaintext": {flow: flowSkeleton, closes: []string{"p"}},
	"textarea":                  {flow: flowSkeleton},

	"img":         {flow: flowObject, void: true, code: "image"},
	"input embed": {flow: flowObject, void: true},
	"svg canvas":  {flow: flowObject, code: "image"},
	"applet audio iframe math meter object progress video": {flow: flowObject},

	"area base basefont bgsound col keygen link meta param source track wbr": {flow: flowHidden, void: true},
	"datalist noembed noframes noscript script style template":               {flow: flowHidden},

	"code kbd samp var": {flow: flowLiteral},
	"br":                {void: true},
	"a":                 {code: "link"},
	"q cite":            {code: "quote"},
	"picture":           {code: "image"},
	"b big del em font i ins mark s small strike strong sub sup tt u": {code: "fmt"},
})

// byName gives each of the names in a key an entry of its own.
func byName(groups map[string]element) map[string]element {
	out := map[string]element{}
	for names, e := range groups {
		for _, name := range strings.Fields(names) {
			out[name] = e
		}
	}
	return out
}

// kindIn is the kind of the blocks in an element that stands in blocks of the
// parent's kind. A paragraph in a cell is a paragraph: old pages lay out whole
// articles in tables.
func (e element) kindIn(name string, parent bitext.Kind) bitext.Kind {
	switch {
	case e.kind != "":
		return e.kind
	case name == "p" && parent == bitext.Cell:
		return bitext.Paragraph
	}
	return parent
}

// boundary says that text before and after the tag is not one text.
func (e element) boundary() bool { return e.flow == flowBlock || e.flow == flowSkeleton }

// opaque says that what is in the element is not read.
func (e element) opaque() bool {
	return e.flow == flowObject || e.flow == flowHidden || e.flow == flowSkeleton
}
