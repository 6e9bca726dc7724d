package pipeline_test

import (
	"fmt"
	"strings"
	"testing"

	"targman/pipeline"
	"targman/pipeline/bitext"
	"targman/pipeline/memory"
)

// TestAdapt has one translation in the memory and a text that is like it.
func TestAdapt(t *testing.T) {
	for _, c := range []struct{ name, source, target, text, want string }{
		{"a number", "It opened in 2019.", "Բացվեց 2019 թվականին։", "It opened in 2021.", "Բացվեց 2021 թվականին։"},
		{"the target's separators", "It cost 41,500.50 euros.", "Արժեր 41.500,50 եվրո։", "It cost 7,300.25 euros.", "Արժեր 7.300,25 եվրո։"},
		{"other groups of digits", "It cost 41,500 euros.", "Արժեր 41500 եվրո։", "It cost 7,300 euros.", ""},
		{"the number is spelled out", "It took 2 days.", "Երկու օր տևեց։", "It took 3 days.", ""},
		{"the number has an ending", "It opened in 2019.", "Բացվեց 2019-ին։", "It opened in 2021.", ""},
		{"the number stands once more", "It took 2 days.", "2 օր տևեց, այո, 2։", "It took 3 days.", ""},
		{"numbers change places", "From 3 to 5 days.", "3 օրից 5 օր։", "From 5 to 3 days.", "5 օրից 3 օր։"},
		{"one number becomes two", "From 3 to 3 days.", "3 օրից 3 օր։", "From 3 to 5 days.", ""},
		{"a number that is part of a word", "The B2 class.", "B2 դասը։", "The B3 class.", ""},
		{"a place", "Talks went on in Ankara today.", "Բանակցությունները շարունակվեցին Անկարայում այսօր։", "Talks went on in Brussels today.", "Բանակցությունները շարունակվեցին Բրյուսելում այսօր։"},
		{"a name of another kind", "Talks went on in Ankara today.", "Բանակցությունները շարունակվեցին Անկարայում այսօր։", "Talks went on in Lavrov today.", ""},
		{"the name is not in the translation", "Talks went on in Ankara today.", "Բանակցությունները շարունակվեցին այսօր։", "Talks went on in Brussels today.", ""},
		{"another word too", "Talks went on in Ankara today.", "Բանակցությունները շարունակվեցին Անկարայում այսօր։", "Talks went on in Brussels yesterday.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorkshop(t)
			l := w.line(nil)
			l.Fuzzy = pipeline.Fuzzy{Least: 60, Most: 3}
			e := memory.Entry{Query: memory.Query{Text: c.source}, Target: c.target, State: bitext.Final, Origin: bitext.FromHuman,
				Provenance: bitext.Provenance{Human: true, By: "Ani"}}
			if err := w.memory.Keep(t.Context(), l.Pair, []memory.Entry{e}); err != nil {
				t.Fatal(err)
			}
			w.must(l, []pipeline.Input{input("a.txt", c.text)})
			r := rows(t, w.written()["a.tsv"])[0]
			state, origin, target := r[2], r[3], r[6]
			wanted := [3]string{"translated", "memory:adapted", c.want}
			if c.want == "" {
				wanted = [3]string{"initial", "", ""}
			}
			if got := [3]string{state, origin, target}; got != wanted {
				t.Errorf("got %q, want %q; findings %s", got, wanted, r[8])
			}
		})
	}
}

// TestSuggestionsDoNotDependOnWorkers translates articles that are like each
// other and like the memory, with few and many at work, and engines that answer
// in any order.
func TestSuggestionsDoNotDependOnWorkers(t *testing.T) {
	var inputs []pipeline.Input
	for i := range 150 { // more than two windows
		inputs = append(inputs, input(fmt.Sprintf("a%d.txt", i), fmt.Sprintf(
			"The mill number %d stood still. The old mill by the river stood still for %d years. The new mill number %d went on.", i%7, i%5, i)))
	}
	var first map[string]string
	for _, workers := range []int{1, 2, 7} {
		w := newWorkshop(t)
		l := w.line(&engine{answer: shouted})
		l.Workers, l.Fuzzy = workers, pipeline.Fuzzy{Least: 50, Use: 80, Most: 3}
		for i, text := range []string{"The old mill by the river stood still for 3 years.", "The mill went on.", "A new mill number 9 went on.", "Any mill number 9 went on."} {
			e := memory.Entry{Query: memory.Query{Text: text}, Target: fmt.Sprintf("Ջրաղաց %d, 3, 9։", i), State: bitext.Translated,
				Provenance: bitext.Provenance{Human: i%2 == 0, Time: "2026-01-02T03:04:05Z"}}
			if err := w.memory.Keep(t.Context(), l.Pair, []memory.Entry{e}); err != nil {
				t.Fatal(err)
			}
		}
		w.must(l, inputs)
		got := w.written()
		if first == nil {
			first = got
			all := strings.Join([]string{got["a0.tsv"], got["a1.tsv"], got["a149.tsv"]}, "")
			for _, origin := range []string{"memory:fuzzy", "memory:adapted", "memory:machine", "backend:test"} {
				if !strings.Contains(all, origin) {
					t.Errorf("no %s in\n%s", origin, all)
				}
			}
		}
		for name, text := range first {
			if got[name] != text {
				t.Fatalf("%s with %d workers:\n%s\nwith 1:\n%s", name, workers, got[name], text)
			}
		}
	}
}
