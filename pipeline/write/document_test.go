package write

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"targman/pipeline/bitext"
)

// plainDoc has one unit, "word", in a source around it.
func plainDoc(target, charset string, mark bool) *Doc {
	src := "a word é"
	return &Doc{
		Article: &bitext.Article{
			Name: "x", Ext: ".txt", Source: src,
			Blocks:    []bitext.Block{{Kind: bitext.Paragraph, Span: bitext.Span{Start: 2, End: 6}, Content: bitext.Content{Text: "word"}}},
			Encoding:  bitext.Encoding{Charset: charset, BOM: mark},
			LangSpans: []bitext.Span{{Start: 0, End: 1}},
			Spell:     func(_ *bitext.Block, c bitext.Content) string { return c.Text },
		},
		Units: []bitext.Unit{{
			ID: "1.1", Kind: bitext.Paragraph, Span: bitext.Span{Start: 2, End: 6},
			Original: bitext.Content{Text: "word"}, Source: bitext.Content{Text: "word"}, Target: bitext.Content{Text: target},
		}},
		Source: "en", Target: "hy",
	}
}

func TestDocument(t *testing.T) {
	utf16 := func(s string, e unicode.Endianness, p unicode.BOMPolicy) string {
		out, err := unicode.UTF16(e, p).NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	latin, err := charmap.Windows1252.NewEncoder().String("a word é")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, target, charset string
		bom                   bool
		want                  string
	}{
		{"nothing changed: nothing touched", "", "utf-8", false, "a word é"},
		{"the same text again", "word", "utf-8", false, "a word é"},
		{"a change names the language too", "mot", "utf-8", false, "hy mot é"},
		{"the mark comes back", "mot", "utf-8", true, "\uFEFFhy mot é"},
		{"UTF-16 with its mark", "mot", "utf-16le", true, utf16("\uFEFFhy mot é", unicode.LittleEndian, unicode.IgnoreBOM)},
		{"UTF-16 without a mark", "mot", "utf-16be", false, utf16("hy mot é", unicode.BigEndian, unicode.IgnoreBOM)},
		{"an old character set", "", "windows-1252", false, latin},
		{"an old character set that holds the change", "été", "windows-1252", false, "hy \xe9t\xe9 \xe9"},
		{"an old character set that does not", "слово", "windows-1252", false, "\uFEFFhy слово é"},
		{"a character set that nobody knows", "mot", "x-klingon", false, "\uFEFFhy mot é"},
		{"a character set that browsers refuse", "mot", "iso-2022-kr", false, "\uFEFFhy mot é"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := string(render(t, Formats()[find("document")], plainDoc(c.target, c.charset, c.bom)))
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestDocumentRefusesSpansThatCannotBe(t *testing.T) {
	for _, c := range []struct {
		name string
		span bitext.Span
	}{
		{"behind the end", bitext.Span{Start: 2, End: 99}},
		{"before the start", bitext.Span{Start: -1, End: 3}},
		{"backwards", bitext.Span{Start: 6, End: 2}},
		{"over another", bitext.Span{Start: 0, End: 4}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := plainDoc("mot", "utf-8", false)
			d.Article.Blocks[0].Span = c.span
			err := document(&strings.Builder{}, d)
			if err == nil || !strings.Contains(err.Error(), "report it") {
				t.Errorf("got %v, want an error that says what to do", err)
			}
		})
	}
}

// TestDocumentOfFixtures sees that everything outside the units stays.
func TestDocumentOfFixtures(t *testing.T) {
	for name, d := range fixtures(t) {
		for i := range d.Units {
			d.Units[i].Target = bitext.Content{}
		}
		d.Article.Encoding = bitext.Encoding{Charset: "utf-8"}
		if got := string(render(t, Formats()[find("document")], d)); got != d.Article.Source {
			t.Errorf("%s: a document without translations changed", name)
		}
	}
}
