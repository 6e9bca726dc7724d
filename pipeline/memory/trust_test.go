package memory

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"targman/pipeline/bitext"
)

func penalised(t *testing.T, ps ...Penalty) *Memory {
	t.Helper()
	clock := func() time.Time { return time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC) }
	m, err := Open(filepath.Join(t.TempDir(), "m.db"), Options{Clock: clock, Penalties: ps})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return m
}

// from is a person's translation out of a file.
func from(by, target string, day int) Entry {
	e := byHand(target, "X.", "Y.", "", day)
	e.Provenance.By = by
	return e
}

func TestPenalties(t *testing.T) {
	query := Query{Text: "It rained.", Before: "A.", After: "B.", Article: "here", Unit: "1.1"}
	old := Penalty{By: "old*.tmx", Points: 10}
	for _, c := range []struct {
		name       string
		penalties  []Penalty
		kept       []Entry
		target     string
		score      int
		distrusted bool
		other      string
	}{
		{"none", nil, []Entry{from("old.tmx", "ա", 1)}, "ա", 100, false, ""},
		{"by the file", []Penalty{old}, []Entry{from("tm/old.tmx", "ա", 1)}, "ա", 90, true, ""},
		{"for another file", []Penalty{old}, []Entry{from("new.tmx", "ա", 1)}, "ա", 100, false, ""},
		{"the trusted one is taken, if older", []Penalty{old}, []Entry{from("old.tmx", "ա", 9), from2("new.tmx", "բ", 1)}, "բ", 100, false, ""},
		{"points add up", []Penalty{old, {By: "*", Points: 5}}, []Entry{from("old.tmx", "ա", 1)}, "ա", 85, true, ""},
		{"by age", []Penalty{{Older: 20 * 24 * time.Hour, Points: 3}}, []Entry{from("old.tmx", "ա", 1)}, "ա", 97, true, ""},
		{"not old enough", []Penalty{{Older: 40 * 24 * time.Hour, Points: 3}}, []Entry{from("old.tmx", "ա", 1)}, "ա", 100, false, ""},
		{"by the engine", []Penalty{{Engine: "openai", Points: 4}}, []Entry{made("ա", "X.", "Y.", "x", 1)}, "ա", 95, true, ""},
		{"machines", []Penalty{{Machine: true, Points: 4}}, []Entry{made("ա", "X.", "Y.", "x", 1)}, "ա", 95, true, ""},
		{"machines are not people", []Penalty{{Machine: true, Points: 4}}, []Entry{from("old.tmx", "ա", 1)}, "ա", 100, false, ""},
		{"made at this place", []Penalty{{Machine: true, Points: 4}}, []Entry{made("ա", "A.", "B.", "here", 1)}, "ա", 0, false, ""},
		{"a person's between these neighbours", []Penalty{{By: "*", Points: 4}}, []Entry{byHand("ա", "A.", "B.", "x", 1)}, "ա", 101, false, ""},
		{"a machine's before a distrusted person's", []Penalty{old}, []Entry{from("old.tmx", "ա", 1), made("բ", "", "B.", "x", 1)}, "բ", MachineScore, false, ""},
		{"never below nothing", []Penalty{{Points: 70}, {Points: 70}}, []Entry{from("old.tmx", "ա", 1)}, "ա", 0, true, ""},

		{"an aligned pair", nil, []Entry{pairing("ա", 100)}, "ա", MachineScore, false, ""},
		{"an aligned pair in doubt", nil, []Entry{pairing("ա", 85)}, "ա", 85, false, ""},

		{"two by people", nil, []Entry{from("a", "ա", 1), from2("b", "բ", 2)}, "բ", 100, false, "ա"},
		{"the same twice", nil, []Entry{from("a", "ա", 1), from2("b", "ա", 2)}, "ա", 100, false, ""},
		{"one in context", nil, []Entry{from("a", "ա", 3), byHand("բ", "A.", "B.", "x", 1)}, "բ", 101, false, ""},
		{"a person's and a machine's", nil, []Entry{from("a", "ա", 1), made("բ", "", "B.", "x", 9)}, "ա", 100, false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := penalised(t, c.penalties...)
			keep(t, m, c.kept...)
			got := recallOne(t, m, "", query)
			if got.Target != c.target || got.Score != c.score || got.Distrusted() != c.distrusted || got.Other != c.other {
				t.Errorf("got %+v, want %q, %d, distrusted %t, other %q", got, c.target, c.score, c.distrusted, c.other)
			}
		})
	}
}

// pairing is a pair that was found by machine.
func pairing(target string, score int) Entry {
	e := made(target, "X.", "Y.", "x", 1)
	e.Origin, e.Score = bitext.FromAlign, score
	return e
}

// from2 is from with other neighbours.
func from2(by, target string, day int) Entry {
	e := from(by, target, day)
	e.After = "Z."
	return e
}

// TestSimilar finds the texts that are alike, with what is known of them.
func TestSimilar(t *testing.T) {
	m := penalised(t, Penalty{By: "old.tmx", Points: 6})
	say := func(text, target, by string, day int) Entry {
		e := from(by, target, day)
		e.Text = text
		return e
	}
	keep(t, m, say("It rained on the hills.", "ա", "old.tmx", 1), say("It rained on the town.", "բ", "new.tmx", 1), say("It snowed.", "գ", "new.tmx", 1))
	similar := func(m *Memory) []Candidate {
		t.Helper()
		all, err := m.Similar(t.Context(), enHy, []string{"It rained on the roof.", "Nothing of the kind"}, 70, 5)
		if err != nil || len(all) != 2 || len(all[1]) != 0 {
			t.Fatal(all, err)
		}
		return all[0]
	}
	got := similar(m)
	if len(got) != 2 || got[0].Target != "բ" || got[0].Score != 80 || got[1].Target != "ա" || got[1].Score != 74 ||
		got[0].Provenance.By != "new.tmx" || got[0].Text != "It rained on the town." {
		t.Errorf("got %+v", got)
	}
	// What comes later is not suggested before the memory is opened anew.
	keep(t, m, say("It rained on this roof.", "դ", "new.tmx", 2))
	if got := similar(m); len(got) != 2 {
		t.Errorf("got %+v, want what was there at first", got)
	}
	again, err := Open(m.Path(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if got := similar(again); len(got) != 3 {
		t.Errorf("got %+v, want all", got)
	}
	none, err := Open(filepath.Join(t.TempDir(), "none.db"), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer none.Close()
	if got := similar(none); len(got) != 0 {
		t.Errorf("got %+v of nothing", got)
	}
}

// TestNext goes through the translations of a text, the best first.
func TestNext(t *testing.T) {
	m := fresh(t)
	keep(t, m, made("Ա", "A.", "", "here", 1), byHand("Բ", "B.", "", "there", 2), byHand("Գ", "C.", "", "there", 3), byHand("Դ", "Q.", "R.", "far", 1))
	q := Query{Text: "It rained.", Before: "Q.", After: "R.", Article: "there", Unit: "9.9"}
	var got []string
	for match := recallOne(t, m, "", q); match.Found; match = match.Next() {
		got = append(got, fmt.Sprintf("%s %d %t", match.Target, match.Score, match.Own()))
	}
	want := []string{"Դ 101 true", "Գ 100 true", "Բ 100 true", "Ա 99 false"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
