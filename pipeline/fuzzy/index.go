package fuzzy

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"
	"unsafe"
)

// Index finds texts that are like another one. It does not change, so
// goroutines may share it. A text of n words can only score a given percentage
// when all but a few of its words are those of the other text, so one of its
// rarest words must be (S. Chaudhuri, V. Ganti, R. Kaushik, A primitive
// operator for similarity joins in data cleaning, ICDE 2006); only the texts
// with these are looked at, and most of them are told apart by 64 bits.
type Index struct {
	texts store
	// at is where a text is stored; the texts are numbered by how many words
	// they have, and first has the number of the first one with so many.
	at    []uint32
	first []uint32
	// signs are the texts' signatures.
	signs []uint64
	// words are keys, ascending; the texts that have words[i] are
	// posts[lists[i]:lists[i+1]], ascending.
	words, lists, posts []uint32

	scratch sync.Pool
}

// Hit is a text that was found.
type Hit struct {
	Text  string
	Score int
}

// Len is how many texts there are.
func (x *Index) Len() int { return len(x.at) }

// maxScored is how many texts are compared in full for one query. Only a text
// that thousands of others resemble in all but the numbers comes to it.
const maxScored = 1000

// text is the stored text as a string that shares its bytes, which do not
// change.
func (x *Index) text(doc uint32) string {
	b := x.texts.text(x.at[doc])
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// Find returns the texts that score at least least, at most so many, the best
// first and among equals the one that was added last. The text itself is not
// among them.
func (x *Index) Find(text string, least, most int) []Hit {
	if len(x.at) == 0 || len(text) > maxBytes || most <= 0 {
		return nil
	}
	least = max(least, 1)
	s, _ := x.scratch.Get().(*search)
	if s == nil {
		s = &search{}
	}
	defer x.scratch.Put(s)
	s.x, s.text, s.least = x, text, least
	s.own.read(text)
	if n := len(s.own.words); n == 0 || n > maxWords {
		return nil
	}
	s.set(&s.own)
	s.gather()
	return s.best(most)
}

// search is one query at work.
type search struct {
	x *Index
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

// candidate is a text that may do; most is what it can score at best.
type candidate struct {
	doc  uint32
	most int
}

// gather finds the candidates.
func (s *search) gather() {
	s.found = s.found[:0]
	n := len(s.words)
	low, high := (s.least*n+99)/100, 100*n/s.least
	first := s.x.first
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
	slices.SortFunc(s.found, func(a, b candidate) int { return cmp.Compare(a.doc, b.doc) })
	s.found = slices.Compact(s.found)
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
		s.probes = append(s.probes, probe{s.x.within(k, from, to), k, 1})
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

// within are the texts in the range that have the word.
func (x *Index) within(k, from, to uint32) []uint32 {
	i, ok := slices.BinarySearch(x.words, k)
	if !ok {
		return nil
	}
	posts := x.posts[x.lists[i]:x.lists[i+1]]
	a, _ := slices.BinarySearch(posts, from)
	b, _ := slices.BinarySearch(posts[a:], to)
	return posts[a : a+b]
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
	sign := w.x.signs[doc]
	edits := max(bits.OnesCount64(w.sign&^sign), bits.OnesCount64(sign&^w.sign))
	for doc >= w.end {
		w.long++
		w.end = w.x.first[w.long+1]
	}
	n := len(w.words)
	edits = max(edits, w.long-n, n-w.long)
	most := whole(max(n, w.long), edits)
	if most >= w.least {
		w.found = append(w.found, candidate{doc, min(most, Same-1)})
	}
}

// best scores the candidates, the most promising first, until no other can be
// better.
func (s *search) best(most int) (hits []Hit) {
	slices.SortFunc(s.found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.most, a.most), cmp.Compare(b.doc, a.doc))
	})
	for _, c := range s.found[:min(len(s.found), maxScored)] {
		if len(hits) == most && hits[most-1].Score >= c.most {
			break
		}
		text := s.x.text(c.doc)
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
