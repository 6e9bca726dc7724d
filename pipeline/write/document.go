package write

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"

	"targman/pipeline/bitext"
)

// document writes the article in its own format with every block that has a
// new translation spelled anew, and everything else byte for byte as it stood.
// Once anything has changed, the places that name the document's language name the
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
	for from, to := 0, 0; from < len(d.Units); from = to {
		for to = from + 1; to < len(d.Units) && d.Units[to].Block == d.Units[from].Block; {
			to++
		}
		units := d.Units[from:to]
		if !slices.ContainsFunc(units, changed) {
			continue
		}
		if d.Article.Spell == nil {
			return nil, fmt.Errorf("spell %s: the reader of %q has not said how to write text; please report it", units[0].ID, d.Article.Format)
		}
		b := d.block(&units[0])
		out = append(out, change{b.Span, d.Article.Spell(b, whole(b, units))})
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

// changed says that the document does not have the unit's target already.
func changed(u bitext.Unit) bool { return u.Translated() && !u.Target.Equal(u.Original) }
