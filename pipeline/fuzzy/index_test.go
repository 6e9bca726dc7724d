package fuzzy

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"targman/testdata/corpus"
)

// brute scores every text.
func brute(texts []string, query string, least int) (hits []Hit) {
	seen := map[string]bool{}
	for _, t := range texts {
		if s := Score(query, t); s >= least && s < Same && !seen[t] {
			hits = append(hits, Hit{t, s})
		}
		seen[t] = true
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return b.Score - a.Score })
	return hits
}

// TestFindEqualsBruteForce compares with the score of every text, for small
// vocabularies, in which everything is alike, and large ones.
func TestFindEqualsBruteForce(t *testing.T) {
	for seed := range uint64(6) {
		vocabulary := []int{30, 300, 3000}[seed%3]
		s := corpus.NewSentences(seed, vocabulary)
		var texts []string
		for i := range 400 {
			if i > 0 && s.IntN(2) == 0 {
				texts = append(texts, s.Edit(texts[s.IntN(i)], 1+s.IntN(4)))
			} else {
				texts = append(texts, s.Next())
			}
		}
		x := build(texts)
		for range 30 {
			q := s.Edit(texts[s.IntN(len(texts))], s.IntN(6))
			for _, least := range []int{50, 70, 95} {
				got, want := x.Find(q, least, 5), brute(texts, q, least)
				want = want[:min(len(want), 5)]
				if diff := cmp.Diff(scores(want), scores(got)); diff != "" {
					t.Fatalf("seed %d, %q, least %d (-want +got):\n%s\n%v\n%v", seed, q, least, diff, want, got)
				}
				for _, h := range got {
					if Score(q, h.Text) != h.Score {
						t.Errorf("%q scores %d for %q, not %d", h.Text, Score(q, h.Text), q, h.Score)
					}
				}
			}
		}
	}
}

func scores(hits []Hit) []int {
	out := []int{}
	for _, h := range hits {
		out = append(out, h.Score)
	}
	return out
}

// TestFindIsDeterministic asks from several goroutines at once.
func TestFindIsDeterministic(t *testing.T) {
	s := corpus.NewSentences(9, 50)
	var texts, queries []string
	for range 500 {
		texts = append(texts, s.Next())
	}
	for range 50 {
		queries = append(queries, s.Edit(texts[s.IntN(len(texts))], 2))
	}
	x := build(texts)
	want := map[string][]Hit{}
	for _, q := range queries {
		want[q] = x.Find(q, 40, 4)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for _, q := range queries {
				if diff := cmp.Diff(want[q], x.Find(q, 40, 4)); diff != "" {
					t.Errorf("%q (-first +again):\n%s", q, diff)
				}
			}
		})
	}
	wait.Wait()
}

func TestFindOrder(t *testing.T) {
	x := build([]string{"The talks went on.", "The talks went off.", "The talks went up.", "The talks went off.", "…"})
	if x.Len() != 3 {
		t.Errorf("%d texts, want 3: one came twice, one has no word", x.Len())
	}
	got := fmt.Sprint(x.Find("The talks went down.", 70, 2), x.Find("The talks went on.", 70, 9), x.Find("…", 1, 9), x.Find("Nothing of it", 70, 9))
	want := "[{The talks went up. 75} {The talks went off. 75}] [{The talks went up. 75} {The talks went off. 75}] [] []"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if hits := build(nil).Find("Any text", 50, 5); hits != nil {
		t.Errorf("%v in an empty index", hits)
	}
}

// TestShelvesDoNotMatter compares an index that was made at once with one that
// was added to: the same texts in the same order, whatever the limits.
func TestShelvesDoNotMatter(t *testing.T) {
	s := corpus.NewSentences(4, 60)
	var texts, queries []string
	for i := range 3000 {
		if i > 0 && s.IntN(3) > 0 {
			texts = append(texts, s.Edit(texts[s.IntN(i)], s.IntN(3))) // some are the same
		} else {
			texts = append(texts, s.Next())
		}
	}
	for range 100 {
		queries = append(queries, s.Edit(texts[s.IntN(len(texts))], s.IntN(4)))
	}
	whole := build(texts)
	parted := extend(extend(build(texts[:1500]), texts[1500:1501]), texts[1000:])
	if whole.Len() != parted.Len() {
		t.Errorf("%d texts in parts, %d at once", parted.Len(), whole.Len())
	}
	for _, q := range queries {
		for _, least := range []int{50, 80} {
			if diff := cmp.Diff(whole.Find(q, least, 5), parted.Find(q, least, 5)); diff != "" {
				t.Fatalf("%q (-at once +in parts):\n%s", q, diff)
			}
		}
	}
	if same := extend(whole, texts); same.Len() != whole.Len() {
		t.Errorf("%d texts after the same came again, want %d", same.Len(), whole.Len())
	}
}
