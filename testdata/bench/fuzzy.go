package main

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"targman/pipeline/fuzzy"
	"targman/testdata/corpus"
)

// least is the score from which on similar texts are wanted.
const least = 70

// fuzzy measures the index: corpus.Sentences, of which one in five is another
// one edited in one to three places; the queries are texts edited in one to four
// places, and one in five is new.
func (b *bench) fuzzy() ([]figure, error) {
	all, asked := b.sentences()
	before := heap()
	start, used := time.Now(), processorTime()
	x := build(all)
	built := fmt.Sprintf("%.1f s (%.1f s of processor time)", time.Since(start).Seconds(), processorTime()-used)
	size := heap() - before
	fmt.Fprintf(b.log, "%d texts, %d different; index made in %s, %s with the texts\n", len(all), x.Len(), built, megabytes(size))
	t70, t50 := b.times(x, asked, least), b.times(x, asked, 50)
	hit, there := recall(x, all, asked[:min(b.brute, len(asked))])
	share := float64(hit) / float64(max(1, there))
	fmt.Fprintf(b.log, "best match of %d %% or more: %d of %d, %.4f\n", least, hit, there, share)
	runtime.KeepAlive(all)
	units := count(len(all))
	return []figure{
		{"a query from 70 %, " + units + " units", "p50 1 ms, p95 5 ms; beyond that p50 0.23 ms", fmt.Sprintf("p50 %s, p95 %s, p99 %s ms", t70.at(50), t70.at(95), t70.at(99)),
			"SYSTRAN fuzzy-match p50 0.15 ms at recall .93, 0.23 ms and p95 4.9 ms at .99; OmegaT 1,026 ms; the Translate Toolkit 287 ms at 100,000"},
		{"a query from 50 %", "", fmt.Sprintf("p50 %s, p95 %s, p99 %s ms", t50.at(50), t50.at(95), t50.at(99)), ""},
		{"recall of the best match from 70 %, beside scoring every text", ".99", fmt.Sprintf("%.4f (%d of %d)", share, hit, there), "SYSTRAN .93 or .99, see above"},
		{"index made from texts in memory, and its size with the texts", "20 s, 400 MB", built + ", " + megabytes(size), "SYSTRAN 674 MB"},
	}, nil
}

func (b *bench) sentences() (all, asked []string) {
	s := corpus.NewSentences(b.seed, 200_000)
	for i := range b.texts {
		if i > 0 && s.IntN(5) == 0 {
			all = append(all, s.Edit(all[s.IntN(i)], 1+s.IntN(3)))
		} else {
			all = append(all, s.Next())
		}
	}
	return all, queries(s, all, b.queries)
}

func queries(s *corpus.Sentences, texts []string, n int) (asked []string) {
	for range n {
		if s.IntN(5) == 0 {
			asked = append(asked, s.Next())
		} else {
			asked = append(asked, s.Edit(texts[s.IntN(len(texts))], 1+s.IntN(4)))
		}
	}
	return asked
}

// build makes the index as the memory does, a batch on each processor.
func build(texts []string) *fuzzy.Index {
	b := fuzzy.NewBuilder(nil, len(texts))
	for round := range slices.Chunk(texts, runtime.GOMAXPROCS(0)<<14) {
		var wait sync.WaitGroup
		batches := make([]fuzzy.Batch, (len(round)-1)>>14+1)
		for i := range batches {
			wait.Go(func() {
				for _, t := range round[i<<14 : min((i+1)<<14, len(round))] {
					batches[i].Add(t)
				}
			})
		}
		wait.Wait()
		for i := range batches {
			b.Take(&batches[i])
		}
	}
	return b.Index()
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func megabytes(n uint64) string { return fmt.Sprintf("%.3g MB", float64(n)/1e6) }

// times are how long queries took, ascending.
type times []time.Duration

// at is the percentile in milliseconds.
func (t times) at(percent int) string {
	return fmt.Sprintf("%.2f", float64(t[(len(t)-1)*percent/100].Microseconds())/1000)
}

func (b *bench) times(x *fuzzy.Index, asked []string, least int) times {
	took := make(times, len(asked))
	found := 0
	for i, q := range asked {
		start := time.Now()
		hits := x.Find(q, least, 5)
		took[i] = time.Since(start)
		if len(hits) > 0 {
			found++
		}
	}
	slices.Sort(took)
	fmt.Fprintf(b.log, "query from %d %%: p50 %s ms, p95 %s ms, p99 %s ms, longest %s ms; %d of %d found something\n",
		least, took.at(50), took.at(95), took.at(99), took.at(100), found, len(asked))
	return took
}

// recall scores every text, on all processors, and says for how many queries the
// best is what the index finds, of those where it is good enough.
func recall(x *fuzzy.Index, all, asked []string) (hit, there int) {
	scorers := make([]fuzzy.Query, len(asked))
	for i, q := range asked {
		scorers[i].Set(q)
	}
	best := make([][]int, runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for part := range best {
		best[part] = make([]int, len(asked))
		wait.Go(func() {
			var t fuzzy.Text
			for i := part; i < len(all); i += len(best) {
				t.Set(all[i])
				for q := range scorers {
					if s := scorers[q].Score(&t); s < fuzzy.Same && s > best[part][q] {
						best[part][q] = s
					}
				}
			}
		})
	}
	wait.Wait()
	for q := range asked {
		top := 0
		for part := range best {
			top = max(top, best[part][q])
		}
		if top < least {
			continue
		}
		there++
		if hits := x.Find(asked[q], least, 1); len(hits) > 0 && hits[0].Score == top {
			hit++
		}
	}
	return hit, there
}

// count writes a number with commas.
func count(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
