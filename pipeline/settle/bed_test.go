package settle_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"targman/glossary"
	"targman/pipeline/bitext"
	"targman/pipeline/lang/hy"
	"targman/pipeline/settle"
)

// row is a sentence of testdata/bed.tsv.
type row struct {
	line                        int
	source, damaged, good, kind string
	concepts                    []string
}

func bed(t testing.TB) []row {
	t.Helper()
	data, err := os.ReadFile("testdata/bed.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []row
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			t.Fatalf("testdata/bed.tsv:%d has %d columns, want 5", i+1, len(f))
		}
		out = append(out, row{i + 1, f[0], f[1], f[2], f[3], strings.Fields(f[4])})
	}
	return out
}

func names(t testing.TB) *glossary.Glossary {
	t.Helper()
	g, err := glossary.Load("testdata/names.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// unitOf is the unit as the line has it before it is settled.
func unitOf(g *glossary.Glossary, source, target string) bitext.Unit {
	u := bitext.Unit{ID: "1.1", Kind: bitext.Paragraph, State: bitext.Translated,
		Source: bitext.Content{Text: source}, Target: bitext.Content{Text: target}}
	for _, m := range g.Matcher("en").Match(source) {
		term := bitext.Term{Concept: m.Concept.ID, Span: bitext.Span{Start: m.Start, End: m.End},
			Seen: source[m.Start:m.End], Canonical: m.Canonical, Kind: string(m.Concept.Kind), Keep: m.Concept.Keep}
		if to, ok := m.Concept.Target("hy", m.Given); ok {
			term.Target, term.Class = to.Preferred, to.Class
		}
		u.Terms = append(u.Terms, term)
	}
	return u
}

func settler(t testing.TB) (*glossary.Glossary, *settle.Settler) {
	g := names(t)
	return g, settle.New(g, "en", "hy", hy.Pack())
}

// expected are the findings that a kind of damage leaves when nothing can be
// repaired; nil means that none is left.
var expected = map[string][]string{
	"dropped":      {"term-missing"},
	"as a word":    {"term-missing"},
	"derived word": {"term-derived"},
	"another name": {"term-missing"},
	"ambiguous":    {"term-ambiguous"},
	"standing":     {"term-wrong"},
	"swapped":      nil,
	"right":        nil,
}

// TestBed settles every sentence of the bed and counts how many come out right.
func TestBed(t *testing.T) {
	g, s := settler(t)
	all, right := map[string]int{}, map[string]int{}
	repairable, repaired, sound := 0, 0, 0
	for _, r := range bed(t) {
		u := unitOf(g, r.source, r.damaged)
		r.checkConcepts(t, &u)
		s.Unit(&u)
		all[r.kind]++
		ok := u.Target.Text == r.good
		switch {
		case r.damaged == r.good:
			sound++
			if !ok {
				t.Errorf("line %d (%s): %q was right and became %q", r.line, r.kind, r.good, u.Target.Text)
			}
			ok = ok && slices.Equal(ids(&u), expected[r.kind])
			if !ok {
				t.Errorf("line %d (%s): %q has findings %v, want %v", r.line, r.kind, r.good, u.Findings, expected[r.kind])
			}
		default:
			repairable++
			if ok {
				repaired++
			} else {
				t.Logf("line %d (%s): %q became %q, want %q; %v", r.line, r.kind, r.damaged, u.Target.Text, r.good, u.Findings)
			}
		}
		if ok {
			right[r.kind]++
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		t.Logf("%-13s %3d of %3d", kind, right[kind], all[kind])
	}
	t.Logf("repaired %d of %d (%.1f %%); %d sentences were to stay as they are", repaired, repairable, 100*float64(repaired)/float64(repairable), sound)
	if len(bed(t)) < 400 || all["right"] < 100 {
		t.Errorf("the bed has %d sentences, %d of them right; it should have 400 and 100", len(bed(t)), all["right"])
	}
	if repaired*100 < repairable*97 {
		t.Errorf("%d of %d were repaired, want 97 of 100", repaired, repairable)
	}
}

// checkConcepts holds the row to the names that are in its source.
func (r row) checkConcepts(t *testing.T, u *bitext.Unit) {
	t.Helper()
	var got []string
	for _, term := range u.Terms {
		if !slices.Contains(got, term.Concept) {
			got = append(got, term.Concept)
		}
	}
	if want := slices.Clone(r.concepts); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
		t.Errorf("line %d: the names of %q are %v, the bed says %v", r.line, r.source, got, want)
	}
}

// ids are those of the findings, repairs apart.
func ids(u *bitext.Unit) []string {
	var out []string
	for _, f := range u.Findings {
		if f.ID != "term-repaired" {
			out = append(out, f.ID)
		}
	}
	return out
}

// TestBedTwice settles what is settled.
func TestBedTwice(t *testing.T) {
	g, s := settler(t)
	for _, r := range bed(t) {
		once := unitOf(g, r.source, r.damaged)
		s.Unit(&once)
		twice := unitOf(g, r.source, once.Target.Text)
		s.Unit(&twice)
		if twice.Target.Text != once.Target.Text || !slices.Equal(ids(&once), ids(&twice)) {
			t.Errorf("line %d: settled once %q %v, twice %q %v", r.line, once.Target.Text, ids(&once), twice.Target.Text, ids(&twice))
		}
	}
}

// TestBedRight settles the right form of every sentence: nothing changes.
func TestBedRight(t *testing.T) {
	g, s := settler(t)
	for _, r := range bed(t) {
		u := unitOf(g, r.source, r.good)
		if s.Unit(&u); u.Target.Text != r.good {
			t.Errorf("line %d: %q was right and became %q", r.line, r.good, u.Target.Text)
		}
	}
}
