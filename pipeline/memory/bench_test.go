package memory

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"targman/pipeline/bitext"
)

var enHy = Pair{"en", "hy"}

// sentence is text of the length of a news sentence, different for each n.
func sentence(n int) string {
	return fmt.Sprintf("The minister said on day %d that the talks in hall %d would go on for another week.", n, n*7919%1000003)
}

func entryN(n int) Entry {
	return Entry{
		Query:  Query{Text: sentence(n), Before: sentence(n - 1), After: sentence(n + 1), Article: fmt.Sprintf("news/%d", n/20), Unit: fmt.Sprintf("%d.1", n%20)},
		Target: "Նախարարը ասաց, որ բանակցությունները կշարունակվեն եւս մեկ շաբաթ " + fmt.Sprint(n) + "։",
		State:  bitext.Translated, Origin: bitext.Backend("openai"),
		Provenance: bitext.Provenance{Engine: "openai", Model: "m", Prompt: "3", Time: "2026-01-02T03:04:05Z"},
	}
}

func fill(tb testing.TB, m *Memory, from, to, batch int) {
	tb.Helper()
	es := make([]Entry, 0, batch)
	for i := from; i < to; {
		es = es[:0]
		for ; len(es) < batch && i < to; i++ {
			es = append(es, entryN(i))
		}
		if err := m.Keep(context.Background(), enHy, es); err != nil {
			tb.Fatal(err)
		}
	}
}

// BenchmarkKeep reports entries a second, in batches of 2,000, into a memory
// that grows with them.
func BenchmarkKeep(b *testing.B) {
	m, err := Open(filepath.Join(b.TempDir(), "memory.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer m.Close()
	n := 0
	for b.Loop() {
		fill(b, m, n, n+2000, 2000)
		n += 2000
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "entries/s")
}

// BenchmarkRecall asks 100,000 times among a million units.
func BenchmarkRecall(b *testing.B) {
	m, err := Open(filepath.Join(b.TempDir(), "memory.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer m.Close()
	const units, asked = 1_000_000, 100_000
	start := time.Now()
	fill(b, m, 0, units, 10_000)
	b.Logf("%d units kept in %v", units, time.Since(start))
	qs := make([]Query, asked)
	for i := range qs {
		n := i * 7919 % (units * 5 / 4) // one in five is not there
		qs[i] = entryN(n).Query
		if i%2 == 0 {
			qs[i].Before = ""
		}
	}
	b.Run("bulk", func(b *testing.B) {
		for b.Loop() {
			ms, err := m.Recall(context.Background(), enHy, "openai", qs)
			if err != nil || len(ms) != asked {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/asked, "ns/query")
	})
	b.Run("single", func(b *testing.B) {
		var times []time.Duration
		for i := 0; b.Loop(); i++ {
			start := time.Now()
			if _, err := m.Recall(context.Background(), enHy, "openai", qs[i%asked:i%asked+1]); err != nil {
				b.Fatal(err)
			}
			times = append(times, time.Since(start))
		}
		slices.Sort(times)
		b.ReportMetric(float64(times[len(times)/2].Nanoseconds()), "p50-ns")
		b.ReportMetric(float64(times[len(times)*95/100].Nanoseconds()), "p95-ns")
	})
}

// BenchmarkAllDone loads the journal of 10,000 articles with six outputs each.
func BenchmarkAllDone(b *testing.B) {
	m, err := Open(filepath.Join(b.TempDir(), "memory.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer m.Close()
	all := map[string]Done{}
	for i := range 10_000 {
		d := Done{Fingerprint: fmt.Sprintf("%064x", i), Summary: []byte(`{"segments":31,"new":12,"exact":4}`)}
		for _, ext := range []string{".md", ".tsv", ".jsonl", ".tmx", ".xlf", ".bilingual.html"} {
			d.Outputs = append(d.Outputs, Output{fmt.Sprintf("out/hy/news/%d%s", i, ext), int64(i), 1767323045_000000000})
		}
		all[fmt.Sprintf("news/%d", i)] = d
	}
	if err := m.SetDone(context.Background(), enHy, all); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if got, err := m.AllDone(context.Background(), enHy); err != nil || len(got) != len(all) {
			b.Fatal(len(got), err)
		}
	}
}

// BenchmarkTMX exports and imports 50,000 units.
func BenchmarkTMX(b *testing.B) {
	m, err := Open(filepath.Join(b.TempDir(), "memory.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer m.Close()
	const units = 50_000
	fill(b, m, 0, units, 2000)
	var file bytes.Buffer
	b.Run("export", func(b *testing.B) {
		for b.Loop() {
			file.Reset()
			if x, err := m.Export(context.Background(), enHy, Format{}, &file, nil); err != nil || x.Written != units {
				b.Fatal(x, err)
			}
		}
		b.SetBytes(int64(file.Len()))
		b.ReportMetric(units*float64(b.N)/b.Elapsed().Seconds(), "units/s")
	})
	run := func(name string, p func(i int) Pair) {
		b.Run(name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				if _, err := m.Import(context.Background(), p(i), bytes.NewReader(file.Bytes()), ImportOptions{}); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(file.Len()))
			b.ReportMetric(units*float64(b.N)/b.Elapsed().Seconds(), "units/s")
		})
	}
	run("import again", func(int) Pair { return enHy })
	run("import", func(i int) Pair { return Pair{fmt.Sprintf("en-AA-x-%d", i), "hy"} })
}
