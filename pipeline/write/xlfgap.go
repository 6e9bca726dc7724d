package write

import (
	"slices"
	"strings"

	"targman/pipeline/bitext"
)

// parts are the segments of a block with what stands between them, so that
// all sources together are the block.
func (d *Doc) parts(us []bitext.Unit) []part {
	b := d.block(&us[0])
	rest := leftCodes(b, us)
	translated := slices.ContainsFunc(us, func(u bitext.Unit) bool { return u.Translated() })
	var out []part
	gap := func(start, end int) {
		var c bitext.Content
		c, rest = between(b, rest, start, end)
		if c.Text != "" || len(c.Codes) > 0 {
			out = append(out, part{source: c, target: c, translated: translated})
		}
	}
	pos := 0
	for i := range us {
		u := &us[i]
		if n := strings.Index(b.Text[pos:], u.Original.Text); n >= 0 {
			gap(pos, pos+n)
			pos += n + len(u.Original.Text)
		}
		out = append(out, part{unit: u, source: u.Source, target: u.Target, translated: u.Translated()})
	}
	gap(pos, len(b.Text))
	return out
}

// between is the text from start to end with the codes of rest that stand in
// it, and the codes that remain.
func between(b *bitext.Block, rest []bitext.Code, start, end int) (bitext.Content, []bitext.Code) {
	c := bitext.Content{Text: b.Text[start:end]}
	for len(rest) > 0 && rest[0].At <= end {
		code := rest[0]
		code.At = max(code.At-start, 0)
		c.Codes = append(c.Codes, code)
		rest = rest[1:]
	}
	return c, rest
}

// leftCodes are the codes of the block that no segment has.
func leftCodes(b *bitext.Block, us []bitext.Unit) []bitext.Code {
	if len(b.Codes) == 0 {
		return nil
	}
	type key struct {
		id   int
		kind bitext.CodeKind
	}
	had := map[key]bool{}
	for i := range us {
		for _, c := range us[i].Original.Codes {
			had[key{c.ID, c.Kind}] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(b.Codes), func(c bitext.Code) bool { return had[key{c.ID, c.Kind}] })
}
