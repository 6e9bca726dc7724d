// Command bench-memory prints what looking for similar texts costs and finds:
//
//	go run ./testdata/bench-memory -texts 1000000
//
// The texts are those of corpus.Sentences; one in five is another one edited in
// one to three places. The queries are texts edited in one to four places; one
// in five is new. Recall is the share of queries for which the best score is
// that of a comparison with every text, of those where that is 70 or more.
package main

import (
	"flag"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"targman/pipeline/fuzzy"
	"targman/testdata/corpus"
)

const least = 70

func main() {
	texts := flag.Int("texts", 1_000_000, "texts in the memory")
	queries := flag.Int("queries", 5000, "texts to look for")
	brute := flag.Int("brute", 50, "queries of which every text is scored, for recall")
	seed := flag.Uint64("seed", 1, "seed of the random choices")
	db := flag.String("fill", "", "x")
	flag.Parse()
	all, asked := sentences(*texts, *queries, *seed)
	if *db != "" {
		if err := fill(*db, all); err != nil {
			panic(err)
		}
		return
	}
	before := heap()
	start := time.Now()
	b := fuzzy.NewBuilder(nil, len(all))
	for c := range slices.Chunk(all, 1<<14) {
		var batch fuzzy.Batch
		for _, t := range c {
			batch.Add(t)
		}
		b.Take(&batch)
	}
	x := b.Index()
	built := time.Since(start)
	b = nil
	fmt.Printf("texts %d, different %d\n", len(all), x.Len())
	fmt.Printf("index built in %.1f s, %d MB with the texts\n", built.Seconds(), (heap()-before)>>20)
	for _, l := range []int{least, 50} {
		times(x, asked, l)
	}
	fmt.Printf("recall of the best match at %d %% or more: %s\n", least, recall(x, all, asked[:min(*brute, len(asked))]))
	runtime.KeepAlive(all)
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func sentences(n, queries int, seed uint64) (all, asked []string) {
	s := corpus.NewSentences(seed, 200_000)
	for i := range n {
		if i > 0 && s.IntN(5) == 0 {
			all = append(all, s.Edit(all[s.IntN(i)], 1+s.IntN(3)))
		} else {
			all = append(all, s.Next())
		}
	}
	for range queries {
		if s.IntN(5) == 0 {
			asked = append(asked, s.Next())
		} else {
			asked = append(asked, s.Edit(all[s.IntN(n)], 1+s.IntN(4)))
		}
	}
	return all, asked
}

func times(x *fuzzy.Index, asked []string, least int) {
	took := make([]time.Duration, len(asked))
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
	at := func(percent int) float64 { return float64(took[(len(took)-1)*percent/100].Microseconds()) / 1000 }
	fmt.Printf("query from %d %%: p50 %.3f ms, p95 %.3f ms, p99 %.3f ms, longest %.3f ms; %d of %d found something\n",
		least, at(50), at(95), at(99), at(100), found, len(asked))
}

// recall scores every text, on all processors.
func recall(x *fuzzy.Index, all, asked []string) string {
	var there, hit atomic.Int64
	var wait sync.WaitGroup
	next := make(chan string)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for q := range next {
				best := 0
				for _, t := range all {
					if s := fuzzy.Score(q, t); s < fuzzy.Same {
						best = max(best, s)
					}
				}
				if best < least {
					continue
				}
				there.Add(1)
				if hits := x.Find(q, least, 1); len(hits) > 0 && hits[0].Score == best {
					hit.Add(1)
				}
			}
		})
	}
	for _, q := range asked {
		next <- q
	}
	close(next)
	wait.Wait()
	return fmt.Sprintf("%d of %d", hit.Load(), there.Load())
}
