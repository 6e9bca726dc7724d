package write

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"

	"targman/pipeline/bitext"
)

// document writes the article in its own format with every unit that has a
// translation replaced, and everything else byte for byte as it stood. Once
// anything has changed, the places that name the document's language name the
// target's.
func document(w io.Writer, d *Doc) error {
	changes, err := d.changes()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	src, at := d.Article.Source, 0
	out.Grow(2 * len(src)) // most scripts but Latin take two bytes a letter
	for _, c := range changes {
		if c.span.Start < at || c.span.End < c.span.Start || c.span.End > len(src) {
			return fmt.Errorf("replace bytes %d..%d of %s: they overlap another change or lie outside its %d bytes; please report it with the document",
				c.span.Start, c.span.End, d.Article.Path, len(src))
		}
		out.WriteString(src[at:c.span.Start])
		out.WriteString(c.text)
		at = c.span.End
	}
	out.WriteString(src[at:])
	return encode(w, out.Bytes(), d.Article.Encoding)
}

type change struct {
	span bitext.Span
	text string
}

// changes are what is to be put into the source, ascending.
func (d *Doc) changes() ([]change, error) {
	var out []change
	for i := range d.Units {
		u := &d.Units[i]
		if !u.Translated() || u.Target.Equal(u.Original) {
			continue
		}
		if d.Article.Spell == nil {
			return nil, fmt.Errorf("spell %s: the reader of %q has not said how to write text; please report it", u.ID, d.Article.Format)
		}
		out = append(out, change{u.Span, d.Article.Spell(d.block(u), u.Target)})
	}
	if len(out) == 0 {
		return nil, nil
	}
	for _, s := range d.Article.LangSpans {
		out = append(out, change{s, d.Target})
	}
	slices.SortStableFunc(out, func(a, b change) int { return cmp.Compare(a.span.Start, b.span.Start) })
	return out, nil
}
