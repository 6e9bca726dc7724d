package write

import (
	"html/template"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"targman/pipeline/bitext"
)

// page is what the template of the bilingual page asks for.
type page struct {
	d                    *Doc
	Title, URL           string
	Heading              []glyph
	Meta                 [][]glyph
	Policy               string
	Style, Fonts         template.CSS
	Script               template.JS
	Source, Target       pageLang
	All, Translatable    int
	Translated, Problems int
	Filters              []*filter
	// Rows are written by rows.go, which escapes all that it is given.
	Rows template.HTML
}

// pageLang is a language by its tag and its own name.
type pageLang struct{ Tag, Name string }

func newPage(d *Doc) *page {
	m := &d.Article.Meta
	fonts := fontRule(d.Fonts)
	p := &page{
		d: d, Title: d.title(), Heading: glyphs(nil, d.title()), URL: webAddress(m.URL),
		Policy: policy(fonts), Style: pageStyle, Fonts: fonts, Script: pageScript,
		Source: newLang(d.Source), Target: newLang(d.Target), All: len(d.Units),
		Filters: newFilters(d), Rows: rows(d),
	}
	for _, s := range []string{m.Site, m.Author, m.Date} {
		if s != "" {
			p.Meta = append(p.Meta, glyphs(nil, s))
		}
	}
	for i := range d.Units {
		p.count(&d.Units[i])
	}
	return p
}

func (p *page) count(u *bitext.Unit) {
	if u.Translatable() {
		p.Translatable++
	}
	if u.Translated() {
		p.Translated++
	}
	if w := p.d.worst(u); w == bitext.Error.String() || w == bitext.Warn.String() {
		p.Problems++
	}
}

// Label is a word of the page.
func (p *page) Label(id string) string { return p.d.label(id) }

// Tool is the program that made the page.
func (p *page) Tool() string { return p.d.Tool }

// Open counts the segments that want a translation and have none.
func (p *page) Open() int { return p.Translatable - p.Translated }

// webAddress is the address where it is one that a browser opens a page by.
func webAddress(s string) string {
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return s
	}
	return ""
}

// newLang names a language in itself; a tag that means nothing is its own name.
func newLang(tag string) pageLang {
	l := pageLang{tag, tag}
	if t, err := language.Parse(tag); err == nil {
		if name := display.Self.Name(t); name != "" {
			l.Name = name
		}
	}
	return l
}
