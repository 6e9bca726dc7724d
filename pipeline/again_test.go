package pipeline_test

import (
	"context"
	"strings"
	"testing"

	"targman/pipeline"
	"targman/pipeline/backend"
	"targman/pipeline/memory"
)

// pupil is an engine that takes instructions: it has an answer to each text,
// and another one to a text that comes with a note.
type pupil struct {
	answers, better map[string]string
	notes           []string
}

func (p *pupil) Info() backend.Info { return backend.Info{Name: "test", Instructs: true} }

func (p *pupil) Translate(_ context.Context, r backend.Request, deliver func(backend.Reply) error) ([]backend.Failure, error) {
	var reply backend.Reply
	for _, s := range r.Segments {
		text := p.answers[s.Text]
		if s.Note != "" {
			p.notes = append(p.notes, s.Note)
			text = p.better[s.Text]
		}
		reply.Results = append(reply.Results, backend.Result{ID: s.ID, Text: text})
	}
	return nil, deliver(reply)
}

// TestEngineIsAskedAgain has a name that only the engine can put in place: it
// is told once, and the better of its two answers counts and is kept.
func TestEngineIsAskedAgain(t *testing.T) {
	const source = "Lavrov arrived late on Monday."
	for _, c := range []struct{ name, first, second, want string }{
		{"the name was missing", "Նա ժամանեց երկուշաբթի ուշ երեկոյան։", "Լավրովը ժամանեց երկուշաբթի ուշ երեկոյան։", "Լավրովը ժամանեց երկուշաբթի ուշ երեկոյան։"},
		{"it is missing still", "Նա ժամանեց երկուշաբթի ուշ երեկոյան։", "Ինքը ժամանեց երկուշաբթի ուշ երեկոյան։", "Նա ժամանեց երկուշաբթի ուշ երեկոյան։"},
		{"the second is worse otherwise", "Նա ժամանեց երկուշաբթի ուշ երեկոյան։", "Lavrov arrived late on Monday.", "Նա ժամանեց երկուշաբթի ուշ երեկոյան։"},
		{"the second has codes of nowhere", "Նա ժամանեց երկուշաբթի ուշ երեկոյան։", "Լավրովը ⟦7⟧ժամանեց երկուշաբթի։", "Նա ժամանեց երկուշաբթի ուշ երեկոյան։"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorkshop(t)
			e := &pupil{answers: map[string]string{source: c.first}, better: map[string]string{source: c.second}}
			l := w.line(nil)
			l.Backend = e
			w.must(l, []pipeline.Input{input("a.txt", source+"\n"), input("b.txt", source+"\n")})
			if len(e.notes) != 1 || !strings.Contains(e.notes[0], "Լավրով") {
				t.Errorf("the engine was told %q, want one note with the name", e.notes)
			}
			for _, name := range []string{"a.tsv", "b.tsv"} {
				if got := rows(t, w.written()[name])[0][6]; got != c.want {
					t.Errorf("%s has %q, want %q", name, got, c.want)
				}
			}
			found, err := w.memory.Recall(ctx, l.Pair, "test", []memory.Query{{Text: source}})
			if err != nil || found[0].Target != c.want {
				t.Errorf("the memory has %q (%v), want %q", found[0].Target, err, c.want)
			}
		})
	}
}

// TestSettledTextIsKept: what the memory keeps is the repaired text, with the
// placeholders of the source, and a second run says again what was repaired.
func TestSettledTextIsKept(t *testing.T) {
	const source = "Lavrov **left** [Ankara](https://example.org)."
	w := newWorkshop(t)
	e := &engine{answer: func(string) string { return "Lavrov-ը ⟦3⟧Անկարա-ից⟦4⟧ ⟦1⟧մեկնեց⟦2⟧։" }}
	in := []pipeline.Input{input("a.md", source+"\n")}
	w.must(w.line(e), in)
	first := w.written()
	found, err := w.memory.Recall(ctx, memory.Pair{Source: "en", Target: "hy"}, "test",
		[]memory.Query{{Text: "Lavrov ⟦1⟧left⟦2⟧ ⟦3⟧Ankara⟦4⟧."}})
	if want := "Լավրովն ⟦3⟧Անկարայից⟦4⟧ ⟦1⟧մեկնեց⟦2⟧։"; err != nil || found[0].Target != want {
		t.Errorf("the memory has %q (%v), want %q", found[0].Target, err, want)
	}
	if text := first["a.md"]; !strings.Contains(text, "Լավրովն [Անկարայից](https://example.org) **մեկնեց**։") {
		t.Errorf("the document is %q", text)
	}
	if cell := rows(t, first["a.tsv"])[0][8]; strings.Count(cell, "term-repaired") != 2 {
		t.Errorf("the findings are %q, want two repairs", cell)
	}
	l := w.line(&engine{})
	l.Journal = nil
	w.must(l, in)
	same(t, w.written(), first)
}
