package write

import (
	"io"
	"strconv"
	"strings"
	"time"

	"targman/pipeline/bitext"
)

// tmx writes a translation memory, TMX 1.4b level 2: the units that have a
// target, with their inline codes and with what made them as props.
// https://www.gala-global.org/tmx-14b
func tmx(w io.Writer, d *Doc) error {
	t := tmxWriter{markup: markup{out: make([]byte, 0, 1024+6*len(d.Article.Source))}, d: d}
	t.out = append(t.out, xmlHeader...)
	t.open("tmx", "version", "1.4")
	t.line(1)
	t.header()
	t.line(1)
	t.open("body")
	for i := range d.Units {
		if u := &d.Units[i]; u.Translated() && !u.Source.Blank() {
			t.unit(u)
		}
	}
	t.line(1)
	t.close("body")
	t.line(0)
	t.close("tmx")
	t.line(0)
	_, err := w.Write(t.out)
	return err
}

type tmxWriter struct {
	markup
	d      *Doc
	tokens []token
}

// header holds no date, for a date would make every run's file another.
func (t *tmxWriter) header() {
	name, version, _ := strings.Cut(t.d.Tool, " ")
	t.empty("header",
		"creationtool", known(name), "creationtoolversion", known(version), "segtype", "sentence",
		"o-tmf", known(name), "adminlang", "en", "srclang", t.d.Source, "datatype", datatype(t.d.Article.Format))
}

// known stands for itself; a required attribute is never left out.
func known(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

// datatype is the format's name in TMX, where it has one.
func datatype(format string) string {
	switch format {
	case "html":
		return "html"
	case "text":
		return "plaintext"
	}
	return "unknown"
}

func (t *tmxWriter) unit(u *bitext.Unit) {
	p := &u.Provenance
	t.line(2)
	t.open("tu", "tuid", u.ID, "creationdate", tmxDate(p.Time), "creationid", maker(p))
	t.props(u)
	t.tuv(t.d.Source, u.Source)
	t.tuv(t.d.Target, u.Target)
	t.line(2)
	t.close("tu")
}

func (t *tmxWriter) props(u *bitext.Unit) {
	p := &u.Provenance
	t.prop("x-document", t.d.Article.Name)
	t.prop("x-url", webAddress(t.d.Article.Meta.URL))
	t.prop("x-kind", string(u.Kind))
	t.prop("x-state", string(u.State))
	t.prop("x-origin", string(u.Origin))
	if u.Score > 0 {
		t.prop("x-score", strconv.Itoa(u.Score))
	}
	t.prop("x-before", u.Before)
	t.prop("x-after", u.After)
	t.prop("x-stamp", bitext.Stamp(u.Source, u.Target))
	t.prop("x-human", yes(p.Human))
	t.prop("x-engine", p.Engine)
	t.prop("x-model", p.Model)
	t.prop("x-prompt", p.Prompt)
	for _, c := range p.Concepts {
		t.prop("x-concept", c)
	}
}

func (t *tmxWriter) prop(kind, value string) {
	if value != "" {
		t.line(3)
		t.element("prop", value, "type", kind)
	}
}

func (t *tmxWriter) tuv(lang string, c bitext.Content) {
	t.line(3)
	t.open("tuv", "xml:lang", lang)
	t.open("seg")
	t.tokens = tokens(t.tokens[:0], c, nil)
	for i := range t.tokens {
		if p := &t.tokens[i]; p.code != nil {
			t.code(i)
		} else {
			t.text(p.text)
		}
	}
	t.close("seg")
	t.close("tuv")
}

// code writes an inline code. An opening code and its closing one are bpt and
// ept, tied by i within the segment; one whose partner is elsewhere is it. x
// ties a code to the same code in the other language.
func (t *tmxWriter) code(i int) {
	c := t.tokens[i].code
	id := strconv.Itoa(c.ID)
	switch {
	case c.Kind == bitext.Alone:
		t.element("ph", c.Raw, "x", id, "type", c.Type)
	case !paired(t.tokens, i):
		pos := map[bitext.CodeKind]string{bitext.Open: "begin", bitext.Close: "end"}[c.Kind]
		t.element("it", c.Raw, "pos", pos, "x", id, "type", c.Type)
	case c.Kind == bitext.Open:
		t.element("bpt", c.Raw, "i", id, "x", id, "type", c.Type)
	default:
		t.element("ept", c.Raw, "i", id)
	}
}

// tmxDate is an RFC 3339 time in UTC the way TMX spells it, or empty.
func tmxDate(rfc3339 string) string {
	t, err := time.Parse(time.RFC3339, rfc3339)
	if err != nil {
		return ""
	}
	return t.UTC().Format("20060102T150405Z")
}

// maker is the person or the machine that made a translation.
func maker(p *bitext.Provenance) string {
	if p.By != "" {
		return p.By
	}
	return p.Engine
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}
