package memory

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"targman/pipeline/bitext"
)

// swept are the units whose texts have the word, by id.
func swept(t *testing.T, m *Memory, word string, neighbours bool) []Unit {
	t.Helper()
	var mu sync.Mutex
	var out []Unit
	_, err := m.Sweep(ctx, enHy, Sweep{Workers: 2, Context: neighbours,
		Wanted: func(text string) bool { return strings.Contains(text, word) },
		Take: func(us []Unit) error {
			mu.Lock()
			defer mu.Unlock()
			out = append(out, us...)
			return nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(out, func(a, b Unit) int { return int(a.ID - b.ID) })
	return out
}

func TestSweep(t *testing.T) {
	m := fresh(t)
	mock := entryN(3)
	mock.Mock = true
	keep(t, m, entryN(1), entryN(2), mock)
	all, err := m.Sweep(ctx, enHy, Sweep{Wanted: func(string) bool { return false }})
	if err != nil || all != 2 {
		t.Errorf("looked through %d, %v; want the 2 that no mock made", all, err)
	}
	if got := swept(t, m, "day 1 ", false); len(got) != 1 || got[0].Entry.Target != entryN(1).Target {
		t.Errorf("found %+v, want the first", got)
	}
	if got := swept(t, m, "day 1 ", true); len(got) != 2 {
		t.Errorf("found %d with their neighbours, want 2", len(got))
	}
	if n, err := m.Sweep(ctx, Pair{"en", "fr"}, Sweep{Wanted: func(string) bool { return true }}); n != 0 || err != nil {
		t.Errorf("another pair has %d, %v", n, err)
	}
	if _, err := m.write.Exec("UPDATE unit SET target = 'x' WHERE id = ?", 1); err != nil {
		t.Fatal(err)
	}
	if got := swept(t, m, "day", false); len(got) != 1 || !slices.Equal(m.Damaged(), []int64{1}) {
		t.Errorf("found %d with damage in %v, want 1 and the first", len(got), m.Damaged())
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := m.Sweep(ended, enHy, Sweep{Wanted: func(string) bool { return true }}); err == nil {
		t.Error("a sweep whose time is over ended well")
	}
}

func TestRevise(t *testing.T) {
	m := fresh(t)
	person := entryN(3)
	person.Provenance, person.State = bitext.Provenance{Human: true}, bitext.Final
	keep(t, m, entryN(1), entryN(2), person)
	old := swept(t, m, "", false)
	// The first two take each other's places, the third gets another text only.
	var rs []Revision
	for i, u := range old {
		e := u.Entry
		e.Target, e.Provenance.Again = "նոր "+e.Target, "x"
		if i < 2 {
			e.Query = old[1-i].Query
		} else {
			e.Text = "New. " + e.Text
		}
		rs = append(rs, Revision{Old: u, New: e})
	}
	g := Glossary{"print", []byte("data")}
	done, err := m.Revise(ctx, enHy, rs, g)
	if err != nil || done != (Revised{Changed: 3}) {
		t.Fatalf("Revise = %+v, %v", done, err)
	}
	for i := range 2 {
		if got := recallOne(t, m, "", entryN(2-i).Query); got.Target != "նոր "+entryN(i+1).Target {
			t.Errorf("%d: %q", i, got.Target)
		}
	}
	if got := recallOne(t, m, "", rs[2].New.Query); got.Target != person.Target || !got.Provenance.Human {
		t.Errorf("a person's translation became %+v", got)
	}
	if got, ok, err := m.Glossary(ctx, enHy); err != nil || !ok || got.Fingerprint != "print" || string(got.Data) != "data" {
		t.Errorf("Glossary = %+v, %t, %v", got, ok, err)
	}
	if _, ok, _ := m.Glossary(ctx, Pair{"en", "fr"}); ok {
		t.Error("another pair has a glossary")
	}
	if got, err := m.Waiting(ctx, enHy); err != nil || len(got) != 2 {
		t.Errorf("Waiting = %d, %v; want the two of machines", len(got), err)
	}
	// What was revised meanwhile is passed over.
	if done, err := m.Revise(ctx, enHy, rs, g); err != nil || done.Passed != 3 {
		t.Errorf("Revise again = %+v, %v", done, err)
	}
	if n, _ := m.Count(ctx, enHy); n != 3 {
		t.Errorf("%d units, want 3", n)
	}
}

func TestReviseMerges(t *testing.T) {
	for _, c := range []struct {
		name        string
		first, then bool // made by a person
		stays       int
	}{
		{"the newer of two machines'", false, false, 2},
		{"a person's before a machine's", true, false, 1},
		{"a person's behind a machine's", false, true, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := fresh(t)
			one, two := entryN(1), entryN(2)
			one.Provenance.Human, two.Provenance.Human = c.first, c.then
			two.Provenance.Time = "2026-02-02T03:04:05Z"
			keep(t, m, one, two)
			u := swept(t, m, "day 1 ", false)[0]
			e := u.Entry
			e.Query = two.Query
			done, err := m.Revise(ctx, enHy, []Revision{{Old: u, New: e}}, Glossary{})
			if err != nil || done.Merged != 1 {
				t.Fatalf("Revise = %+v, %v", done, err)
			}
			if got := recallOne(t, m, "", two.Query); got.Target != entryN(c.stays).Target {
				t.Errorf("%q stays, want that of %d", got.Target, c.stays)
			}
			if n, _ := m.Count(ctx, enHy); n != 1 {
				t.Errorf("%d units, want 1", n)
			}
		})
	}
}
