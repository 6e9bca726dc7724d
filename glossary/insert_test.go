package glossary

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func ani() *Concept {
	return &Concept{ID: "ani", Kind: Place, Case: Smart, Source: "https://example.org/ani", Note: "Of a thousand: and one churches.",
		Spellings: []Spelling{{Locale: "en", Canonical: "Ani", Variants: []string{"Any"}}},
		Targets:   []Target{{Locale: "hy", Preferred: "Անի", Class: "IU"}}}
}

const aniText = `- id: ani
  kind: place
  en:
    canonical: Ani
    variants: [Any]
  hy:
    preferred: Անի
    class: IU
  note: "Of a thousand: and one churches."
  source: https://example.org/ani
`

func TestInsert(t *testing.T) {
	const aare = "- {id: aare, kind: place, en: {canonical: Aare}, source: x} # as it was\n"
	const van = "# About Van,\n# the lake.\n- id:   van\n  kind: place\n  en: {canonical: 'Van'}\n  source: x\n"
	for _, tt := range []struct{ name, in, want string }{
		{"into an empty file", "", aniText},
		{"under a head", "# Places.\n\n", "# Places.\n\n" + aniText},
		{"at the end", aare, aare + "\n" + aniText},
		{"at an end without a line feed", strings.TrimSuffix(aare, "\n"), aare + "\n" + aniText},
		{"before the first, under the head", "# Places.\n\n" + van, "# Places.\n\n" + aniText + "\n" + van},
		{"between, with the comment above the next", aare + "\n\n" + van + "# end\n", aare + "\n\n" + aniText + "\n" + van + "# end\n"},
		{"with the line ends of the file", strings.ReplaceAll(aare, "\n", "\r\n"), strings.ReplaceAll(aare+"\n"+aniText, "\n", "\r\n")},
		{"into a list in brackets, which is laid out anew", "[{id: aare, kind: place, en: {canonical: Aare}, source: x}]\n",
			"- id: aare\n  kind: place\n  en:\n    canonical: Aare\n  source: x\n\n" + aniText},
		{"into an indented list, too", "  - {id: aare, kind: place, en: {canonical: Aare}, source: x}\n",
			"- id: aare\n  kind: place\n  en:\n    canonical: Aare\n  source: x\n\n" + aniText},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Insert(File{"f.yaml", []byte(tt.in)}, ani())
			if diff := cmp.Diff(tt.want, string(got)); diff != "" || err != nil {
				t.Errorf("%v, -want +got:\n%s", err, diff)
			}
		})
	}
}

func TestInsertRefuses(t *testing.T) {
	bad := ani()
	bad.Kind = "village"
	claimed := ani()
	claimed.ID = "any"
	for _, tt := range []struct {
		name, in string
		c        *Concept
		want     string
	}{
		{"an id that is there", aniText, ani(), `f.yaml:1: found a concept with the id "ani"; expected none with it yet; change that one, or choose another id`},
		{"a spelling that is there", aniText, claimed, `f.yaml:16: found "Any", which the concept "ani" at f.yaml:5 claims too; expected a spelling`},
		{"what the schema does not know", "", bad, `f.yaml:2: found "village"; expected person, place`},
		{"a file with a fault", "- id: [", ani(), "f.yaml:1: found text that is not YAML"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Insert(File{"f.yaml", []byte(tt.in)}, tt.c)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %q, %v; want %s", got, err, tt.want)
			}
		})
	}
}

// Every concept taken out of the shipped files goes back to where it was.
func TestInsertShipped(t *testing.T) {
	files, err := ReadFiles(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		g := outline(f, func(p Problem) { t.Fatal(p) })
		concepts, err := Parse(f)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(g.blocks); i += 150 {
			rest := *g
			rest.blocks = append(append([]*part{}, g.blocks[:i]...), g.blocks[i+1:]...)
			c, _ := concepts.Concept(g.blocks[i].id())
			got, err := Insert(File{f.Name, rest.bytes()}, c)
			if diff := cmp.Diff(string(f.Data), string(got)); (diff != "" || err != nil) && len(g.blocks[i].head) == 0 {
				t.Errorf("%s: %s: %v, -want +got:\n%s", f.Name, c.ID, err, diff)
			}
		}
	}
}

func TestSuggestID(t *testing.T) {
	for name, want := range map[string]string{"Çavuşoğlu": "cavusoglu", "Nagorno-Karabakh": "nagorno-karabakh", "U.S.": "us", "St. John’s": "st-johns",
		"  AT&T ": "at-t", "Սևան": "", "": "", "NEWS.am": "news-am"} {
		if got := SuggestID(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
