package split

import (
	"regexp"
	"strconv"
	"strings"

	"targman/pipeline/bitext"
)

// token is one piece of the markup that the tests write blocks in: <b> and
// </b> around text, <x/> for a code that stands alone, <img/> for an object,
// and & for an entity that stands for itself.
var token = regexp.MustCompile(`<b>|</b>|<i>|</i>|<x/>|<img/>|&amp;|(?s:.)`)

// article makes an article of blocks written in markup, with text of the page
// around each.
func article(markup ...string) *bitext.Article {
	art := &bitext.Article{}
	for _, m := range markup {
		art.Source += "<p>"
		art.Blocks = append(art.Blocks, block(m, len(art.Source)))
		art.Source += m + "</p>"
	}
	return art
}

// block reads markup that stands at the given offset of the source.
func block(markup string, offset int) bitext.Block {
	b := bitext.Block{Kind: bitext.Paragraph, Span: bitext.Span{Start: offset, End: offset + len(markup)}}
	var text strings.Builder
	open := map[string][]int{}
	ids := 0
	code := func(kind bitext.CodeKind, id int, span bitext.Span) {
		b.Codes = append(b.Codes, bitext.Code{
			ID: id, Kind: kind, At: text.Len(), Span: span,
			Raw: markup[span.Start-offset : span.End-offset],
		})
	}
	for _, loc := range token.FindAllStringIndex(markup, -1) {
		tok, span := markup[loc[0]:loc[1]], bitext.Span{Start: offset + loc[0], End: offset + loc[1]}
		name := strings.Trim(tok, "</>")
		switch {
		case strings.HasPrefix(tok, "</"):
			id := -loc[0] - 1 // of a stray one
			if top := len(open[name]) - 1; top >= 0 {
				id, open[name] = open[name][top], open[name][:top]
			}
			code(bitext.Close, id, span)
		case len(tok) > 3 && tok[0] == '<':
			ids++
			code(bitext.Alone, ids, span)
			if name == "img" {
				text.WriteString(bitext.Object)
			}
		case len(tok) == 3 && tok[0] == '<':
			ids++
			open[name] = append(open[name], ids)
			code(bitext.Open, ids, span)
		default:
			start := text.Len()
			if tok == "&amp;" {
				text.WriteByte('&')
			} else {
				text.WriteString(tok)
			}
			b.Runs = append(b.Runs, bitext.Run{Text: bitext.Span{Start: start, End: text.Len()}, Source: span})
		}
	}
	b.Text = text.String()
	return b
}

// show writes content as markup.
func show(c bitext.Content) string {
	var out strings.Builder
	at := 0
	for _, k := range c.Codes {
		out.WriteString(c.Text[at:k.At] + k.Raw)
		at = k.At
	}
	out.WriteString(c.Text[at:])
	return strings.ReplaceAll(out.String(), bitext.Object, "")
}

// border is a full stop, what hangs on it and the space after that, or a line
// break.
var border = regexp.MustCompile(`\.\x{FFFC}?[\s\x{200B}\x{2060}]+|\n\s*`)

// full breaks at every border.
func full(text string) []int {
	var out []int
	for _, loc := range border.FindAllStringIndex(text, -1) {
		if loc[1] < len(text) {
			out = append(out, loc[1])
		}
	}
	return out
}

func id(block, segment int) string { return strconv.Itoa(block) + "." + strconv.Itoa(segment) }
