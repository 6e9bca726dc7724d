package read

import (
	"fmt"
	"strings"

	"targman/pipeline/bitext"
)

// XLIFF reads bilingual files of other tools, versions 1.x and 2.x: a block for
// each source that wants a translation. Only targets are written; every other
// byte stays, whatever elements, states and namespaces a tool has put there.
// http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
// http://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html
func XLIFF() Format {
	return Format{Name: "xliff", Extensions: []string{".xlf", ".xliff", ".mqxliff", ".mxliff"}, Read: readXLIFF}
}

// xliffSlot is where the translation of a source goes.
type xliffSlot struct {
	// source is the block's source, target the whole target element, empty where
	// one is to be put.
	source, target bitext.Span
	// open and close are the tags of the target.
	open, close string
	// indent goes before a new target.
	indent string
}

func readXLIFF(src string, o Options) (Parsed, error) {
	s := xliffScanner{xmlRaw: newXMLRaw(src), options: o}
	if strings.TrimSpace(src) == "" {
		return Parsed{Spell: func(b *bitext.Block, _ bitext.Content) string { return b.Span.Of(src) }}, nil
	}
	if err := s.document(); err != nil {
		return Parsed{}, fmt.Errorf("line %d: %w", 1+strings.Count(src[:s.start], "\n"), err)
	}
	slots := s.slots
	return Parsed{Blocks: s.blocks, Meta: bitext.Meta{Lang: s.lang}, Spell: func(b *bitext.Block, c bitext.Content) string {
		slot, ok := slots[b.Span.Start]
		if !ok {
			return b.Span.Of(src)
		}
		at := slot.target.Start
		return src[b.Span.Start:at] + slot.indent + slot.open + spellXLIFF(c) + slot.close + src[slot.target.End:b.Span.End]
	}}, nil
}

// spellXLIFF writes text with the codes of the source.
func spellXLIFF(c bitext.Content) string {
	var b strings.Builder
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")
	at := 0
	for _, k := range c.Codes {
		b.WriteString(escape.Replace(c.Text[at:k.At]))
		b.WriteString(k.Raw)
		at = k.At
	}
	b.WriteString(escape.Replace(c.Text[at:]))
	return b.String()
}
