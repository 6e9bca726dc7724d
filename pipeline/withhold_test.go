package pipeline_test

import (
	"strings"
	"testing"

	"targman/pipeline"
	"targman/pipeline/bitext"
	"targman/pipeline/memory"
)

// TestWithhold has translations in the memory whose names are not all those of
// the glossary, and says which is used and whether an engine is asked.
func TestWithhold(t *testing.T) {
	const text = "Talks went on in Ankara today."
	const good, old = "Բանակցությունները շարունակվեցին Անկարայում այսօր։", "Այսօր բանակցությունները շարունակվեցին Ankara Post-ում։"
	entry := func(target string, human bool, change func(*memory.Entry)) memory.Entry {
		e := memory.Entry{Query: memory.Query{Text: text, Before: "Elsewhere."}, Target: target, State: bitext.Reviewed, Origin: bitext.FromHuman,
			Provenance: bitext.Provenance{Human: human, By: "Ani", Time: "2026-01-02T03:04:05Z"}}
		if change != nil {
			change(&e)
		}
		return e
	}
	for _, c := range []struct {
		name           string
		entries        []memory.Entry
		origin, target string
		withheld       bool
	}{
		{"the right name", []memory.Entry{entry(good, true, nil)}, "memory:exact", good, false},
		{"a name that can be put right", []memory.Entry{entry(strings.ReplaceAll(good, "Անկարայում", "Ankara-ում"), true, nil)}, "memory:adapted", good, false},
		{"a name that cannot", []memory.Entry{entry(old, true, nil)}, "backend:test", "Ա", true},
		{"the next best is right", []memory.Entry{entry(old, true, nil), entry(good, true, func(e *memory.Entry) {
			e.After, e.Provenance.Time = "There.", "2025-01-02T03:04:05Z"
		})}, "memory:exact", good, true},
		{"from a file that names no engine", []memory.Entry{entry(old, false, nil)}, "backend:test", "Ա", true},
		{"an engine's", []memory.Entry{entry(old, false, func(e *memory.Entry) { e.Provenance.Engine = "test" })}, "memory:machine", old, false},
		{"a person's between these neighbours", []memory.Entry{entry(old, true, func(e *memory.Entry) { e.Before = "" })}, "memory:exact", old, false},
		{"a person's in this article", []memory.Entry{entry(old, true, func(e *memory.Entry) { e.Article = "a" })}, "memory:exact", old, false},
		{"a name that is only missing", []memory.Entry{entry("Այսօր բանակցությունները շարունակվեցին այնտեղ։", true, nil)}, "memory:exact", "Այսօր բանակցությունները շարունակվեցին այնտեղ։", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorkshop(t)
			e := &engine{answer: shouted}
			l := w.line(e)
			l.Fuzzy = pipeline.Fuzzy{Least: 70, Use: 70, Most: 3}
			if err := w.memory.Keep(t.Context(), l.Pair, c.entries); err != nil {
				t.Fatal(err)
			}
			var first map[string]string
			for run := range 2 {
				w.must(l, []pipeline.Input{input("a.txt", text)})
				r := rows(t, w.written()["a.tsv"])[0]
				if origin, target := r[3], r[6]; origin != c.origin || !strings.HasPrefix(target, c.target) {
					t.Errorf("run %d: got %q from %s, want %q from %s; findings %s", run, target, origin, c.target, c.origin, r[8])
				}
				if got := strings.Contains(r[8], "memory-withheld"); got != c.withheld {
					t.Errorf("run %d: withheld: %t, want %t; findings %s", run, got, c.withheld, r[8])
				}
				if run == 0 {
					first = w.written()
				} else if got := w.written(); got["a.tsv"] != first["a.tsv"] {
					t.Errorf("the second run wrote\n%s\nnot\n%s", got["a.tsv"], first["a.tsv"])
				}
			}
			if asked := map[bool]int{true: 1}[strings.HasPrefix(c.origin, "backend:")]; len(e.asked) != asked {
				t.Errorf("the engine was asked %d times, want %d", len(e.asked), asked)
			}
		})
	}
}
