package write

import (
	"html/template"
	"strconv"

	"targman/pipeline/bitext"
)

// rows writes the table body of the bilingual page: a group for each block, a
// row for each unit. The template writes the page around them; the rows are
// most of the page, and the encoder, which escapes whatever it is given, writes
// them several times as fast.
func rows(d *Doc) template.HTML {
	r := rowWriter{d: d, markup: markup{out: make([]byte, 0, 1024*len(d.Units))}}
	for i := range d.Units {
		first := i == 0 || d.Units[i-1].Block != d.Units[i].Block
		if first {
			r.block(&d.Units[i], i > 0)
		}
		r.row(&d.Units[i], first)
	}
	if len(d.Units) > 0 {
		r.close("tbody")
	}
	return template.HTML(r.out)
}

type rowWriter struct {
	markup
	d      *Doc
	tokens []token
	glyphs []glyph
}

func (r *rowWriter) block(u *bitext.Unit, after bool) {
	if after {
		r.close("tbody")
	}
	r.line(0)
	r.open("tbody", "role", "rowgroup", "class", string(u.Kind), "aria-label", r.d.label("kind."+string(u.Kind)))
}

func (r *rowWriter) row(u *bitext.Unit, first bool) {
	state, _ := r.d.state(u)
	r.line(0)
	r.open("tr", "role", "row", "id", "s"+u.ID, "tabindex", "-1", "class", r.d.worst(u), "data-state", state, "data-origin", string(u.Origin))
	r.open("th", "role", "rowheader", "class", "at", "scope", "row")
	if first {
		r.element("span", r.d.label("kind."+string(u.Kind)), "class", "kind")
	}
	r.element("a", u.ID, "href", "#s"+u.ID)
	r.close("th")
	r.open("td", "role", "cell", "class", "source", "lang", r.d.Source, "dir", "auto")
	r.content(u, u.Source, sourceTerms(u))
	r.original(u)
	r.close("td")
	r.open("td", "role", "cell", "class", "target", "lang", r.d.Target, "dir", "auto")
	if u.Open() {
		r.element("em", r.d.label("text.none"), "class", "none", "lang", r.d.label("lang"))
	}
	r.content(u, u.Target, targetTerms(u))
	r.similar(u)
	r.close("td")
	r.about(u)
	r.findings(u)
	r.close("tr")
}

// original is the segment as it stands in the document, where its names were
// spelled another way.
func (r *rowWriter) original(u *bitext.Unit) {
	if u.Original.Text == u.Source.Text {
		return
	}
	r.open("small")
	r.element("span", r.d.label("text.original"), "lang", r.d.label("lang"))
	r.text(" ")
	r.open("bdi")
	r.content(u, u.Original, nil)
	r.close("bdi")
	r.close("small")
}

// similar shows the best suggestion of a unit that wants a person's eye.
func (r *rowWriter) similar(u *bitext.Unit) {
	if len(u.Suggestions) == 0 {
		return
	}
	s := &u.Suggestions[0]
	r.open("small")
	r.element("span", r.d.label("text.similar")+" "+strconv.Itoa(s.Score)+" % ", "lang", r.d.label("lang"))
	r.open("bdi", "lang", r.d.Source)
	marked(u, s, r.shown, func(text string) {
		r.open("s")
		r.shown(text)
		r.close("s")
	})
	r.close("bdi")
	r.text(" → ")
	r.open("bdi")
	r.shown(s.Target)
	r.close("bdi")
	r.close("small")
}

func (r *rowWriter) about(u *bitext.Unit) {
	r.open("td", "role", "cell", "class", "about")
	if u.Translatable() || u.Translated() {
		state, word := r.d.state(u)
		r.open("span", "class", "state")
		r.element("i", "", "aria-hidden", "true", "class", "dot "+state)
		r.text(word)
		r.close("span")
		r.text(" ")
	}
	if origin, word := r.d.origin(u); origin != "" {
		r.open("span", "class", "origin")
		r.text(word)
		if u.Score > 0 {
			r.text(" ")
			r.element("b", strconv.Itoa(u.Score))
		}
		r.close("span")
	}
	r.close("td")
}

func (r *rowWriter) findings(u *bitext.Unit) {
	r.open("td", "role", "cell", "class", "found")
	defer r.close("td")
	fs := r.d.findings(u)
	if len(fs) == 0 {
		return
	}
	r.open("ul")
	for _, f := range fs {
		s := f.Severity.String()
		r.open("li", "class", s)
		r.element("b", r.d.label("severity."+s))
		r.text(" ")
		r.open("span", "dir", "auto")
		r.shown(f.Message)
		r.close("span")
		r.text(" ")
		r.open("code")
		r.shown(f.ID)
		r.close("code")
		r.close("li")
	}
	r.close("ul")
}

// shown writes text with boxes for the characters that do not show.
func (r *rowWriter) shown(s string) {
	r.glyphs = glyphs(r.glyphs[:0], s)
	for _, g := range r.glyphs {
		if g.Box != "" {
			r.element("span", g.Box, "class", "box")
		} else {
			r.text(g.Text)
		}
	}
}

// content writes text with its inline codes and marked terms.
func (r *rowWriter) content(u *bitext.Unit, c bitext.Content, ts []termSpan) {
	r.tokens = tokens(r.tokens[:0], c, spans(ts))
	var inside *bitext.Term
	for i := range r.tokens {
		switch t := &r.tokens[i]; t.kind {
		case isText:
			r.shown(t.text)
		case isCode:
			r.element("span", codeLabel(t.code), "class", "code", "dir", "ltr", "title", t.code.Raw)
		case isStart:
			inside = &u.Terms[ts[t.mark].term]
			r.open("mark", "tabindex", "0", "data-concept", inside.Concept, "class", missingClass(u, inside))
		case isEnd:
			r.tip(u, inside)
			r.close("mark")
		}
	}
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

func missingClass(u *bitext.Unit, t *bitext.Term) string {
	if missing(u, t) {
		return "missing"
	}
	return ""
}

// missing says that no accepted form of the term stands in the translation.
func missing(u *bitext.Unit, t *bitext.Term) bool {
	return u.Translated() && len(t.Found) == 0 && (t.Target != "" || t.Keep)
}

// tip is what the page says about a term when a reader points at it.
func (r *rowWriter) tip(u *bitext.Unit, t *bitext.Term) {
	d := r.d
	r.open("span", "class", "tip", "role", "tooltip", "lang", d.label("lang"))
	r.open("b")
	r.shown(t.Concept)
	r.close("b")
	if t.Kind != "" {
		r.text(" · ")
		r.shown(t.Kind)
	}
	r.open("span", "dir", "auto")
	r.shown(t.Canonical + " → ")
	switch {
	case t.Keep:
		r.text(d.label("term.kept"))
	case t.Target == "":
		r.text(d.label("term.none"))
	default:
		r.open("bdi", "lang", d.Target)
		r.shown(t.Target)
		r.close("bdi")
	}
	r.close("span")
	if t.Seen != "" && t.Seen != t.Canonical {
		r.open("span", "dir", "auto")
		r.shown(d.label("term.seen") + " " + t.Seen)
		r.close("span")
	}
	if missing(u, t) {
		r.element("em", d.label("term.missing"))
	}
	r.close("span")
}
