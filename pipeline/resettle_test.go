package pipeline

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"targman/glossary"
	"targman/pipeline/bitext"
	"targman/pipeline/lang/en"
	"targman/pipeline/lang/hy"
	"targman/pipeline/memory"
)

const names = `- id: erzurumi
  kind: person
  en: {canonical: Erzurumi}
  hy: {preferred: Էրզրումցի, admitted: [Երզնկացի], class: IU}
  source: x
- id: kars
  kind: place
  en: {canonical: Kars}
  hy: {preferred: Կարս}
  source: x
`

var enHy = memory.Pair{Source: "en", Target: "hy"}

func lineWith(t *testing.T, yaml string) *Line {
	t.Helper()
	g, err := glossary.Parse(glossary.File{Name: "names.yaml", Data: []byte(yaml)})
	if err != nil {
		t.Fatal(err)
	}
	return &Line{Pair: enHy, Source: en.Pack(), Target: hy.Pack(), Glossary: g, Names: g.Matcher("en"), Workers: 2}
}

// stocked is a memory with one translation, made with the names.
func stocked(t *testing.T, text, target string, human bool) *memory.Memory {
	t.Helper()
	m, err := memory.Open(filepath.Join(t.TempDir(), "memory.db"), memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	if _, err := lineWith(t, names).Resettle(context.Background(), m, false); err != nil {
		t.Fatal(err)
	}
	e := memory.Entry{Query: memory.Query{Text: text, Before: "Kars.", Article: "a", Unit: "1.1"}, Target: target, State: bitext.Translated}
	e.Provenance = bitext.Provenance{Human: human, Engine: "e", Concepts: []string{"erzurumi=Էրզրումցի"}}
	if err := m.Keep(context.Background(), enHy, []memory.Entry{e}); err != nil {
		t.Fatal(err)
	}
	return m
}

// TestPromiseIsDeed changes the glossary in every way: what Effect says is what
// Resettle does, and a second time there is nothing left to do.
func TestPromiseIsDeed(t *testing.T) {
	replace := func(old, new string) func(string) string {
		return func(s string) string { return strings.Replace(s, old, new, 1) }
	}
	for _, c := range []struct {
		name         string
		change       func(string) string
		text, target string
		human        bool
		outcome      Outcome // empty where no translation is touched
		moved        int
		wantText     string
		want         string
	}{
		{"another spelling", replace("Էրզրումցի", "Էրզրումի"), "Erzurumi left.", "Էրզրումցին գնաց։", false, Resettled, 0, "", "Էրզրումին գնաց։"},
		{"another name", replace("Էրզրումցի", "Կարնեցի"), "They heard Erzurumi.", "Լսեցին Էրզրումցու խոսքը։", false, Resettled, 0, "", "Լսեցին Կարնեցու խոսքը։"},
		{"another name, a code beside it", replace("Էրզրումցի", "Կարնեցի"), "They heard ⟦1⟧Erzurumi⟦2⟧.", "Լսեցին ⟦1⟧Էրզրումցուն⟦2⟧։", false, Resettled, 0, "", "Լսեցին ⟦1⟧Կարնեցուն⟦2⟧։"},
		{"a spelling that is forbidden now", replace("admitted: [Երզնկացի]", "forbidden: [Երզնկացի]"), "Erzurumi left.", "Երզնկացին գնաց։", false, Resettled, 0, "", "Էրզրումցին գնաց։"},
		{"a spelling that is not admitted now", replace("admitted: [Երզնկացի], ", ""), "Erzurumi left.", "Երզնկացին գնաց։", false, Resettled, 0, "", "Էրզրումցին գնաց։"},
		{"one more that is admitted", replace("[Երզնկացի]", "[Երզնկացի, Կարնեցի]"), "Erzurumi left.", "Էրզրումցին գնաց։", false, Right, 0, "", ""},
		{"another class", replace("class: IU", "class: I"), "They heard Erzurumi.", "Լսեցին Էրզրումցիից։", false, Right, 0, "", ""},
		{"another name in English", replace("canonical: Erzurumi", "canonical: Karnetsi, variants: [Erzurumi]"), "Erzurumi left.", "Էրզրումցին գնաց։", false, Right, 1, "Karnetsi left.", ""},
		{"another name in English, a person's work", replace("canonical: Erzurumi", "canonical: Karnetsi, variants: [Erzurumi]"), "Erzurumi left.", "Էրզրումցին գնաց։", true, Right, 1, "Karnetsi left.", ""},
		{"one more variant", replace("canonical: Erzurumi", "canonical: Erzurumi, variants: [The man]"), "The man left.", "Մարդը գնաց։", false, ForEngine, 1, "Erzurumi left.", ""},
		{"a new name", func(s string) string {
			return s + "- id: van\n  kind: place\n  en: {canonical: Van}\n  hy: {preferred: Վան}\n  source: x\n"
		}, "Van is far.", "Վանը հեռու է։", false, Right, 0, "", ""},
		{"a name that is gone", func(s string) string { return s[strings.Index(s, "- id: kars"):] }, "Erzurumi left.", "Էրզրումցին գնաց։", false, Right, 0, "", ""},
		{"another id", replace("id: erzurumi", "id: karnetsi"), "Erzurumi left.", "Էրզրումցին գնաց։", false, Right, 0, "", ""},
		{"a name that is not there", replace("Էրզրումցի", "Կարնեցի"), "Erzurumi left.", "Նա գնաց։", false, ForEngine, 0, "", ""},
		{"a person's work", replace("Էրզրումցի", "Կարնեցի"), "Erzurumi left.", "Էրզրումցին գնաց։", true, ForPerson, 0, "", ""},
		{"a name of others", replace("Կարս", "Ղարս"), "Erzurumi left.", "Էրզրումցին գնաց։", false, "", 0, "", ""},
		{"a note", replace("source: x", "note: y\n  source: x"), "Erzurumi left.", "Էրզրումցին գնաց։", false, "", 0, "", ""},
		{"the name of a neighbour", replace("canonical: Kars", "canonical: Ghars, variants: [Kars]"), "He left.", "Նա գնաց։", false, "", 1, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx := context.Background()
			m := stocked(t, c.text, c.target, c.human)
			l := lineWith(t, c.change(names))
			promise, err := l.Effect(ctx, m, lineWith(t, names).Glossary)
			if err != nil {
				t.Fatal(err)
			}
			if promise.Total.Outcomes[c.outcome] != promise.Total.Segments || (promise.Total.Segments > 0) != (c.outcome != "") || promise.Moved != c.moved {
				t.Errorf("outcomes %v, %d moved; want %q and %d", promise.Total.Outcomes, promise.Moved, c.outcome, c.moved)
			}
			deed, err := l.Resettle(ctx, m, false)
			if err != nil || fmt.Sprint(deed.Total, deed.Changed, deed.Moved, deed.Examples) != fmt.Sprint(promise.Total, promise.Changed, promise.Moved, promise.Examples) {
				t.Errorf("it did %+v, %v", deed.Total, err)
			}
			q := memory.Query{Text: c.text, Before: "Kars.", Article: "a", Unit: "1.1"}
			if c.wantText != "" {
				q.Text = c.wantText
			}
			if c.name == "the name of a neighbour" {
				q.Before = "Ghars."
			}
			want := c.target
			if c.want != "" {
				want = c.want
			}
			got, err := m.Recall(ctx, enHy, "", []memory.Query{q})
			if err != nil || got[0].Target != want || got[0].Score != 0 { // at its very place: as it was kept
				t.Errorf("the memory has %+v, %v; want %q", got[0], err, want)
			}
			if again := got[0].Provenance.Again != ""; again != (c.outcome == ForEngine) {
				t.Errorf("it asks for an engine: %t", again)
			}
			second, err := l.Effect(ctx, m, l.Glossary)
			if err != nil || second.Changed > 0 {
				t.Errorf("a second time %d change, %v", second.Changed, err)
			}
		})
	}
}
