//go:build linux

package main

import (
	"database/sql"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"targman/pipeline/bitext"
	"targman/pipeline/memory"
	"targman/pipeline/money"
)

// made is a project whose memory, ledger and outputs are right, without any run.
func made(t *testing.T) *site {
	t.Helper()
	b := &bench{seed: 1}
	folder := t.TempDir()
	s, err := b.newSite(folder, folder, b.random("test"), 3)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	m, err := memory.Open(s.memory(), memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	ledger, _, err := m.OpenLedger(t.Context(), "one", "USD", nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, versions := range s.articles {
		v := versions[0]
		s.engine.charge(map[string]string{})
		call := money.Call{Engine: "openai", Source: "en", Target: "hy", Shares: []money.Share{{Article: name}}}
		var entries []memory.Entry
		for i, text := range v.sentences() {
			target, _ := answer(text)
			entries = append(entries, memory.Entry{Query: memory.Query{Text: text, Article: name, Unit: fmt.Sprint(i + 1)},
				Target: target, State: bitext.Translated, Origin: "backend:openai"})
			s.engine.paid[text]++
			s.engine.characters += len(text)
			call.Shares[0].Segments++
			call.Shares[0].Characters += len(text)
		}
		id, err := ledger.Book(t.Context(), call)
		if err != nil {
			t.Fatal(err)
		}
		if err := ledger.Keep(t.Context(), memory.Pair{Source: "en", Target: "hy"}, entries, money.Settlement{ID: id, State: money.Done}); err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(s.outputs(), name+".txt"), v.translated())
		put(t, filepath.Join(s.outputs(), name+".tsv"), table(v))
	}
	return s
}

func table(v version) string {
	out := "id\tkind\tstate\torigin\tscore\tsource\ttarget\tterms\tfindings\tstamp\n"
	for _, pair := range v.pairs() {
		out += "1.1\tparagraph\ttranslated\tbackend:openai\t0\t" + pair + "\t\t\t0\n"
	}
	return out
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// alter does something to the memory behind everybody's back.
func alter(t *testing.T, s *site, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", s.memory())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range statements {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
}

// TestInspect does to a project what no fault may do, and wants to see it
// noticed, each under its own name.
func TestInspect(t *testing.T) {
	const first = "(SELECT min(id) FROM unit)"
	for _, tt := range []struct {
		name string
		harm func(t *testing.T, s *site)
		want []string
	}{
		{"nothing", func(*testing.T, *site) {}, nil},
		{"a row is gone", func(t *testing.T, s *site) {
			alter(t, s, "DELETE FROM unit WHERE id = "+first, "UPDATE pair SET units = units - 1")
		}, []string{lost}},
		{"a row says something else", func(t *testing.T, s *site) {
			alter(t, s, "UPDATE unit SET target = 'x' WHERE id = "+first)
		}, []string{corrupt, lost, wrong}},
		{"a page is zero", func(t *testing.T, s *site) {
			data, _ := os.ReadFile(s.memory())
			clear(data[8192:12288])
			put(t, s.memory(), string(data))
		}, []string{corrupt}},
		{"the memory is gone", func(_ *testing.T, s *site) { _ = os.Remove(s.memory()) }, []string{hidden, lost}},
		{"a call is not in the ledger", func(t *testing.T, s *site) {
			alter(t, s, "DELETE FROM share WHERE call = 1", "DELETE FROM call WHERE id = 1")
		}, []string{hidden}},
		{"a call that was billed is noted as free", func(t *testing.T, s *site) {
			alter(t, s, "UPDATE call SET state = 'free' WHERE id = 1")
		}, []string{hidden}},
		{"a text was paid for twice", func(_ *testing.T, s *site) {
			for text := range s.engine.paid {
				s.engine.paid[text]++
				break
			}
		}, []string{overpaid}},
		{"a text was paid for twice, which an unknown call explains", func(t *testing.T, s *site) {
			for text := range s.engine.paid {
				s.engine.paid[text]++
				break
			}
			alter(t, s, "UPDATE call SET state = 'unknown' WHERE id = 1")
		}, nil},
		{"too many calls are open", func(t *testing.T, s *site) {
			for range underWay + 1 {
				alter(t, s, "INSERT INTO call (run, started, state, engine, model, source, target, key, usage, cost, currency) VALUES ('', 0, 'intent', '', '', '', '', '', '{}', 0, '')")
			}
		}, []string{overpaid}},
		{"a document is empty", func(t *testing.T, s *site) { put(t, filepath.Join(s.outputs(), "article-01.txt"), "") }, []string{torn}},
		{"a document is cut", func(t *testing.T, s *site) {
			put(t, filepath.Join(s.outputs(), "article-01.txt"), s.current("article-01").translated()[:40])
		}, []string{torn}},
		{"a table is cut", func(t *testing.T, s *site) {
			text := table(s.current("article-01"))
			put(t, filepath.Join(s.outputs(), "article-01.tsv"), text[:len(text)-20])
		}, []string{torn}},
		{"a document is gone", func(_ *testing.T, s *site) { _ = os.Remove(filepath.Join(s.outputs(), "article-01.txt")) }, []string{lost}},
		{"a file of nobody", func(t *testing.T, s *site) { put(t, filepath.Join(s.outputs(), "other.txt"), "x") }, []string{torn}},
		{"an older version stands", func(t *testing.T, s *site) {
			if err := s.publish("article-01", s.serial.edit(s.rnd, s.current("article-01"))); err != nil {
				t.Fatal(err)
			}
		}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := made(t)
			before := findings{}
			if _, err := s.inspect(before); err != nil || len(before) > 0 {
				t.Fatalf("before: %v, %v", before, err)
			}
			tt.harm(t, s)
			f := findings{}
			if _, err := s.inspect(f); err != nil {
				t.Fatal(err)
			}
			if got := slices.Sorted(maps.Keys(f)); !slices.Equal(got, tt.want) {
				t.Errorf("found %v, want %v\n%v", got, tt.want, f)
			}
		})
	}
}

// TestTake counts broken promises, and stops when that has sense no longer.
func TestTake(t *testing.T) {
	r := &result{Figures: map[string]int{}}
	r.promise(lost, torn)
	r.take(findings{torn: {"a", "b"}, stuck: {"c"}})
	if r.kept() || r.over() || r.Figures[torn] != 2 || r.Figures[stuck] != 1 || r.Figures[lost] != 0 || len(r.Missed) != 3 {
		t.Errorf("%+v", r)
	}
	r.enough = true
	if !r.over() {
		t.Error("it goes on although one broken promise is enough")
	}
}

// TestQuiet waits for what clients have sent.
func TestQuiet(t *testing.T) {
	e, err := startEngine(func() time.Duration { return 0 })
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	for range 3 {
		if err := e.quiet(); err != nil {
			t.Fatal(err)
		}
	}
}
