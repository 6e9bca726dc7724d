package memory

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"targman/pipeline/bitext"
)

// stamp is a time on the given day of January 2026.
func stamp(day int) string {
	return time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
}

// made is an entry by a machine, made on the given day, at a place of that name.
func made(target, before, after, place string, day int) Entry {
	return Entry{
		Query:  Query{Text: "It rained.", Before: before, After: after, Article: place, Unit: "1.1"},
		Target: target, State: bitext.Translated, Origin: bitext.Backend("openai"),
		Provenance: bitext.Provenance{Engine: "openai", Time: stamp(day)},
	}
}

// byHand is the same by a person.
func byHand(target, before, after, place string, day int) Entry {
	e := made(target, before, after, place, day)
	e.State, e.Origin, e.Provenance = bitext.Final, bitext.FromHuman, bitext.Provenance{Human: true, By: "Ani", Time: stamp(day)}
	return e
}

func mock(target, engine string) Entry {
	e := made(target, "A.", "B.", "m", 9)
	e.Mock, e.Provenance.Engine = true, engine
	return e
}

func TestRecall(t *testing.T) {
	query := Query{Text: "It rained.", Before: "A.", After: "B.", Article: "here", Unit: "1.1"}
	low := made("հիմա", "A.", "B.", "here", 1)
	low.State, low.Score = bitext.Initial, 73
	m := fresh(t)
	for i, c := range []struct {
		name   string
		kept   []Entry
		query  Query
		engine string
		target string
		score  int
		state  bitext.State
		origin bitext.Origin
	}{
		{"nothing kept", nil, query, "", "", 0, "", ""},
		{"another text", []Entry{made("ա", "A.", "B.", "x", 1)}, Query{Text: "It snowed."}, "", "", 0, "", ""},
		{"another capital", []Entry{made("ա", "A.", "B.", "x", 1)}, Query{Text: "it rained."}, "", "", 0, "", ""},
		{"context match", []Entry{made("ա", "A.", "B.", "x", 1)}, query, "", "ա", MachineScore, bitext.Translated, bitext.FromMachine},
		{"context match keeps the state", []Entry{byHand("ա", "A.", "B.", "x", 1)}, query, "", "ա", 101, bitext.Final, bitext.FromContext},
		{"exact match", []Entry{made("ա", "X.", "B.", "x", 1)}, query, "", "ա", MachineScore, bitext.Translated, bitext.FromMachine},
		{"exact match by a person is translated, not final", []Entry{byHand("ա", "X.", "B.", "x", 1)}, query, "", "ա", 100, bitext.Translated, bitext.FromExact},
		{"exact match of raw output stays initial", []Entry{func() Entry { e := low; e.After = "X."; return e }()}, query, "", "հիմա", MachineScore, bitext.Initial, bitext.FromMachine},
		{"its own place gives back everything", []Entry{low}, query, "", "հիմա", 73, bitext.Initial, bitext.Backend("openai")},
		{"its own place with other neighbours is not its own", []Entry{func() Entry { e := low; e.After = "X."; e.State = bitext.Translated; return e }()}, query, "", "հիմա", MachineScore, bitext.Translated, bitext.FromMachine},
		{"context before exact", []Entry{made("exact", "X.", "B.", "x", 9), made("context", "A.", "B.", "x", 1)}, query, "", "context", MachineScore, bitext.Translated, bitext.FromMachine},
		{"a person's exact before a machine's context", []Entry{byHand("human", "X.", "B.", "x", 1), made("machine", "A.", "B.", "x", 9)}, query, "", "human", 100, bitext.Translated, bitext.FromExact},
		{"a person's context before a person's exact", []Entry{byHand("exact", "X.", "B.", "x", 9), byHand("context", "A.", "B.", "x", 1)}, query, "", "context", 101, bitext.Final, bitext.FromContext},
		{"the newest", []Entry{made("old", "X.", "B.", "x", 1), made("new", "Y.", "B.", "x", 3), made("older", "Z.", "B.", "x", 2)}, query, "", "new", MachineScore, bitext.Translated, bitext.FromMachine},
		{"the first of the same age", []Entry{made("first", "X.", "B.", "x", 1), made("second", "Y.", "B.", "x", 1)}, query, "", "first", MachineScore, bitext.Translated, bitext.FromMachine},
		{"no neighbours are no context", []Entry{made("ա", "", "", "x", 1)}, Query{Text: "It rained."}, "", "ա", MachineScore, bitext.Translated, bitext.FromMachine},
		{"an article of one sentence", []Entry{made("ա", "", "", "here", 1)}, Query{Text: "It rained.", Article: "here", Unit: "1.1"}, "", "ա", 0, bitext.Translated, bitext.Backend("openai")},
		{"a mock for another engine", []Entry{mock("~", "pseudo")}, query, "openai", "", 0, "", ""},
		{"a mock for no engine", []Entry{mock("~", "pseudo")}, query, "", "", 0, "", ""},
		{"a mock for itself", []Entry{mock("~", "pseudo")}, query, "pseudo", "~", MachineScore, bitext.Translated, bitext.FromMachine},
		{"real work for a mock", []Entry{made("ա", "X.", "B.", "x", 1)}, query, "pseudo", "ա", MachineScore, bitext.Translated, bitext.FromMachine},
		{"a person's work before a mock's", []Entry{byHand("ա", "X.", "B.", "x", 1), mock("~", "pseudo")}, query, "pseudo", "ա", 100, bitext.Translated, bitext.FromExact},
		{"a mock does not take the place of real work", []Entry{made("ա", "A.", "B.", "x", 1), mock("~", "pseudo")}, query, "openai", "ա", MachineScore, bitext.Translated, bitext.FromMachine},
		{"what a person approved is no mock", []Entry{func() Entry { e := mock("ա", "pseudo"); e.Provenance.Human = true; return e }()}, query, "openai", "ա", 101, bitext.Translated, bitext.FromContext},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := Pair{fmt.Sprintf("en-x-%d", i), "hy"}
			for _, e := range c.kept {
				if err := m.Keep(ctx, p, []Entry{e}); err != nil {
					t.Fatal(err)
				}
			}
			ms, err := m.Recall(ctx, p, c.engine, []Query{c.query})
			if err != nil || len(ms) != 1 {
				t.Fatalf("Recall = %d, %v; want 1", len(ms), err)
			}
			got := ms[0]
			if got.Found != (c.target != "") || got.Target != c.target || got.Score != c.score || got.State != c.state || got.Origin != c.origin {
				t.Errorf("Recall = %+v, want %q %d %q %q", got, c.target, c.score, c.state, c.origin)
			}
		})
	}
}

func TestRecallGivesProvenance(t *testing.T) {
	m := fresh(t)
	e := made("ա", "A.", "B.", "x", 1)
	e.Provenance = bitext.Provenance{Human: true, Engine: "e", Model: "m", Prompt: "3", By: "Ani", Time: stamp(4), Concepts: []string{"ankara=Անկարա", "a=b"}}
	keep(t, m, e)
	if diff := cmp.Diff(e.Provenance, recallOne(t, m, "", e.Query).Provenance); diff != "" {
		t.Errorf("provenance (-want +got):\n%s", diff)
	}
}

// TestRecallInBulk asks more than one load, with repetitions.
func TestRecallInBulk(t *testing.T) {
	m := fresh(t)
	fill(t, m, 0, 500, 500)
	var qs []Query
	for i := range 1001 {
		qs = append(qs, entryN(i*7%1000).Query)
	}
	ms, err := m.Recall(ctx, enHy, "openai", qs)
	if err != nil || len(ms) != len(qs) {
		t.Fatalf("Recall = %d, %v; want %d", len(ms), err, len(qs))
	}
	for i, got := range ms {
		n := i * 7 % 1000
		if got.Found != (n < 500) || got.Found && got.Target != entryN(n).Target {
			t.Fatalf("match %d = %+v", i, got)
		}
	}
}

// TestRecallRepeatedText has one text in very many places: finding it must not
// mean reading them all.
func TestRecallRepeatedText(t *testing.T) {
	m := fresh(t)
	var es []Entry
	for i := range 3000 {
		es = append(es, made("նույնը", sentence(i), "B.", "x", 1))
	}
	es = append(es, byHand("լավագույնը", "Q.", "Q.", "x", 1))
	keep(t, m, es...)
	var qs []Query
	for i := range 3000 {
		qs = append(qs, Query{Text: "It rained.", Before: sentence(-i - 1)})
	}
	ms, err := m.Recall(ctx, enHy, "", qs)
	if err != nil {
		t.Fatal(err)
	}
	for _, got := range ms {
		if got.Target != "լավագույնը" {
			t.Fatalf("Recall = %+v, want the person's", got)
		}
	}
	var plan, detail string
	rows, err := m.read.Query("EXPLAIN QUERY PLAN "+recallSQL(1), 0, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var a, b, c int
		if err := rows.Scan(&a, &b, &c, &detail); err != nil {
			t.Fatal(err)
		}
		plan += detail + "\n"
	}
	for _, want := range []string{"INDEX unit_place (key=? AND place=?)", "INDEX unit_rank (key=?)"} {
		if !bytes.Contains([]byte(plan), []byte(want)) {
			t.Errorf("plan lacks %q:\n%s", want, plan)
		}
	}
	if bytes.Contains([]byte(plan), []byte("ORDER BY")) {
		t.Errorf("plan sorts:\n%s", plan)
	}
}

func TestKeep(t *testing.T) {
	here := func(e Entry) Entry { e.Article = "here"; return e }
	for _, c := range []struct {
		name         string
		kept         []Entry
		target       string
		by           string
		count        int
		units, human int64
	}{
		{"once", []Entry{made("ա", "A.", "B.", "x", 1)}, "ա", "", 1, 1, 0},
		{"the same again", []Entry{made("ա", "A.", "B.", "x", 1), made("ա", "A.", "B.", "x", 1)}, "ա", "", 1, 1, 0},
		{"a newer machine's", []Entry{made("ա", "A.", "B.", "x", 1), made("բ", "A.", "B.", "x", 2)}, "բ", "", 1, 2, 0},
		{"the same at another place", []Entry{made("ա", "A.", "B.", "x", 1), here(made("ա", "A.", "B.", "y", 2))}, "ա", "", 1, 1, 0},
		{"a person's over a machine's", []Entry{made("ա", "A.", "B.", "x", 2), byHand("բ", "A.", "B.", "x", 1)}, "բ", "Ani", 1, 2, 1},
		{"a machine's over a person's", []Entry{byHand("ա", "A.", "B.", "x", 1), made("բ", "A.", "B.", "x", 2)}, "ա", "Ani", 1, 1, 1},
		{"a person's over a person's", []Entry{byHand("ա", "A.", "B.", "x", 2), byHand("բ", "A.", "B.", "x", 1)}, "բ", "Ani", 1, 2, 2},
		{"another context", []Entry{made("ա", "A.", "B.", "x", 2), made("բ", "A.", "C.", "x", 1)}, "ա", "", 2, 2, 0},
		{"no target", []Entry{made("", "A.", "B.", "x", 1)}, "", "", 0, 0, 0},
		{"a mock beside a machine's", []Entry{made("ա", "A.", "B.", "x", 1), mock("~", "pseudo")}, "ա", "", 1, 2, 0},
	} {
		for _, way := range []string{"one by one", "in one batch"} {
			t.Run(c.name+", "+way, func(t *testing.T) {
				m := fresh(t)
				if way == "in one batch" {
					keep(t, m, c.kept...)
				} else {
					for _, e := range c.kept {
						keep(t, m, e)
					}
				}
				got := recallOne(t, m, "", Query{Text: "It rained.", Before: "A.", After: "B."})
				if got.Target != c.target || got.Provenance.By != c.by {
					t.Errorf("Recall = %+v, want %q by %q", got, c.target, c.by)
				}
				if n, err := m.Count(ctx, enHy); n != c.count || err != nil {
					t.Errorf("Count = %d, %v; want %d", n, err, c.count)
				}
				if u, h, err := m.Revision(ctx); u != c.units || h != c.human || err != nil {
					t.Errorf("Revision = %d, %d, %v; want %d, %d", u, h, err, c.units, c.human)
				}
			})
		}
	}
}

// TestGuardInSQL goes around the judgement in Go: SQLite itself refuses.
func TestGuardInSQL(t *testing.T) {
	m := fresh(t)
	keep(t, m, byHand("ա", "A.", "B.", "x", 1))
	k, err := m.keeper(ctx, enHy)
	if err != nil {
		t.Fatal(err)
	}
	defer k.tx.Rollback()
	in := incoming{row: row{Entry: made("բ", "A.", "B.", "x", 2), pair: 1}}
	if _, err := in.stamp(noon); err != nil {
		t.Fatal(err)
	}
	if err := k.write([]*row{&in.row}); err != nil {
		t.Fatal(err)
	}
	if err := k.tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := recallOne(t, m, "", in.Query); got.Target != "ա" {
		t.Errorf("Recall = %+v, want the person's", got)
	}
}

func TestClockDatesWhatHasNoTime(t *testing.T) {
	m := fresh(t)
	undated := made("now", "X.", "B.", "x", 1)
	undated.Provenance.Time = ""
	keep(t, m, undated, made("yesterday", "Y.", "B.", "x", 1), made("this morning", "Z.", "B.", "x", 2))
	if got := recallOne(t, m, "", Query{Text: "It rained."}); got.Target != "now" {
		t.Errorf("Recall = %+v, want the one made now (2 January, noon)", got)
	}
	if got := recallOne(t, m, "", undated.Query); got.Provenance.Time != "" {
		t.Errorf("Time = %q, want it empty as it was kept", got.Provenance.Time)
	}
}

func TestJournal(t *testing.T) {
	m := fresh(t)
	want := map[string]Done{
		"a":       {"f1", []Output{{"out/hy/a.tsv", 12, 1767323045_123456789}, {"out/hy/a\n\x00.md", 0, -5}}, []byte(`{"n":1}`)},
		"news/ա":  {Fingerprint: "f2"},
		"summary": {Summary: []byte{0, 1}},
	}
	if err := m.SetDone(ctx, enHy, want); err != nil {
		t.Fatal(err)
	}
	all, err := m.AllDone(ctx, enHy)
	if diff := cmp.Diff(want, all, equalEmpty); diff != "" || err != nil {
		t.Errorf("AllDone: %v (-want +got):\n%s", err, diff)
	}
	if err := m.SetDone(ctx, enHy, map[string]Done{"a": {Fingerprint: "new"}}); err != nil {
		t.Fatal(err)
	}
	d, ok, err := m.Done(ctx, enHy, "a")
	if !ok || err != nil || d.Fingerprint != "new" || len(d.Outputs) != 0 {
		t.Errorf("Done = %+v, %v, %v; want the new one", d, ok, err)
	}
	if _, ok, err := m.Done(ctx, enHy, "b"); ok || err != nil {
		t.Errorf("Done of an unknown article = %v, %v", ok, err)
	}
	if all, err := m.AllDone(ctx, Pair{"en", "ka"}); len(all) != 0 || err != nil {
		t.Errorf("AllDone of another pair = %v, %v", all, err)
	}
	if u, h, _ := m.Revision(ctx); u != 0 || h != 0 {
		t.Errorf("Revision = %d, %d; want 0, 0: the journal is not the memory", u, h)
	}
	if _, err := m.write.Exec("UPDATE done SET fingerprint = 'bad' WHERE article = 'a'"); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := m.Done(ctx, enHy, "a"); ok || err != nil {
		t.Errorf("Done of a damaged record = %v, %v; want it left out", ok, err)
	}
}

var equalEmpty = cmp.Transformer("empty", func(b []byte) string { return string(b) })

func FuzzUnpack(f *testing.F) {
	f.Add(pack([]Output{{"a", 1, 2}, {"", -1, 1 << 60}}))
	f.Add([]byte{200})
	f.Fuzz(func(t *testing.T, b []byte) {
		list, err := unpack(b)
		if err != nil {
			return
		}
		again, err := unpack(pack(list))
		if diff := cmp.Diff(list, again); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
	})
}

func TestNewest(t *testing.T) {
	m, err := Open(t.TempDir()+"/memory.db", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	p := Pair{Source: "en", Target: "hy"}
	for _, text := range []string{"one", "two", "three"} {
		if err := m.Keep(t.Context(), p, []Entry{{Query: Query{Text: text}, Target: "T " + text}}); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	err = m.Newest(t.Context(), p, func(e Entry) bool {
		got = append(got, e.Text)
		return len(got) < 2
	})
	if want := "three two"; err != nil || strings.Join(got, " ") != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}
