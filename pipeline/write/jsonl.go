package write

import (
	"encoding/json"
	"io"

	"targman/pipeline/bitext"
)

// jsonlVersion changes when a field changes its meaning; new fields do not
// count.
const jsonlVersion = 1

// jsonl writes one JSON object a line: first the article, then each unit with
// everything the line knows of it. Offsets are in bytes of UTF-8, half-open.
func jsonl(w io.Writer, d *Doc) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if err := e.Encode(d.articleLine()); err != nil {
		return err
	}
	var line unitLine
	for i := range d.Units {
		line.set(d, &d.Units[i])
		if err := e.Encode(&line); err != nil {
			return err
		}
	}
	return nil
}

type articleLine struct {
	Type    string   `json:"type"`
	Version int      `json:"version"`
	Tool    string   `json:"tool"`
	Name    string   `json:"name"`
	Ext     string   `json:"ext"`
	Format  string   `json:"format"`
	Charset string   `json:"charset"`
	Source  string   `json:"sourceLang"`
	Target  string   `json:"targetLang"`
	Meta    metaLine `json:"meta"`
	Blocks  int      `json:"blocks"`
	Units   int      `json:"units"`
}

type metaLine struct {
	Title  string `json:"title,omitempty"`
	Author string `json:"author,omitempty"`
	Date   string `json:"date,omitempty"`
	URL    string `json:"url,omitempty"`
	Site   string `json:"site,omitempty"`
	Lang   string `json:"lang,omitempty"`
	Whole  string `json:"whole,omitempty"`
}

func (d *Doc) articleLine() *articleLine {
	a, m := d.Article, &d.Article.Meta
	return &articleLine{
		Type: "article", Version: jsonlVersion, Tool: d.Tool,
		Name: a.Name, Ext: a.Ext, Format: a.Format, Charset: a.Encoding.Charset,
		Source: d.Source, Target: d.Target, Meta: metaLine{m.Title, m.Author, m.Date, m.URL, m.Site, m.Lang, m.Whole},
		Blocks: len(a.Blocks), Units: len(d.Units),
	}
}

type unitLine struct {
	Type        string              `json:"type"`
	ID          string              `json:"id"`
	Block       int                 `json:"block"`
	Kind        bitext.Kind         `json:"kind"`
	Of          int                 `json:"duplicateOf,omitempty"`
	State       bitext.State        `json:"state"`
	Origin      bitext.Origin       `json:"origin"`
	Score       int                 `json:"score"`
	Source      string              `json:"source"`
	Target      string              `json:"target"`
	Original    string              `json:"original,omitempty"`
	Codes       *codesLine          `json:"codes,omitempty"`
	Terms       []termLine          `json:"terms"`
	Findings    []bitext.Finding    `json:"findings"`
	Suggestions []bitext.Suggestion `json:"suggestions,omitempty"`
	Provenance  *bitext.Provenance  `json:"provenance,omitempty"`
	Stamp       string              `json:"stamp,omitempty"`
}

type codesLine struct {
	Source   []codeLine `json:"source,omitempty"`
	Target   []codeLine `json:"target,omitempty"`
	Original []codeLine `json:"original,omitempty"`
}

type codeLine struct {
	ID   int    `json:"id"`
	Kind string `json:"kind"`
	At   int    `json:"at"`
	Raw  string `json:"raw"`
	Type string `json:"type,omitempty"`
}

type termLine struct {
	Concept   string     `json:"concept"`
	Kind      string     `json:"kind,omitempty"`
	Span      spanLine   `json:"span"`
	Seen      string     `json:"seen"`
	Canonical string     `json:"canonical"`
	Target    string     `json:"target,omitempty"`
	Keep      bool       `json:"keep,omitempty"`
	Found     []spanLine `json:"found"`
}

type spanLine struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// set fills the line anew; what it holds of the last unit is used again.
func (l *unitLine) set(d *Doc, u *bitext.Unit) {
	*l = unitLine{
		Type: "unit", ID: u.ID, Block: u.Block + 1, Kind: u.Kind,
		State: u.State, Origin: u.Origin, Score: u.Score,
		Source: u.Source.Text, Target: u.Target.Text,
		Terms: l.Terms[:0], Findings: d.findings(u), Suggestions: u.Suggestions,
		Stamp: bitext.Stamp(u.Source, u.Target),
	}
	if u.Kind == bitext.Duplicate {
		l.Of = d.block(u).Of + 1
	}
	if u.Original.Text != u.Source.Text {
		l.Original = u.Original.Text
	}
	l.setCodes(u)
	for i := range u.Terms {
		l.Terms = append(l.Terms, newTerm(u, &u.Terms[i]))
	}
	if l.Terms == nil {
		l.Terms = []termLine{}
	}
	if l.Findings == nil {
		l.Findings = []bitext.Finding{}
	}
	if p := &u.Provenance; p.Human || p.Engine != "" || p.By != "" || p.Time != "" || len(p.Concepts) > 0 {
		l.Provenance = p
	}
}

func (l *unitLine) setCodes(u *bitext.Unit) {
	if len(u.Source.Codes)+len(u.Target.Codes)+len(u.Original.Codes) == 0 {
		return
	}
	l.Codes = &codesLine{Source: codeLines(u.Source), Target: codeLines(u.Target)}
	if l.Original != "" {
		l.Codes.Original = codeLines(u.Original)
	}
}

var codeKinds = [...]string{bitext.Alone: "alone", bitext.Open: "open", bitext.Close: "close"}

func codeLines(c bitext.Content) []codeLine {
	var out []codeLine
	for _, k := range c.Codes {
		out = append(out, codeLine{k.ID, codeKinds[k.Kind], k.At, k.Raw, k.Type})
	}
	return out
}

func newTerm(u *bitext.Unit, t *bitext.Term) termLine {
	l := termLine{
		Concept: t.Concept, Kind: t.Kind, Span: newSpan(t.Span, u.Source.Text), Seen: t.Seen,
		Canonical: t.Canonical, Target: t.Target, Keep: t.Keep, Found: []spanLine{},
	}
	for _, s := range t.Found {
		l.Found = append(l.Found, newSpan(s, u.Target.Text))
	}
	return l
}

func newSpan(s bitext.Span, text string) spanLine {
	s, ok := inside(s, text)
	if !ok {
		return spanLine{}
	}
	return spanLine{s.Start, s.End, s.Of(text)}
}
