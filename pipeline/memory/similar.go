package memory

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"targman/pipeline/fuzzy"
)

// Candidate is the translation of a text that is like another one.
type Candidate struct {
	// Text is the source text, its codes as placeholders.
	Text string
	// Match is the best translation of Text. Its Score says how alike the two
	// source texts are, see fuzzy.Score, less the points of penalties.
	Match
}

// similar holds an index of the source texts of each pair that was asked for.
type similar struct {
	mu    sync.Mutex
	pairs map[Pair]*fuzzy.Index
}

// Similar looks, for each text, for translations of the texts most like it: at
// most so many, which score at least least, the best first; never one of the
// text itself. It knows what the memory held when it was first asked for the
// pair. What is kept later is not suggested before the memory is opened anew,
// so that what a run suggests does not depend on the order in which answers
// arrive.
func (m *Memory) Similar(ctx context.Context, p Pair, texts []string, least, most int) ([][]Candidate, error) {
	out := make([][]Candidate, len(texts))
	x, err := m.index(ctx, p)
	if err != nil || x.Len() == 0 {
		return out, err
	}
	hits := make([][]fuzzy.Hit, len(texts))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	const share = 64
	for start := 0; start < len(texts); start += share {
		g.Go(func() error {
			for i := start; i < min(start+share, len(texts)); i++ {
				hits[i] = x.Find(texts[i], least, most)
			}
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return out, m.candidates(ctx, p, hits, out, least)
}

// candidates fetches the translations of the hits. A text that is gone since it
// was indexed is passed over.
func (m *Memory) candidates(ctx context.Context, p Pair, hits [][]fuzzy.Hit, out [][]Candidate, least int) error {
	var qs []Query
	at := map[string]int{}
	for _, list := range hits {
		for _, h := range list {
			if _, ok := at[h.Text]; !ok {
				at[h.Text] = len(qs)
				qs = append(qs, Query{Text: h.Text})
			}
		}
	}
	matches, err := m.Recall(ctx, p, "", qs)
	if err != nil {
		return err
	}
	for i, list := range hits {
		for _, h := range list {
			match := matches[at[h.Text]]
			match.Score = h.Score - match.Points
			if match.Found && match.Score >= least {
				out[i] = append(out[i], Candidate{h.Text, match})
			}
		}
		slices.SortStableFunc(out[i], func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	}
	return nil
}
