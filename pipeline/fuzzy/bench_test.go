package fuzzy

import (
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"targman/testdata/corpus"
)

// million is a memory of a million sentences and texts to look up: edited
// sentences of it, and one in five that is new.
func million(n int) (texts, queries []string) {
	s := corpus.NewSentences(1, 200_000)
	texts = make([]string, n)
	for i := range texts {
		if i > 0 && s.IntN(5) == 0 { // texts repeat with variations
			texts[i] = s.Edit(texts[s.IntN(i)], 1+s.IntN(3))
		} else {
			texts[i] = s.Next()
		}
	}
	for range 2000 {
		if s.IntN(5) == 0 {
			queries = append(queries, s.Next())
		} else {
			queries = append(queries, s.Edit(texts[s.IntN(n)], 1+s.IntN(4)))
		}
	}
	return texts, queries
}

func build(texts []string) *Index {
	return extend(nil, texts)
}

// extend adds texts to an index, in batches that two goroutines fill.
func extend(x *Index, texts []string) *Index {
	b := NewBuilder(x, len(texts))
	const size = 1 << 14
	for start := 0; start < len(texts); start += 2 * size {
		var batches [2]Batch
		var wait sync.WaitGroup
		for i := range batches {
			wait.Go(func() {
				for _, t := range texts[min(start+i*size, len(texts)):min(start+(i+1)*size, len(texts))] {
					batches[i].Add(t)
				}
			})
		}
		wait.Wait()
		b.Take(&batches[0])
		b.Take(&batches[1])
	}
	return b.Index()
}

// size is the number of texts.
const size = 100_000

func BenchmarkBuild(b *testing.B) {
	texts, _ := million(size)
	for b.Loop() {
		build(texts)
	}
	b.ReportMetric(float64(size)*float64(b.N)/b.Elapsed().Seconds(), "texts/s")
}

func BenchmarkFind(b *testing.B) {
	texts, queries := million(size)
	x := build(texts)
	for _, least := range []int{70, 50} {
		b.Run(map[int]string{70: "least 70", 50: "least 50"}[least], func(b *testing.B) {
			var times []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				x.Find(queries[i%len(queries)], least, 5)
				times = append(times, time.Since(start))
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(times[len(times)*95/100].Microseconds()), "p95-µs")
			b.ReportMetric(float64(times[len(times)-1].Microseconds()), "max-µs")
		})
	}
	runtime.KeepAlive(texts)
}

func BenchmarkScore(b *testing.B) {
	texts, _ := million(2)
	for b.Loop() {
		Score(texts[0], texts[1])
	}
}
