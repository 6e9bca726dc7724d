package hy

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"targman/pipeline/lang"
)

// finder finds names and remembers the patterns of the entries it was asked
// for.
type finder struct {
	mu       sync.RWMutex
	patterns map[entryKey][]*pattern
	ends     map[endingsKey]endings
}

// remembered bounds the patterns in memory: all of an article's terms and
// more. An entry takes about 0.3 KB; the endings are shared.
const remembered = 8192

// entryKey is a lang.Entry that can be compared.
type entryKey struct{ lemma, kind, class, extra string }

func newFinder() *finder {
	return &finder{patterns: map[entryKey][]*pattern{}, ends: map[endingsKey]endings{}}
}

// find is lang.Pack.Find.
func (f *finder) find(text string, entries []lang.Entry) []lang.Found {
	if len(entries) == 0 || text == "" {
		return nil
	}
	s := scan(text)
	var hits []hit
	for i := range entries {
		for _, p := range f.of(&entries[i]) {
			hits = p.match(&s, i, hits)
		}
	}
	hits = choose(hits, len(s.atoms), len(entries))
	var out []lang.Found
	for _, h := range hits {
		out = append(out, h.found(&s))
	}
	return out
}

// of returns the patterns of an entry.
func (f *finder) of(e *lang.Entry) []*pattern {
	key := entryKey{lemma: e.Lemma, kind: e.Kind, class: e.Class}
	if len(e.Extra) > 0 {
		key.extra = strings.Join(e.Extra, "\x00")
	}
	f.mu.RLock()
	ps, ok := f.patterns[key]
	f.mu.RUnlock()
	if ok {
		return ps
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.patterns) >= remembered {
		clear(f.patterns)
		clear(f.ends)
	}
	ps = f.compile(*e)
	f.patterns[key] = ps
	return ps
}

// endings returns the shared endings; the caller holds the lock.
func (f *finder) endings(k endingsKey) endings {
	e, ok := f.ends[k]
	if !ok {
		e = newEndings(k)
		f.ends[k] = e
	}
	return e
}

// choose keeps the longest of overlapping hits, the first of equally long
// ones, in ascending order.
func choose(hits []hit, atoms, entries int) []hit {
	if len(hits) < 2 {
		return hits
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.end-b.start, a.end-a.start), cmp.Compare(a.start, b.start))
	})
	taken, uses := make([]bool, atoms), make([]int, entries)
	var out []hit
	for len(hits) > 0 {
		n := 1
		for n < len(hits) && hits[n].start == hits[0].start && hits[n].end == hits[0].end {
			n++
		}
		if h := best(hits[:n], uses); !slices.Contains(taken[h.from:h.to], true) {
			for i := h.from; i < h.to; i++ {
				taken[i] = true
			}
			uses[h.entry]++
			out = append(out, h)
		}
		hits = hits[n:]
	}
	slices.SortFunc(out, func(a, b hit) int { return cmp.Compare(a.start, b.start) })
	// Two names may claim the punctuation between them.
	end := 0
	return slices.DeleteFunc(out, func(h hit) bool {
		if h.start < end {
			return true
		}
		end = h.end
		return false
	})
}

// best is the likeliest of the hits on one span: the well spelled and certain
// one, then that of the entry found least often so far, then the bare lemma.
// Two lemmas that share a form make it uncertain.
func best(same []hit, uses []int) hit {
	rank := func(a, b hit) int {
		return cmp.Or(flag(a.bad, b.bad), flag(a.low, b.low),
			cmp.Compare(uses[a.entry], uses[b.entry]),
			flag(!a.bare(), !b.bare()), cmp.Compare(a.entry, b.entry))
	}
	h := slices.MinFunc(same, rank)
	for _, other := range same {
		if other.lemma.Text != h.lemma.Text && other.bad == h.bad {
			h.low = true
		}
	}
	return h
}

func (h hit) bare() bool {
	return h.cell.Case == Nominative && h.cell.Det == Indefinite
}

func flag(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// found reports a hit in the words of lang.
func (h hit) found(s *scanned) lang.Found {
	out := lang.Found{
		Entry: h.entry, Start: s.Start(h.start), End: s.End(h.end),
		Case: string(h.cell.Case), Number: string(h.cell.Number), Det: string(h.cell.Det),
		Malformed: h.bad, Low: h.low,
	}
	if h.bad {
		out.Well, _ = Decline(h.lemma, h.cell, s.source[out.End:])
		if !h.joint && s.capitals(h.start, h.end) {
			out.Well = Upper(out.Well)
		}
	}
	return out
}
