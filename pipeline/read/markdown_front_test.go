package read

import (
	"strings"
	"testing"

	"targman/pipeline/bitext"
)

func TestMarkdownFrontMatter(t *testing.T) {
	for _, tt := range []struct {
		name, src, text string
		// want is the document with the text in place of its first block.
		want string
	}{
		{"plain value", "---\ntitle: A b # c\n---\n", "Մեկ", "---\ntitle: Մեկ # c\n---\n"},
		{"plain value that needs quotes", "---\ntitle: A\n---\n", "Ա: բ", "---\ntitle: \"Ա: բ\"\n---\n"},
		{"plain value that would be a number", "---\ntitle: A\n---\n", "1984", "---\ntitle: \"1984\"\n---\n"},
		{"plain value that would be a list", "---\ntitle: A\n---\n", "[ա]", "---\ntitle: \"[ա]\"\n---\n"},
		{"single quotes", "---\ntitle: 'A''b'\n---\n", "Ա'բ", "---\ntitle: 'Ա''բ'\n---\n"},
		{"double quotes", "---\ntitle: \"A \\\"b\\\"\"\n---\n", "«Ա» \"բ\" \\", "---\ntitle: \"«Ա» \\\"բ\\\" \\\\\"\n---\n"},
		{"no-break space", "---\ntitle: \"A\"\n---\n", "5\u00A0կգ", "---\ntitle: \"5\u00A0կգ\"\n---\n"},
		{"folded value", "---\nsummary: >-\n  a\n  b\nx: y\n---\n", "Մեկ", "---\nsummary: Մեկ\nx: y\n---\n"},
		{"literal value", "---\nsummary: |\n  a\n  b\nx: y\n---\n", "Մեկ\nերկու", "---\nsummary: \"Մեկ\\nերկու\\n\"\nx: y\n---\n"},
		{"value on two lines", "---\ntitle: a\n  b\nx: y\n---\n", "Մեկ", "---\ntitle: Մեկ\nx: y\n---\n"},
		{"dots at the end", "---\nTitle: a\n...\n", "Մեկ", "---\nTitle: Մեկ\n...\n"},
		{"string of TOML", "+++\ntitle = \"a\" # c\n+++\n", "Ա \"բ\"", "+++\ntitle = \"Ա \\\"բ\\\"\" # c\n+++\n"},
		{"literal string of TOML", "+++\ntitle = 'a'\n+++\n", "Ա", "+++\ntitle = 'Ա'\n+++\n"},
		{"literal string of TOML that needs escapes", "+++\ntitle = 'a'\n+++\n", "Ա'բ", "+++\ntitle = \"Ա'բ\"\n+++\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := mdMustRead(t, tt.src)
			mdCheck(t, tt.src, p)
			if len(p.Blocks) == 0 {
				t.Fatal("no block")
			}
			b := &p.Blocks[0]
			got := tt.src[:b.Span.Start] + p.Spell(b, bitext.Content{Text: tt.text}) + tt.src[b.Span.End:]
			if got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
			if again := mdMustRead(t, got); again.Blocks[0].Text != tt.text {
				t.Errorf("read again: got %q, want %q", again.Blocks[0].Text, tt.text)
			}
		})
	}
}

// What is no front matter is Markdown, and what cannot be read stays with a
// reason.
func TestMarkdownFrontMatterOrNot(t *testing.T) {
	for _, tt := range []struct{ name, src, kinds, reason string }{
		{"two thematic breaks", "---\n---\na\n", "paragraph", ""},
		{"text between thematic breaks", "---\nA b\n---\na\n", "headline paragraph", ""},
		{"address between thematic breaks", "---\nhttp://a.example\n---\na\n", "headline paragraph", ""},
		{"no end", "---\ntitle: a\n\nb\n", "paragraph paragraph", ""},
		{"not at the start", "\n---\ntitle: a\n---\n", "headline", ""},
		{"values that are no text", "---\ntitle: 12\nsummary: [a]\ndescription: &x a\n---\nb\n", "paragraph", ""},
		{"keys in braces", "---\n\"title\": a\n---\nb\n", "headline paragraph", ""},
		{"broken YAML", "---\ntitle: \"a\n---\nb\n", "furniture paragraph", "front-matter: it is not YAML"},
		{"broken TOML", "+++\ntitle = a\n+++\nb\n", "furniture paragraph", "front-matter: it is not TOML"},
		{"too long", "---\ntitle: " + strings.Repeat("a", 70_000) + "\n---\nb\n", "furniture paragraph", "front-matter: it has 70008 bytes"},
		{"aliases", "---\na: &a [*a]\ntitle: b\n---\nb\n", "headline paragraph", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := mdMustRead(t, tt.src)
			mdCheck(t, tt.src, p)
			kinds := []string{}
			for _, b := range p.Blocks {
				kinds = append(kinds, string(b.Kind))
			}
			if got := strings.Join(kinds, " "); got != tt.kinds {
				t.Fatalf("got kinds %q, want %q", got, tt.kinds)
			}
			if got := p.Blocks[0].Reason; !strings.HasPrefix(got, tt.reason) || (got == "") != (tt.reason == "") {
				t.Errorf("got reason %q, want %q", got, tt.reason)
			}
		})
	}
}

func TestMarkdownMeta(t *testing.T) {
	for _, tt := range []struct {
		name, src string
		want      bitext.Meta
		lang      string
	}{
		{"first heading", "## a\n\n# b *c* `d`\n\n# e\n", bitext.Meta{Title: "b c"}, ""},
		{"authors and date", "---\nauthors: [A, B]\ndate: 2024-05-06\nlocale: \"en\"\n---\n",
			bitext.Meta{Author: "A, B", Date: "2024-05-06", Lang: "en"}, "en"},
		{"first key wins", "---\ntitle: a\nurl: https://b.example\ncanonical: https://c.example\n---\n# d\n",
			bitext.Meta{Title: "a", URL: "https://b.example"}, ""},
		{"TOML", "+++\ndate = 2024-05-06\nauthor = {name = \"A\"}\nlang = 'en'\n+++\n",
			bitext.Meta{Date: "2024-05-06", Author: "A", Lang: "en"}, "en"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := mdMustRead(t, tt.src)
			if p.Meta != tt.want {
				t.Errorf("got %+v, want %+v", p.Meta, tt.want)
			}
			lang := ""
			for _, s := range p.LangSpans {
				lang += s.Of(tt.src)
			}
			if lang != tt.lang {
				t.Errorf("got language spans %q, want %q", lang, tt.lang)
			}
		})
	}
}
