package write

import (
	"bytes"
	"encoding/json"
	"testing"
)

func TestJSONLHasTheArticleAndEachUnit(t *testing.T) {
	for name, d := range fixtures(t) {
		lines := bytes.SplitAfter(render(t, Formats()[find("jsonl")], d), []byte("\n"))
		if n := len(lines) - 1; n != len(d.Units)+1 || len(lines[n]) != 0 {
			t.Fatalf("%s: %d lines for %d units", name, n, len(d.Units))
		}
		var head articleLine
		if err := json.Unmarshal(lines[0], &head); err != nil || head.Type != "article" || head.Units != len(d.Units) {
			t.Errorf("%s: header %s: %v", name, lines[0], err)
		}
		for i := range d.Units {
			checkLine(t, d, i, lines[i+1])
		}
	}
}

// checkLine sees that the texts that the line gives with spans are the texts
// at those spans.
func checkLine(t *testing.T, d *Doc, i int, line []byte) {
	var l unitLine
	// The severity of a finding is written as a word, and only written.
	plain := bytes.ReplaceAll(line, []byte(`"severity":"`), []byte(`"word":"`))
	if err := json.Unmarshal(plain, &l); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	u := &d.Units[i]
	if l.Type != "unit" || l.ID != u.ID || l.Block != u.Block+1 || len(l.Terms) != len(u.Terms) {
		t.Errorf("unit %s: %s", u.ID, line)
	}
	if len(l.Findings) != len(d.findings(u)) {
		t.Errorf("unit %s: %d findings, want %d", u.ID, len(l.Findings), len(d.findings(u)))
	}
	for j, term := range l.Terms {
		if got := u.Source.Text[term.Span.Start:term.Span.End]; got != term.Span.Text {
			t.Errorf("unit %s, term %d: %q at the span, %q in the line", u.ID, j, got, term.Span.Text)
		}
		for _, s := range term.Found {
			if got := u.Target.Text[s.Start:s.End]; got != s.Text {
				t.Errorf("unit %s, term %d: %q at the span, %q in the line", u.ID, j, got, s.Text)
			}
		}
	}
}
