package pipeline_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"targman/pipeline"
	"targman/pipeline/backend"
)

// listener is an engine that keeps what it was asked, by text.
type listener struct {
	pupil
	asked map[string]backend.Segment
}

func (e *listener) Translate(ctx context.Context, r backend.Request, deliver func(backend.Reply) error) ([]backend.Failure, error) {
	for _, s := range r.Segments {
		e.asked[s.Text] = s
	}
	return e.pupil.Translate(ctx, r, deliver)
}

// TestBackground tells an engine of the article around what it is asked for: in a
// second run, of the translations that the first one made.
func TestBackground(t *testing.T) {
	const known, target = "The river rose at night.", "Գետը բարձրացավ գիշերը։"
	long := strings.Repeat("word ", 100) + "end."
	w := newWorkshop(t)
	e := &listener{asked: map[string]backend.Segment{}}
	e.answers = map[string]string{known: target, "Nobody slept there.": "Այնտեղ ոչ ոք չքնեց։", "The water fell again.": "Ջուրը նորից իջավ։",
		"Flood in the valley": "Ջրհեղեղ հովտում", "The day after": "Հաջորդ օրը", long: "Բառ։"}
	l := w.line(nil)
	l.Backend = e
	w.must(l, []pipeline.Input{input("a.txt", known+"\n")})
	if s := e.asked[known]; s.Title != "" || s.Lead != known || s.Section != "" || s.Earlier != nil {
		t.Errorf("without a heading: %+v", s)
	}
	w.must(l, []pipeline.Input{input("b.md", "# Flood in the valley\n\n"+known+" Nobody slept there.\n\n## The day after\n\nThe water fell again.\n"),
		input("c.md", "# "+long+"\n\n"+long+"\n")})
	lead := known + " Nobody slept there."
	want := map[string]backend.Segment{
		"Flood in the valley":   {Title: "Flood in the valley", Lead: lead},
		"Nobody slept there.":   {Title: "Flood in the valley", Lead: lead, Earlier: []backend.Example{{Source: known, Target: target}}},
		"The day after":         {Title: "Flood in the valley", Lead: lead, Earlier: []backend.Example{{Source: known, Target: target}}},
		"The water fell again.": {Title: "Flood in the valley", Lead: lead, Section: "The day after", Earlier: []backend.Example{{Source: known, Target: target}}},
		long:                    {}, // too long to be told with every call
	}
	for text, s := range want {
		got := e.asked[text]
		if diff := cmp.Diff(s, backend.Segment{Title: got.Title, Lead: got.Lead, Section: got.Section, Earlier: got.Earlier}); diff != "" {
			t.Errorf("%.30s (-want +got):\n%s", text, diff)
		}
	}
	// What is translated is not asked for again because a title has changed.
	clear(e.asked)
	w.must(l, []pipeline.Input{input("d.md", "# Flood in the valley\n\nNobody slept there. "+known+"\n")})
	if len(e.asked) != 0 {
		t.Errorf("asked for %v again", e.asked)
	}
}
