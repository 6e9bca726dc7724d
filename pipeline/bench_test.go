package pipeline

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"targman/glossary"
	"targman/pipeline/bitext"
	"targman/pipeline/lang"
	"targman/pipeline/lang/en"
	"targman/pipeline/lang/hy"
	"targman/pipeline/memory"
	"targman/pipeline/read"
	"targman/pipeline/write"
	"targman/testdata/corpus"
)

const benchArticles = 1000

func benchInputs() (inputs []Input, bytes int) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range benchArticles {
		text := corpus.Article(r, i)
		bytes += len(text)
		inputs = append(inputs, Input{Path: fmt.Sprintf("%d.txt", i), Name: fmt.Sprint(i), Load: func() ([]byte, error) { return []byte(text), nil }})
	}
	return inputs, bytes
}

func benchLine(b *testing.B) *Line {
	names, err := glossary.Load("../glossary")
	if err != nil {
		b.Fatal(err)
	}
	breaks, err := en.Pack().Splitter(lang.Custom{})
	if err != nil {
		b.Fatal(err)
	}
	return &Line{Pair: memory.Pair{Source: "en", Target: "hy"}, Target: hy.Pack(), Breaks: breaks, Names: names.Matcher("en"),
		Glossary: names, Read: read.Options{MaxBytes: 1 << 20}, Workers: 2, Now: func() string { return "2026-01-01T00:00:00Z" },
		UI: func(string) (string, string, bool) { return "", "", false }, Doc: write.Doc{Source: "en", Target: "hy", Tool: "bench"}}
}

// BenchmarkPrepare takes articles of 3 kB through read, split and match with
// two workers, in MB/s of source.
func BenchmarkPrepare(b *testing.B) {
	inputs, bytes := benchInputs()
	l := benchLine(b)
	b.SetBytes(int64(bytes))
	for b.Loop() {
		for jobs := range l.prepareAll(context.Background(), inputs, nil, newSummary(l.Pair)) {
			for _, j := range jobs {
				if j.err != nil {
					b.Fatal(j.err)
				}
			}
		}
	}
}

// BenchmarkKeepAndWrite commits the units of prepared articles to a new memory
// and writes all six files of each, synced, in segments/s.
func BenchmarkKeepAndWrite(b *testing.B) {
	inputs, _ := benchInputs()
	l := benchLine(b)
	var all [][]*job
	segments := 0
	for jobs := range l.prepareAll(context.Background(), inputs, nil, newSummary(l.Pair)) {
		all = append(all, jobs)
		for _, j := range jobs {
			segments += len(j.units)
		}
	}
	round := 0
	for b.Loop() {
		b.StopTimer()
		folder := b.TempDir()
		m, err := memory.Open(filepath.Join(folder, "m.db"), memory.Options{})
		if err != nil {
			b.Fatal(err)
		}
		sink, err := write.Open(filepath.Join(folder, "out"), []string{"document", "tsv", "jsonl", "tmx", "xlf", "bilingual"})
		if err != nil {
			b.Fatal(err)
		}
		l.Memory, l.Sink = m, sink
		round++
		b.StartTimer()
		windows := make(chan []*job, 1)
		sum := newSummary(l.Pair)
		done := l.writeAll(context.Background(), windows, nil, sum, func(error) {})
		for _, jobs := range all {
			if err := l.keep(context.Background(), made(jobs)); err != nil {
				b.Fatal(err)
			}
			windows <- jobs
		}
		close(windows)
		<-done
		b.StopTimer()
		if sum.Failed() > 0 {
			b.Fatal(sum.Articles[0].Error)
		}
		_ = m.Close()
		b.StartTimer()
	}
	b.ReportMetric(float64(segments*round)/b.Elapsed().Seconds(), "segments/s")
}

// made gives every unit of the jobs a translation and lists what the memory
// keeps of them.
func made(jobs []*job) []memory.Entry {
	var out []memory.Entry
	for _, j := range jobs {
		for i := range j.units {
			u := &j.units[i]
			u.Target, u.State, u.Origin = bitext.Content{Text: u.Source.Text, Codes: u.Source.Codes}, bitext.Translated, bitext.Backend("bench")
			u.Provenance = bitext.Provenance{Engine: "bench"}
			out = append(out, memory.Entry{Query: place{j, i}.query(), Target: u.Target.Text, State: u.State, Origin: u.Origin, Provenance: u.Provenance})
		}
	}
	return out
}
