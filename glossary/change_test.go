package glossary

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func parsed(t *testing.T, text string) *Glossary {
	t.Helper()
	g, err := ParseEach(File{"f.yaml", []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// told is a change in one line.
func told(c Change) string {
	out := string(c.Kind) + " " + c.Was + ">" + c.ID
	for _, e := range c.Edits {
		out += "; " + e.Field.String() + " " + e.Old + ">" + e.New
	}
	return out
}

func TestCompare(t *testing.T) {
	const cavusoglu = `- id: cavusoglu
  kind: person
  en: {canonical: Cavusoglu, admitted: [Mevlut C], variants: [Chavushoglu]}
  hy: {preferred: Չավուշօղլու, admitted: [Չավուշօղլի], forbidden: [Չավուշողլու], class: U, forms: [Չավուշօղլվի]}
  given: {en: {canonical: Mevlut}, hy: {preferred: Մևլութ}}
  note: Minister.
  source: made up
`
	for _, tt := range []struct {
		name, change, to string
		want             []string
	}{
		{"nothing", "", "", nil},
		{"the order of keys and lists", "admitted: [Mevlut C], variants: [Chavushoglu]", "variants: [Chavushoglu], admitted: [Mevlut C]", nil},
		{"canonical", "canonical: Cavusoglu", "canonical: Cavushoglu", []string{"changed >cavusoglu; en.canonical Cavusoglu>Cavushoglu"}},
		{"variants", "[Chavushoglu]", "[Tchavushoglu, Cavusoglou]",
			[]string{"changed >cavusoglu; en.variants >Tchavushoglu; en.variants >Cavusoglou; en.variants Chavushoglu>"}},
		{"preferred", "preferred: Չավուշօղլու", "preferred: Չավուշողլի", []string{"changed >cavusoglu; hy.preferred Չավուշօղլու>Չավուշողլի"}},
		{"class taken away", ", class: U", "", []string{"changed >cavusoglu; hy.class U>"}},
		{"a term from one list into another", "admitted: [Չավուշօղլի], forbidden: [Չավուշողլու]", "forbidden: [Չավուշողլու, Չավուշօղլի]",
			[]string{"changed >cavusoglu; hy.admitted Չավուշօղլի>; hy.forbidden >Չավուշօղլի"}},
		{"class of an admitted term", "admitted: [Չավուշօղլի]", "admitted: [{term: Չավուշօղլի, class: IU}]",
			[]string{"changed >cavusoglu; hy.classes >Չավուշօղլի: IU"}},
		{"forms", "[Չավուշօղլվի]", "[Չավուշօղլվից]", []string{"changed >cavusoglu; hy.forms >Չավուշօղլվից; hy.forms Չավուշօղլվի>"}},
		{"given name", "preferred: Մևլութ", "preferred: Մևլյութ", []string{"changed >cavusoglu; given.hy.preferred Մևլութ>Մևլյութ"}},
		{"given name last", "given: {", "given: {after: true, ", []string{"changed >cavusoglu; given.after >true"}},
		{"note and source", "note: Minister.\n  source: made up", "source: \"https://x\"", []string{"changed >cavusoglu; note Minister.>; source made up>https://x"}},
		{"case and kind", "kind: person", "kind: person\n  case: exact", []string{"changed >cavusoglu; case >exact"}},
		{"id", "id: cavusoglu", "id: cavusoglu-mevlut", []string{"renamed cavusoglu>cavusoglu-mevlut"}},
		{"id and more", "id: cavusoglu\n  kind: person\n", "id: cavusoglu-mevlut\n  case: exact\n  kind: person\n",
			[]string{"renamed cavusoglu>cavusoglu-mevlut; case >exact"}},
		{"another concept under another id", "id: cavusoglu\n  kind: person\n  en: {canonical: Cavusoglu", "id: akar\n  kind: person\n  en: {canonical: Akar",
			[]string{"added >akar", "removed >cavusoglu"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			edited := strings.Replace(cavusoglu, tt.change, tt.to, 1)
			if tt.change != "" && edited == cavusoglu {
				t.Fatal("the change changes nothing")
			}
			var got []string
			for _, c := range Compare(parsed(t, cavusoglu), parsed(t, edited)) {
				got = append(got, told(c))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			back := Compare(parsed(t, edited), parsed(t, cavusoglu))
			if len(back) != len(tt.want) {
				t.Errorf("%d changes there, %d back", len(tt.want), len(back))
			}
		})
	}
}

// Two concepts of one name are not taken for a renamed one.
func TestCompareDoesNotGuessARename(t *testing.T) {
	const one = "- {id: a, kind: place, en: {canonical: Van}, source: x}\n"
	const two = "- {id: b, kind: place, en: {canonical: Van}, source: x}\n- {id: c, kind: place, en: {canonical: Van}, source: x}\n"
	var got []string
	for _, c := range Compare(parsed(t, one), parsed(t, two)) {
		got = append(got, told(c))
	}
	if diff := cmp.Diff([]string{"removed >a", "added >b", "added >c"}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestTouches(t *testing.T) {
	const van = "- {id: van, kind: place, en: {canonical: Van}, hy: {preferred: Վան}, source: x}\n"
	for _, tt := range []struct {
		name, old, new string
		target         string
		want           bool
	}{
		{"its term", "Վան", "Վանա", "hy", true},
		{"a child of its locale", "Վան", "Վանա", "hy-AM", true},
		{"another locale", "Վան", "Վանա", "fr", false},
		{"how it is declined", "preferred: Վան", "preferred: Վան, class: O", "hy", true},
		{"how it is found", "canonical: Van", "canonical: Van, variants: [Wan]", "fr", true},
		{"its kind", "kind: place", "kind: person", "fr", true},
		{"a source", "source: x", "source: y", "hy", false},
		{"a note", "source: x", "note: y, source: x", "hy", false},
		{"another id", "id: van", "id: van-town", "hy", true},
		{"a concept that is gone", van, "", "fr", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			changes := Compare(parsed(t, van), parsed(t, strings.Replace(van, tt.old, tt.new, 1)))
			if len(changes) != 1 || changes[0].Touches("en", tt.target) != tt.want {
				t.Errorf("got %+v", changes)
			}
		})
	}
}

func TestWriteFacts(t *testing.T) {
	var b strings.Builder
	g := parsed(t, "- {id: xi, kind: person, keep: true, en: {canonical: Xi, variants: [Si, Shi]}, hy: {forbidden: [Քսի]}, given: {after: true, en: {canonical: Jinping}}, source: x}\n")
	if err := g.WriteFacts(&b); err != nil {
		t.Fatal(err)
	}
	want := "xi  kind  person\nxi  keep  true\nxi  en.canonical  Xi\nxi  en.variants  Si\nxi  en.variants  Shi\nxi  hy.forbidden  Քսի\n" +
		"xi  given.after  true\nxi  given.en.canonical  Jinping\nxi  source  x\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
