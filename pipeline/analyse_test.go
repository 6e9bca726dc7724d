package pipeline_test

import (
	"maps"
	"testing"

	"targman/pipeline"
	"targman/pipeline/bitext"
	"targman/pipeline/memory"
)

// TestClasses analyses one article with one translation in the memory.
func TestClasses(t *testing.T) {
	const text = "The mill stood still for ten days."
	place := memory.Query{Text: text, Before: "First.", After: "Last.", Article: "a", Unit: "2.1"}
	elsewhere := memory.Query{Text: text, Before: "Other.", Article: "b", Unit: "9.1"}
	between := place
	between.Article = "b"
	person, machine := bitext.Provenance{Human: true, By: "Ani"}, bitext.Provenance{Engine: "test"}
	for _, c := range []struct {
		name      string
		query     memory.Query
		source    string // of the memory, where it is another one
		origin    bitext.Origin
		by        bitext.Provenance
		penalties []memory.Penalty
		want      pipeline.Class
	}{
		{name: "a person's, here", query: place, origin: bitext.FromHuman, by: person, want: pipeline.Context},
		{name: "a machine's, here", query: place, origin: bitext.Backend("test"), by: machine, want: pipeline.Machine},
		{name: "a machine's that a person approved, here", query: place, origin: bitext.Backend("test"), by: person, want: pipeline.Context},
		{name: "a person's, between the same neighbours", query: between, origin: bitext.FromHuman, by: person, want: pipeline.Context},
		{name: "a person's, elsewhere", query: elsewhere, origin: bitext.FromHuman, by: person, want: pipeline.Exact},
		{name: "a machine's, between the same neighbours", query: between, origin: bitext.Backend("test"), by: machine, want: pipeline.Machine},
		{name: "a machine's, elsewhere", query: elsewhere, origin: bitext.Backend("test"), by: machine, want: pipeline.Machine},
		{name: "an aligned pair", query: elsewhere, origin: bitext.FromAlign, want: pipeline.Machine},
		{name: "a person's, with a penalty", query: elsewhere, origin: bitext.FromHuman, by: person,
			penalties: []memory.Penalty{{By: "Ani", Points: 20}}, want: pipeline.Fuzzy75},
		{name: "one word of seven is another", query: elsewhere, source: "The mill stood still for nine days.", by: person, want: pipeline.Fuzzy85},
		{name: "two words of seven", query: elsewhere, source: "The mill stood here for nine days.", by: person, want: pipeline.Fuzzy50},
		{name: "three words of seven", query: elsewhere, source: "The mill went on for nine days.", by: person, want: pipeline.Fuzzy50},
		{name: "four words of seven", query: elsewhere, source: "The mill went on until nine o'clock.", by: person, want: pipeline.New},
		{name: "a mark is another", query: elsewhere, source: "The mill stood still for ten days!", by: person, want: pipeline.Fuzzy95},
		{name: "a text that says nothing of it", query: elsewhere, source: "Grapes.", by: person, want: pipeline.New},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorkshop(t)
			m, err := memory.Open(w.memory.Path(), memory.Options{Penalties: c.penalties})
			if err != nil {
				t.Fatal(err)
			}
			defer m.Close()
			e := memory.Entry{Query: c.query, Target: "Ջրաղացը կանգնած էր տասն օր։", State: bitext.Translated, Origin: c.origin, Score: 90, Provenance: c.by}
			if c.source != "" {
				e.Text = c.source
			}
			l := w.line(nil)
			l.Memory, l.Rates = m, pipeline.Rates{c.want: .5}
			if err := m.Keep(t.Context(), l.Pair, []memory.Entry{e}); err != nil {
				t.Fatal(err)
			}
			for _, fuzzy := range []pipeline.Fuzzy{{Most: 3}, {Least: 100, Most: 1}, {Least: 50, Use: 50, Most: 3}} {
				l.Fuzzy = fuzzy
				a, err := l.Analyse(t.Context(), []pipeline.Input{input("a.txt", "First.\n\n"+text+"\n\nLast.\n")})
				if err != nil {
					t.Fatal(err)
				}
				want := pipeline.Volumes{pipeline.New: {Segments: 2, Words: 2, Characters: 11}}
				want[c.want] = want[c.want].Plus(pipeline.Volume{Segments: 1, Words: 7, Characters: 34})
				if !maps.Equal(a.Total, want) {
					t.Errorf("%+v: got %v, want %v", fuzzy, a.Total, want)
				}
				weighted := 5.5
				if c.want == pipeline.New {
					weighted = 4.5
				}
				if a.Weighted != weighted || a.Articles[0].Weighted != weighted {
					t.Errorf("%v and %v weighted words, want %v", a.Weighted, a.Articles[0].Weighted, weighted)
				}
			}
		})
	}
}

// TestRepetitions are told by where the text stands first, however many articles
// lie between.
func TestRepetitions(t *testing.T) {
	w := newWorkshop(t)
	inputs := append([]pipeline.Input{input("first.txt", "It rains.\n\nOnce more.\n\nIt rains.\n")}, many(several)...)
	inputs = append(inputs, input("last.txt", "It rains.\n\nIt rains.\n\nAll of them share this.\n"))
	a, err := w.line(nil).Analyse(t.Context(), inputs)
	if err != nil {
		t.Fatal(err)
	}
	last := a.Articles[len(a.Articles)-1].Classes
	if got := a.Articles[0].Classes[pipeline.Repetitions].Segments; got != 1 {
		t.Errorf("%d repetitions in the first article, want 1", got)
	}
	if last[pipeline.Repetitions].Segments != 1 || last[pipeline.CrossRepetitions].Segments != 2 {
		t.Errorf("the last article: %v", last)
	}
	if got := a.Total[pipeline.CrossRepetitions].Segments; got != several-1+2 {
		t.Errorf("%d repetitions of other articles, want %d", got, several+1)
	}
}

// TestVolume counts as the documentation says.
func TestVolume(t *testing.T) {
	w := newWorkshop(t)
	for text, want := range map[string]pipeline.Volume{
		"One – two.\n":                   {Segments: 1, Words: 2, Characters: 10},
		"A 3rd state-of-the-art\n":       {Segments: 1, Words: 3, Characters: 22},
		"Ջուր՝ and water\n":              {Segments: 1, Words: 3, Characters: 15},
		"See ![a map](map.png) for it\n": {Segments: 1, Words: 3, Characters: 11},
	} {
		a, err := w.line(nil).Analyse(t.Context(), []pipeline.Input{input("a.md", text)})
		if err != nil {
			t.Fatal(err)
		}
		if got := a.Total.Sum(); got != want {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
}
