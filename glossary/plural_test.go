package glossary

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMatchPlurals(t *testing.T) {
	g, err := loadText(t, `
- {id: akar, kind: person, en: {canonical: Akar}, given: {en: {canonical: Hulusi}}, source: x}
- {id: cavusoglu, kind: person, en: {canonical: Cavusoglu, variants: [Chavushoglu, Chavush]}, source: x}
- {id: fox, kind: person, en: {canonical: Fox, variants: [Foks]}, source: x}
- {id: korea, kind: place, en: {canonical: Korea}, source: x}
- {id: moscow-times, kind: organisation, en: {canonical: Time}, source: x}
- {id: netherlands, kind: place, en: {canonical: Netherlands}, source: x}
- {id: usa, kind: place, en: {canonical: US}, source: x}
- {id: von-der-leyen, kind: person, en: {canonical: von der Leyen}, source: x}
`)
	if err != nil {
		t.Fatal(err)
	}
	type hit struct {
		Seen, ID, Canonical string
		Plural              bool
	}
	for _, tt := range []struct {
		name, text string
		want       []hit
	}{
		{"behind a number", "the two Koreas met", []hit{{"Koreas", "korea", "Koreas", true}}},
		{"behind an article", "With the Akars.", []hit{{"Akars", "akar", "Akars", true}}},
		{"of a variant", "both Chavushoglus’ cars", []hit{{"Chavushoglus", "cavusoglu", "Cavusoglus", true}}},
		{"with accents", "The Çavuşoğlus", []hit{{"Çavuşoğlus", "cavusoglu", "Cavusoglus", true}}},
		{"in -es", "the Foxes", []hit{{"Foxes", "fox", "Foxes", true}}},
		{"in -es where the canonical spelling has -s", "the Chavushes", []hit{{"Chavushes", "cavusoglu", "Cavusoglus", true}}},
		{"in -s where the canonical spelling has -es", "the Fokses", []hit{{"Fokses", "fox", "Foxes", true}}},
		{"of several words", "the Von der Leyens", []hit{{"Von der Leyens", "von-der-leyen", "Von der Leyens", true}}},
		{"in capitals", "THE KOREAS", []hit{{"KOREAS", "korea", "KOREAS", true}}},
		{"a name in -s is no plural", "the Netherlands", []hit{{"Netherlands", "netherlands", "Netherlands", false}}},
		{"a possessive is none", "the Akar's", []hit{{"Akar", "akar", "Akar", false}}},
		{"without a word that points", "Koreas, with Akars and seven, Akars", nil},
		{"across a line", "the\nKoreas", nil},
		{"of an organisation", "the Times", nil},
		{"of an acronym", "the USs", nil},
		{"with a given name", "the Hulusi Akars", []hit{}},
		{"in small letters", "the koreas", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []hit
			for _, m := range g.Matcher("en").Match(tt.text) {
				got = append(got, hit{tt.text[m.Start:m.End], m.Concept.ID, m.Canonical, m.Plural})
			}
			if len(tt.want) == 0 && len(got) == 0 {
				return
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}
