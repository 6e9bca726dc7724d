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
	Title, URL, Tool     string
	Heading              []glyph
	Meta                 [][]glyph
	Policy               string
	Style, Fonts         template.CSS
	Script               template.JS
	Source, Target       pageLang
	All, Translatable    int
	Translated, Problems int
	Filters              []*filter
	Blocks               []pageBlock
}

// pageLang is a language by its tag and its own name.
type pageLang struct{ Tag, Name string }

type pageBlock struct {
	Kind  bitext.Kind
	Label string
	Units []pageUnit
}

type pageUnit struct {
	ID             string
	Kind           bitext.Kind
	KindLabel      string
	State          bitext.State
	StateLabel     string
	Origin         string
	OriginLabel    string
	Score          int
	Severity       string
	Wanted         bool
	Source, Target []run
	Original       []run
	Findings       []pageFinding
}

type pageFinding struct {
	Severity, Label, ID string
	Message             []glyph
}

func newPage(d *Doc) *page {
	m := &d.Article.Meta
	fonts := fontRule(d.Fonts)
	p := &page{
		d: d, Title: d.title(), Heading: glyphs(nil, d.title()), Tool: d.Tool, URL: webAddress(m.URL),
		Policy: policy(fonts), Style: pageStyle, Fonts: fonts, Script: pageScript,
		Source: newLang(d.Source), Target: newLang(d.Target), All: len(d.Units),
	}
	for _, s := range []string{m.Site, m.Author, m.Date} {
		if s != "" {
			p.Meta = append(p.Meta, glyphs(nil, s))
		}
	}
	for i := range d.Units {
		p.add(&d.Units[i], i > 0 && d.Units[i-1].Block == d.Units[i].Block)
	}
	p.Filters = newFilters(d, p.Blocks)
	return p
}

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

// Label is a word of the page.
func (p *page) Label(id string) string { return p.d.label(id) }

// Open counts the segments that want a translation and have none.
func (p *page) Open() int { return p.Translatable - p.Translated }

func (p *page) add(u *bitext.Unit, sameBlock bool) {
	v := p.unit(u)
	if !sameBlock {
		p.Blocks = append(p.Blocks, pageBlock{Kind: u.Kind, Label: v.KindLabel})
	}
	last := &p.Blocks[len(p.Blocks)-1]
	last.Units = append(last.Units, v)
	if u.Translatable() {
		p.Translatable++
	}
	if u.Translated() {
		p.Translated++
	}
	if v.Severity == bitext.Error.String() || v.Severity == bitext.Warn.String() {
		p.Problems++
	}
}

func (p *page) unit(u *bitext.Unit) pageUnit {
	v := pageUnit{
		ID: u.ID, Kind: u.Kind, KindLabel: p.Label("kind." + string(u.Kind)),
		State: u.State, Origin: string(u.Origin), Score: u.Score, Severity: "none", Wanted: u.Open(),
		Source: runs(p.d, u, u.Source, sourceTerms(u)),
		Target: runs(p.d, u, u.Target, targetTerms(u)),
	}
	if v.State == "" {
		v.State = bitext.Initial
	}
	v.StateLabel = p.Label("state." + string(v.State))
	if v.Origin != "" {
		v.OriginLabel = p.d.origin(v.Origin)
	}
	if u.Original.Text != u.Source.Text {
		v.Original = runs(p.d, u, u.Original, nil)
	}
	worst := -1
	for _, f := range p.d.findings(u) {
		s := f.Severity.String()
		v.Findings = append(v.Findings, pageFinding{s, p.Label("severity." + s), f.ID, glyphs(nil, f.Message)})
		if int(f.Severity) > worst {
			worst, v.Severity = int(f.Severity), s
		}
	}
	return v
}

// origin is where a target came from, in words.
func (d *Doc) origin(value string) string {
	if name, ok := strings.CutPrefix(value, string(bitext.Backend(""))); ok {
		return d.label("origin.backend") + " " + name
	}
	if s := d.label("origin." + value); s != "" {
		return s
	}
	return value
}
