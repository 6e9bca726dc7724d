package write

import (
	"flag"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"targman/pipeline/bitext"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fixture is a Doc as testdata spells it.
type fixture struct {
	Name, Ext, Format, Charset, Lang, Source string
	BOM                                      bool
	Meta                                     bitext.Meta
	Codes                                    map[int][3]string
	Blocks                                   []struct {
		Kind   bitext.Kind
		Of     int
		Reason string
		// Text is the block's where it is more than its one unit.
		Text  string
		Units []fixtureUnit
	}
}

type fixtureUnit struct {
	// Raw is how the segment stands in the document.
	Raw                      string
	Original, Source, Target string
	State                    bitext.State
	Origin                   bitext.Origin
	Score                    int
	Provenance               bitext.Provenance
	Terms                    []struct {
		Concept, Kind, Seen, Canonical, Target string
		Keep                                   bool
		Found                                  []string
	}
	Findings    []struct{ ID, Severity, Message string }
	Suggestions []bitext.Suggestion
}

// fixtures are the cases by name, each with a fresh Doc.
func fixtures(t testing.TB) map[string]*Doc {
	t.Helper()
	files, err := filepath.Glob("testdata/*/doc.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	out := map[string]*Doc{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var fx fixture
		if err := yaml.Unmarshal(data, &fx); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		out[filepath.Base(filepath.Dir(f))] = fx.doc(t)
	}
	return out
}

func (fx *fixture) doc(t testing.TB) *Doc {
	a := &bitext.Article{
		Path: fx.Name + fx.Ext, Name: fx.Name, Ext: fx.Ext, Format: fx.Format, Source: fx.Source, Meta: fx.Meta,
		Encoding: bitext.Encoding{Charset: fx.Charset, BOM: fx.BOM},
		Spell:    spell,
	}
	if a.Encoding.Charset == "" {
		a.Encoding.Charset = "utf-8"
	}
	if fx.Lang != "" {
		at := strings.Index(a.Source, fx.Lang) + 1
		a.LangSpans = []bitext.Span{{Start: at, End: at + len(fx.Lang) - 2}}
	}
	d := &Doc{
		Article: a, Source: "en", Target: "hy", Tool: "targman 0.1.0",
		Fonts: []string{"Noto Serif Armenian", "Noto Sans Armenian", "DejaVu Serif"},
	}
	at := 0
	for i, b := range fx.Blocks {
		block := bitext.Block{Kind: b.Kind, Of: b.Of, Reason: b.Reason}
		for j := range b.Units {
			u := fx.unit(t, &b.Units[j], i, j)
			u.Kind = b.Kind
			n := strings.Index(a.Source[at:], b.Units[j].Raw)
			if n < 0 {
				t.Fatalf("unit %s: %q is not in the source", u.ID, b.Units[j].Raw)
			}
			u.Span = bitext.Span{Start: at + n, End: at + n + len(b.Units[j].Raw)}
			at = u.Span.End
			block.Content = u.Original
			if j == 0 {
				block.Span.Start = u.Span.Start
			}
			block.Span.End = u.Span.End
			d.Units = append(d.Units, u)
		}
		if b.Text != "" {
			block.Content = fx.content(t, b.Text)
		}
		a.Blocks = append(a.Blocks, block)
	}
	return d
}

func (fx *fixture) unit(t testing.TB, f *fixtureUnit, block, segment int) bitext.Unit {
	u := bitext.Unit{
		ID: strconv.Itoa(block+1) + "." + strconv.Itoa(segment+1), Block: block,
		Source: fx.content(t, f.Source), Target: fx.content(t, f.Target),
		State: f.State, Origin: f.Origin, Score: f.Score, Provenance: f.Provenance, Suggestions: f.Suggestions,
	}
	u.Original = u.Source
	if f.Original != "" {
		u.Original = fx.content(t, f.Original)
	}
	at, found := 0, 0
	for _, ft := range f.Terms {
		term := bitext.Term{
			Concept: ft.Concept, Kind: ft.Kind, Seen: ft.Seen, Canonical: ft.Canonical, Target: ft.Target, Keep: ft.Keep,
		}
		if term.Canonical == "" {
			term.Canonical = ft.Seen
		}
		name := strings.ReplaceAll(term.Canonical, "Example Post", "Example\uFFFCPost")
		term.Span = place(t, u.Source.Text, name, &at)
		for _, form := range ft.Found {
			term.Found = append(term.Found, place(t, u.Target.Text, form, &found))
		}
		found = 0
		u.Terms = append(u.Terms, term)
	}
	for _, ff := range f.Findings {
		severity, ok := bitext.ParseSeverity(ff.Severity)
		if !ok {
			t.Fatalf("unit %s: severity %q", u.ID, ff.Severity)
		}
		u.Find(bitext.Finding{ID: ff.ID, Severity: severity, Message: ff.Message})
	}
	return u
}

// place finds a form in a text from *at on, and moves *at behind it.
func place(t testing.TB, text, form string, at *int) bitext.Span {
	n := strings.Index(text[*at:], form)
	if n < 0 {
		t.Fatalf("%q is not in %q", form, text[*at:])
	}
	s := bitext.Span{Start: *at + n, End: *at + n + len(form)}
	*at = s.End
	return s
}

var codeMark = regexp.MustCompile(`\\⟦|\\⟧|⟦(/?)(\d+)(/?)⟧`)

func (fx *fixture) content(t testing.TB, s string) bitext.Content {
	var c bitext.Content
	var b strings.Builder
	for {
		m := codeMark.FindStringSubmatchIndex(s)
		if m == nil {
			break
		}
		b.WriteString(s[:m[0]])
		if strings.HasPrefix(s[m[0]:], `\`) {
			b.WriteString(s[m[0]+1 : m[1]])
			s = s[m[1]:]
			continue
		}
		id, _ := strconv.Atoi(s[m[4]:m[5]])
		def, ok := fx.Codes[id]
		if !ok {
			t.Fatalf("code %d is not defined", id)
		}
		code := bitext.Code{ID: id, Kind: bitext.Open, At: b.Len(), Raw: def[0], Type: def[2]}
		switch {
		case m[2] < m[3]:
			code.Kind, code.Raw = bitext.Close, def[1]
		case m[6] < m[7]:
			code.Kind = bitext.Alone
			b.WriteString(bitext.Object)
		}
		c.Codes = append(c.Codes, code)
		s = s[m[1]:]
	}
	b.WriteString(s)
	c.Text = b.String()
	return c
}

// spell writes content as HTML does.
func spell(_ *bitext.Block, c bitext.Content) string {
	var b strings.Builder
	for _, t := range tokens(nil, c, nil) {
		if t.kind == isCode {
			b.WriteString(t.code.Raw)
		} else {
			b.WriteString(html.EscapeString(t.text))
		}
	}
	return b.String()
}
