package fuzzy

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"
)

// Index finds texts that are like another one. It does not change, so
// goroutines may share it. A text of n words can only score a given percentage
// when all but a few of its words are those of the other text, so one of its
// rarest words must be (S. Chaudhuri, V. Ganti, R. Kaushik, A primitive
// operator for similarity joins in data cleaning, ICDE 2006); only the texts
// with these are looked at, and most of them are told apart by 64 bits.
//
// The texts stand on shelves, each one behind the texts of those before it. What
// is found does not depend on how they are parted.
type Index struct {
	shelves []*shelf
	scratch sync.Pool
}

// Hit is a text that was found.
type Hit struct {
	Text  string
	Score int
}

// Len is how many texts there are.
func (x *Index) Len() (n int) {
	if x == nil {
		return 0
	}
	for _, s := range x.shelves {
		n += len(s.at)
	}
	return n
}

// maxScored is how many texts are compared in full for one query. Only a text
// that thousands of others resemble in all but the numbers comes to it.
const maxScored = 1000

// Find returns the texts that score at least least, at most so many, the best
// first and among equals the one that was added last. The text itself is not
// among them.
func (x *Index) Find(text string, least, most int) []Hit {
	if x.Len() == 0 || len(text) > maxBytes || most <= 0 {
		return nil
	}
	least = max(least, 1)
	s, _ := x.scratch.Get().(*search)
	if s == nil {
		s = &search{}
	}
	defer x.scratch.Put(s)
	s.text, s.least, s.found = text, least, s.found[:0]
	s.own.read(text)
	if n := len(s.own.words); n == 0 || n > maxWords {
		return nil
	}
	s.set(&s.own)
	for i, on := range x.shelves {
		s.on, s.shelf = i, on
		s.gather()
	}
	return s.best(x.shelves, most)
}

// search is one query at work.
type search struct {
	// shelf is the one that is searched just then, number on.
	shelf *shelf
	on    int
	pattern
	own, other tokens
	text       string
	least      int
	probes     []probe
	found      []candidate
}

// probe is a word of the text with the texts of the right length that have it.
type probe struct {
	posts []uint32
	key   uint32
	// times is how often the word stands in the text.
	times int
}

// candidate is a text that may do, the more promising the higher the number:
// from the top, what it can score at best, how many words it has, its shelf and
// its number there.
type candidate uint64

func (c candidate) most() int { return int(c >> 56) }

func (c candidate) shelf() int { return int(c >> 32 & 0xff) }

// gather finds the candidates on the shelf.
func (s *search) gather() {
	n := len(s.words)
	low, high := (s.least*n+99)/100, 100*n/s.least
	first := s.shelf.first
	from, to := first[low], first[min(high, maxWords)+1]
	if from == to {
		return
	}
	s.probe(from, to)
	sum := 0
	for _, p := range s.probes {
		sum += len(p.posts)
	}
	w := walk{search: s, sign: signature(s.words), long: low, end: first[low+1]}
	if sum > int(to-from)/2 {
		for doc := from; doc < to; doc++ {
			w.look(doc)
		}
		return
	}
	for _, p := range s.probes {
		w.long, w.end = low, first[low+1]
		for _, doc := range p.posts {
			w.look(doc)
		}
	}
}

// probe chooses the rarest words such that a text without any of them misses
// too many.
func (s *search) probe(from, to uint32) {
	s.probes = s.probes[:0]
	for _, word := range s.words {
		k := key(word)
		if i := slices.IndexFunc(s.probes, func(p probe) bool { return p.key == k }); i >= 0 {
			s.probes[i].times++
			continue
		}
		s.probes = append(s.probes, probe{s.shelf.within(k, from, to), k, 1})
	}
	slices.SortFunc(s.probes, func(a, b probe) int {
		return cmp.Or(cmp.Compare(len(a.posts), len(b.posts)), cmp.Compare(a.key, b.key))
	})
	n := len(s.words)
	missing := n - (s.least*n+99)/100 // words a text may lack
	for i, p := range s.probes {
		if missing -= p.times; missing < 0 {
			s.probes = s.probes[:i+1]
			return
		}
	}
}

// walk goes through texts in ascending order and knows the length of each.
type walk struct {
	*search
	sign uint64
	// long is the length, in words, of the texts before end.
	long int
	end  uint32
}

// look makes the text a candidate unless its signature says that it has too
// many words of its own, or lacks too many.
func (w *walk) look(doc uint32) {
	sign := w.shelf.signs[doc]
	edits := max(bits.OnesCount64(w.sign&^sign), bits.OnesCount64(sign&^w.sign))
	for doc >= w.end {
		w.long++
		w.end = w.shelf.first[w.long+1]
	}
	n := len(w.words)
	edits = max(edits, w.long-n, n-w.long)
	most := whole(max(n, w.long), edits)
	if most >= w.least {
		w.found = append(w.found, candidate(min(most, Same-1)<<56|w.long<<40|w.on<<32|int(doc)))
	}
}

// best scores the candidates, the most promising first, until no other can be
// better.
func (s *search) best(shelves []*shelf, most int) (hits []Hit) {
	slices.Sort(s.found)
	s.found = slices.Compact(s.found) // a text may have several of the words
	for _, c := range slices.Backward(s.found[max(0, len(s.found)-maxScored):]) {
		if len(hits) == most && hits[most-1].Score >= c.most() {
			break
		}
		text := shelves[c.shelf()].text(uint32(c))
		if text == s.text {
			continue
		}
		s.other.read(text)
		score := s.score(&s.other)
		if score < s.least {
			continue
		}
		at, _ := slices.BinarySearchFunc(hits, score, func(h Hit, score int) int {
			if h.Score >= score {
				return -1
			}
			return 1
		})
		if at < most {
			hits = slices.Insert(hits, at, Hit{text, score})
			hits = hits[:min(len(hits), most)]
		}
	}
	return hits
}
