package glossary

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const people = `
- id: cavusoglu
  kind: person
  en: {canonical: Cavusoglu, variants: [Chavushoglu]}
  hy: {preferred: Չավուշօղլու, admitted: [Չավուշօղլի], forbidden: [Չավուշողլու], class: U, forms: [Չավուշօղլուինը]}
  given:
    en: {canonical: Mevlut}
    hy: {preferred: Մևլութ, forbidden: [Մևլյուտ]}
  source: made up
- id: reuters
  kind: organisation
  keep: true
  en: {canonical: Reuters}
  hy: {forbidden: [Ռոյթերս], class: LAT}
  source: made up
- id: post
  kind: organisation
  keep: true
  en: {canonical: The Washington Post, admitted: [Washington Post]}
  source: made up
- id: xi
  kind: person
  en: {canonical: Xi}
  hy: {preferred: Սի, class: I}
  given:
    after: true
    en: {canonical: Jinping}
    hy: {preferred: Ծինփին, forms: [Ծինփինինը]}
  source: made up
`

func TestTarget(t *testing.T) {
	g, err := loadText(t, people)
	if err != nil {
		t.Fatal(err)
	}
	surname := Target{Locale: "hy", Preferred: "Չավուշօղլու", Admitted: []string{"Չավուշօղլի"}, Forbidden: []string{"Չավուշողլու"},
		Class: "U", Forms: []string{"Չավուշօղլուինը"}}
	for _, tt := range []struct {
		name, id, locale string
		given            bool
		want             Target
		ok               bool
	}{
		{"surname", "cavusoglu", "hy", false, surname, true},
		{"parent locale", "cavusoglu", "hy-AM", false, surname, true},
		{"parent of a longer locale", "cavusoglu", "hy-Armn-AM-x-news", false, surname, true},
		{"another language", "cavusoglu", "hyw", false, Target{}, false},
		{"full name", "cavusoglu", "hy", true, Target{Locale: "hy", Preferred: "Մևլութ Չավուշօղլու", Admitted: []string{"Մևլութ Չավուշօղլի"},
			Forbidden: []string{"Չավուշողլու", "Մևլութ Չավուշողլու", "Մևլյուտ Չավուշօղլու", "Մևլյուտ Չավուշօղլի", "Մևլյուտ Չավուշողլու"},
			Class:     "U", Forms: []string{"Մևլութ Չավուշօղլուինը"}}, true},
		{"given name last", "xi", "hy", true, Target{Locale: "hy", Preferred: "Սի Ծինփին", Forms: []string{"Սի Ծինփինինը"}}, true},
		{"given name last, left out", "xi", "hy", false, Target{Locale: "hy", Preferred: "Սի", Class: "I"}, true},
		{"kept", "reuters", "hy", true, Target{Locale: "hy", Preferred: "Reuters", Forbidden: []string{"Ռոյթերս"}, Class: "LAT"}, true},
		{"kept under another name", "post", "hy", false, Target{Locale: "hy", Preferred: "The Washington Post", Admitted: []string{"Washington Post"}}, true},
		{"kept in any locale", "reuters", "fr", false, Target{Locale: "fr", Preferred: "Reuters"}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, found := g.Concept(tt.id)
			if !found {
				t.Fatal("no such concept")
			}
			got, ok := c.Target(tt.locale, tt.given)
			if diff := cmp.Diff(tt.want, got); diff != "" || ok != tt.ok {
				t.Errorf("ok %v, want %v; -want +got:\n%s", ok, tt.ok, diff)
			}
		})
	}
}

func TestFingerprint(t *testing.T) {
	print := func(texts ...string) string {
		t.Helper()
		dir := t.TempDir()
		for i, text := range texts {
			writeFile(t, dir, string(rune('a'+i))+".yaml", text)
		}
		g, err := Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		return g.Fingerprint()
	}
	const sevan = "- id: sevan\n  kind: place\n  en: {canonical: Sevan}\n  source: made up\n"
	const van = "# A lake\n- source: made up\n  id: van\n  kind: place\n  en:\n    canonical: Van\n"
	same := print(sevan, van)
	if got := print(van + sevan); got != same {
		t.Error("the order of files and concepts changes the fingerprint")
	}
	if got := print(sevan + "  hy: {preferred: Սևան}\n" + van); got == same {
		t.Error("a new term does not change the fingerprint")
	}
	if len(same) != 64 {
		t.Errorf("got %q, want 64 digits", same)
	}
}

func TestCanonical(t *testing.T) {
	g, err := loadText(t, people)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := g.Concept("xi")
	for _, tt := range []struct {
		locale, want string
		given, ok    bool
	}{{"en", "Xi", false, true}, {"en-GB", "Xi Jinping", true, true}, {"hy", "", true, false}} {
		if got, ok := c.Canonical(tt.locale, tt.given); got != tt.want || ok != tt.ok {
			t.Errorf("%+v: got %q, %v", tt, got, ok)
		}
	}
}

// An admitted term keeps its class with a given name before it.
func TestClassOf(t *testing.T) {
	g, err := loadText(t, `- id: saakashvili
  kind: person
  en: {canonical: Saakashvili}
  hy: {preferred: Սաակաշվիլի, admitted: [{term: Սահակաշվիլի, class: I}, Սաակով], class: IU}
  given:
    en: {canonical: Mikheil}
    hy: {preferred: Միխեիլ, admitted: [{term: Միշա, class: A}]}
  source: made up
`)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := g.Concept("saakashvili")
	full, _ := c.Target("hy", true)
	for term, want := range map[string]string{
		"Միխեիլ Սաակաշվիլի": "IU", "Միշա Սաակաշվիլի": "IU", "Միխեիլ Սահակաշվիլի": "I", "Միշա Սահակաշվիլի": "I", "Միխեիլ Սաակով": "",
	} {
		if got := full.ClassOf(term); got != want {
			t.Errorf("%s: got class %q, want %q", term, got, want)
		}
	}
}
