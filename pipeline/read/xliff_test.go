package read

import (
	"os"
	"strings"
	"testing"

	"targman/pipeline/bitext"
)

// translated is an XLIFF document in which every open block has a translation:
// its source in brackets, with its codes.
func translated(t *testing.T, name string, data []byte) string {
	t.Helper()
	a, err := Article(name, "name", data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return translatedArticle(a)
}

func translatedArticle(a *bitext.Article) string {
	var out strings.Builder
	at := 0
	for i := range a.Blocks {
		b := &a.Blocks[i]
		if b.Kind == bitext.Furniture {
			continue
		}
		c := bitext.Content{Text: "[" + b.Text + "]"}
		for _, k := range b.Codes {
			k.At++
			c.Codes = append(c.Codes, k)
		}
		out.WriteString(a.Source[at:b.Span.Start] + a.Spell(b, c))
		at = b.Span.End
	}
	out.WriteString(a.Source[at:])
	return out.String()
}

// TestXLIFFWritesNothingButTargets: what other tools have put into a file
// survives byte for byte.
func TestXLIFFWritesNothingButTargets(t *testing.T) {
	for name, want := range map[string][]string{
		"foreign12.xlf": {
			"<source>The harbour opens on Monday.</source>",
			"<source>The harbour opens on Monday.</source>\n        <target state=\"needs-review-translation\">[The harbour opens on Monday.]</target>",
			`<target state="new" tool:by='x'/><alt-trans>`,
			`<target state="needs-review-translation" tool:by='x'>[Boats &amp; <g id="1" tool:k="v">ships</g> may<x id="2"/> wait.]</target><alt-trans>`,
			`<target state="needs-translation"><bpt id="1">&lt;b></bpt>Nobody<ept id="1">&lt;/b></ept> swims.</target>`,
			`<target state="needs-review-translation">[<bpt id="1">&lt;b></bpt>Nobody<ept id="1">&lt;/b></ept> swims.]</target>`,
		},
		"foreign2.xliff": {
			`dataRef="d1"/></x:source>`,
			`dataRef="d1"/></x:source>` + "\n     " + `<x:target>[The <x:pc id="1">old</x:pc> mill turns.<x:ph id="2" dataRef="d1"/>]</x:target>`,
			`<x:target  ></x:target>`, `<x:target>[Water <x:sc id="3"/>runs<x:ec startRef="3"/>.]</x:target>`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile("testdata/xliff/" + name)
			if err != nil {
				t.Fatal(err)
			}
			expected := string(data)
			for i := 0; i < len(want); i += 2 {
				if strings.Count(expected, want[i]) != 1 {
					t.Fatalf("%q stands %d times in the document", want[i], strings.Count(expected, want[i]))
				}
				expected = strings.Replace(expected, want[i], want[i+1], 1)
			}
			if got := translated(t, name, data); got != expected {
				t.Errorf("got\n%s\nwant\n%s", got, expected)
			}
			if again := translated(t, name, []byte(expected)); again != expected {
				t.Error("what was translated is translated again")
			}
		})
	}
}

func TestXLIFFRefuses(t *testing.T) {
	deep := strings.Repeat("<g>", 10_000) + strings.Repeat("</g>", 10_000)
	for _, x := range []struct{ name, doc, want string }{
		{"another root", "<tmx version=\"1.4\"/>", "line 1: found <tmx"},
		{"text", "Hello.", "found no <xliff>"},
		{"an entity that leads to a file", `<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]><xliff version="1.2">&x;</xliff>`, "found a document type with declarations of its own"},
		{"an entity that is not declared", "<xliff version=\"1.2\">\n<file><body><trans-unit id=\"1\"><source>&x;</source></trans-unit></body></file></xliff>", "line 2: "},
		{"ten thousand elements deep", `<xliff version="1.2"><file><body><trans-unit id="1"><source>` + deep + `</source></trans-unit></body></file></xliff>`, "nested deeper than 200"},
		{"a file that is cut", `<xliff version="1.2"><file><body><trans-unit id="1"><source>A`, "found the end of the file inside <source>"},
		{"tags that cross", `<xliff version="1.2"><file></xliff></file>`, "found </xliff>"},
		{"no target language in version 2", `<xliff version="2.0" srcLang="en"><file id="1"/></xliff>`, "found no trgLang"},
		{"version 3", `<xliff version="3.0"/>`, "version 1.x or 2.x"},
	} {
		t.Run(x.name, func(t *testing.T) {
			_, err := Article("a.xlf", "a", []byte(x.doc), Options{})
			if err == nil || !strings.Contains(err.Error(), x.want) {
				t.Errorf("%v, want %q", err, x.want)
			}
		})
	}
}

// FuzzXLIFF: whatever is read, what is no target keeps its bytes, and a document
// that was translated is translated.
func FuzzXLIFF(f *testing.F) {
	for _, name := range []string{"foreign12.xlf", "foreign2.xliff"} {
		data, err := os.ReadFile("testdata/xliff/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, src string) {
		p, err := readXLIFF(strings.ToValidUTF8(src, "?"), Options{})
		if err != nil {
			return
		}
		a := &bitext.Article{Source: strings.ToValidUTF8(src, "?"), Blocks: p.Blocks, Spell: p.Spell}
		if err := verify(a); err != nil {
			t.Fatal(err)
		}
		spelled := splice(a, func(b *bitext.Block) string { return a.Spell(b, b.Content) })
		again, err := readXLIFF(spelled, Options{})
		if err != nil || len(again.Blocks) != len(p.Blocks) {
			t.Errorf("spelled anew: %d blocks of %d, %v:\n%q", len(again.Blocks), len(p.Blocks), err, spelled)
		}
	})
}
