package settle_test

import (
	"strings"
	"testing"

	"targman/glossary"
	"targman/pipeline/lang/hy"
	"targman/pipeline/settle"
)

// An admitted term is found and put right by its own class, the preferred one
// by another.
func TestClassOfAnAdmittedTerm(t *testing.T) {
	g, err := glossary.Parse(glossary.File{Name: "names.yaml", Data: []byte(`
- id: etchmiadzin
  kind: place
  en: {canonical: Etchmiadzin}
  hy: {preferred: Էջմիածին, class: "stem:Էջմիածն", admitted: [Վաղարշապատ, {term: Սրբատեղի, class: IU}]}
  source: made up
`)})
	if err != nil {
		t.Fatal(err)
	}
	s := settle.New(g, "en", "hy", hy.Pack())
	for _, c := range []struct{ target, want, ids string }{
		{"Եկա Էջմիածնից։", "Եկա Էջմիածնից։", ""},
		{"Եկա Էչմիածնից։", "Եկա Էջմիածնից։", ""},
		{"Եկա Էջմիածինից։", "Եկա Էջմիածնից։", ""},
		{"Եկա Սրբատեղուց։", "Եկա Սրբատեղուց։", ""},
		{"Եկա Վաղարշապատից։", "Եկա Վաղարշապատից։", ""},
		{"Եկա քաղաքից։", "Եկա քաղաքից։", "term-missing"},
	} {
		u := unitOf(g, "I came from Etchmiadzin.", c.target)
		s.Unit(&u)
		if got := strings.Join(ids(&u), " "); u.Target.Text != c.want || got != c.ids {
			t.Errorf("settled %q to %q with %q, want %q with %q", c.target, u.Target.Text, got, c.want, c.ids)
		}
	}
}
