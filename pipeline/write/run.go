package write

import (
	"strconv"

	"targman/pipeline/bitext"
)

// run is a stretch of a segment on the page: text, a box for a character that
// does not show, an inline code, or a term with what stands in it.
type run struct {
	glyph
	Code, Raw string
	Term      *tip
	Inner     []run
}

// tip is what the page says about a term.
type tip struct {
	Lang, TargetTag          string
	Concept, Kind, Canonical string
	Agreed, Absent           string
	Seen, SeenLabel, Missing string
}

func runs(d *Doc, u *bitext.Unit, c bitext.Content, ts []termSpan) []run {
	if c.Text == "" && len(c.Codes) == 0 {
		return nil
	}
	toks := tokens(nil, c, spans(ts))
	out, in := make([]run, 0, len(toks)), (*run)(nil)
	for i := range toks {
		t := &toks[i]
		switch t.kind {
		case isStart:
			out = append(out, run{Term: d.tip(u, ts[t.mark].term)})
			in = &out[len(out)-1]
		case isEnd:
			in = nil
		default:
			if in != nil {
				in.Inner = appendRun(in.Inner, t)
			} else {
				out = appendRun(out, t)
			}
		}
	}
	return out
}

func appendRun(out []run, t *token) []run {
	if t.kind == isCode {
		return append(out, run{Code: codeLabel(t.code), Raw: t.code.Raw})
	}
	var one [1]glyph
	for _, g := range glyphs(one[:0], t.text) {
		out = append(out, run{glyph: g})
	}
	return out
}

// codeLabel is a code on the page: ‹1 opens, 1› closes, ‹1› stands alone.
func codeLabel(c *bitext.Code) string {
	n := strconv.Itoa(c.ID)
	switch c.Kind {
	case bitext.Open:
		return "‹" + n
	case bitext.Close:
		return n + "›"
	}
	return "‹" + n + "›"
}

func (d *Doc) tip(u *bitext.Unit, term int) *tip {
	t := &u.Terms[term]
	out := &tip{Lang: d.label("lang"), TargetTag: d.Target, Concept: t.Concept, Kind: t.Kind, Canonical: t.Canonical, Agreed: t.Target}
	switch {
	case t.Keep:
		out.Agreed, out.Absent = "", d.label("term.kept")
	case t.Target == "":
		out.Absent = d.label("term.none")
	}
	if t.Seen != "" && t.Seen != t.Canonical {
		out.Seen, out.SeenLabel = t.Seen, d.label("term.seen")
	}
	if u.Translated() && len(t.Found) == 0 && (t.Target != "" || t.Keep) {
		out.Missing = d.label("term.missing")
	}
	return out
}
