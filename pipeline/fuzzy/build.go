package fuzzy

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// Limits of what an index takes; what is beyond is passed over.
const (
	maxBytes = 16 << 10 // of a text
	maxTotal = 1<<32 - 1
)

// Builder gathers texts for an Index.
type Builder struct {
	texts store
	at    []uint32
	signs []uint64
	long  []uint16
	// seen are hashes of the texts so far, so that each is indexed once.
	seen  map[uint64]struct{}
	words table
	t     tokens
}

// NewBuilder makes a builder; texts is about how many will come.
func NewBuilder(texts int) *Builder {
	return &Builder{seen: make(map[uint64]struct{}, texts)}
}

// Add takes a text in. One that came before is passed over, and so is one
// without a word, with more than 512 words, or above 16 kB.
func (b *Builder) Add(text string) {
	h := hash(text)
	if _, again := b.seen[h]; again || len(text) > maxBytes || b.texts.size+int64(len(text)) > maxTotal-2*storeBlock {
		return
	}
	b.t.read(text)
	n := len(b.t.words)
	if n == 0 || n > maxWords {
		return
	}
	if b.seen == nil {
		b.seen = map[uint64]struct{}{}
	}
	b.seen[h] = struct{}{}
	doc := uint32(len(b.at) + 1) // 0 is no text
	for _, w := range b.t.words {
		b.words.count(key(w), doc)
	}
	b.at = append(b.at, b.texts.add(text))
	b.signs = append(b.signs, signature(b.t.words))
	b.long = append(b.long, uint16(n))
}

func hash(text string) uint64 {
	h := uint64(hashSeed)
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * hashPrime
	}
	return h
}

// key is what a word is filed under. Two words may share one; texts are
// compared in the end.
func key(word uint64) uint32 { return uint32(word>>32) | 1 }

// signature has a bit for each word of a text. A bit that only one of two texts
// has tells of a word that the other has not.
func signature(words []uint64) (s uint64) {
	for _, w := range words {
		s |= 1 << (w >> 20 % wordBits)
	}
	return s
}

// Index files the texts; the builder is of no use afterwards.
func (b *Builder) Index() *Index {
	x := &Index{texts: b.texts}
	b.seen = nil
	b.order(x)
	b.words.list(x)
	x.posts = make([]uint32, x.lists[len(x.lists)-1])
	next := slices.Clone(x.lists)
	for doc := range x.at {
		b.t.read(x.text(uint32(doc)))
		for _, w := range b.t.words {
			k := b.words.rank(key(w))
			if n := next[k]; n == x.lists[k] || x.posts[n-1] != uint32(doc) {
				x.posts[n] = uint32(doc)
				next[k]++
			}
		}
	}
	return x
}

// order numbers the texts by their length and, among equals, as they came.
func (b *Builder) order(x *Index) {
	x.first = make([]uint32, maxWords+2)
	for _, n := range b.long {
		x.first[n+1]++
	}
	for n := range maxWords + 1 {
		x.first[n+1] += x.first[n]
	}
	next := slices.Clone(x.first)
	x.at, x.signs = make([]uint32, len(b.at)), make([]uint64, len(b.at))
	for i, n := range b.long {
		x.at[next[n]], x.signs[next[n]] = b.at[i], b.signs[i]
		next[n]++
	}
	b.at, b.signs, b.long = nil, nil, nil
}

// store keeps texts, each behind its length, in blocks, so that growing copies
// nothing. No text lies across two blocks.
type store struct {
	blocks [][]byte
	// size is the bytes of all texts.
	size int64
}

const (
	blockBits  = 16
	storeBlock = 1 << blockBits
)

func (s *store) add(text string) uint32 {
	last := len(s.blocks) - 1
	if last < 0 || len(s.blocks[last])+len(text)+binary.MaxVarintLen32 > storeBlock {
		s.blocks = append(s.blocks, make([]byte, 0, storeBlock))
		last++
	}
	at := last<<blockBits | len(s.blocks[last])
	s.blocks[last] = append(binary.AppendUvarint(s.blocks[last], uint64(len(text))), text...)
	s.size += int64(len(text))
	return uint32(at)
}

func (s *store) text(at uint32) []byte {
	b := s.blocks[at>>blockBits][at%storeBlock:]
	n, size := binary.Uvarint(b)
	return b[size : size+int(n)]
}

// table counts in how many texts each word stands: a hash table with open
// addressing, filled to two thirds at most.
type table struct {
	slots []slot
	used  int
}

// slot is a word's: how many texts have it, and the last one that was counted;
// later its rank among the words.
type slot struct{ key, texts, last uint32 }

func (t *table) find(k uint32) *slot {
	mask := uint32(len(t.slots) - 1)
	for i := k * 2654435769 & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.key == k || s.key == 0 {
			return s
		}
	}
}

func (t *table) count(k, doc uint32) {
	if t.used*3 >= len(t.slots)*2 {
		t.grow()
	}
	s := t.find(k)
	if s.key == 0 {
		s.key = k
		t.used++
	}
	if s.last != doc {
		s.last = doc
		s.texts++
	}
}

func (t *table) grow() {
	old := t.slots
	t.slots = make([]slot, max(1<<12, 2*len(old)))
	for _, s := range old {
		if s.key != 0 {
			*t.find(s.key) = s
		}
	}
}

// list gives the index its words, ascending, with room for their texts.
func (t *table) list(x *Index) {
	all := make([]slot, 0, t.used)
	for _, s := range t.slots {
		if s.key != 0 {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b slot) int { return cmp.Compare(a.key, b.key) })
	x.words, x.lists = make([]uint32, len(all)), make([]uint32, len(all)+1)
	for i, s := range all {
		x.words[i], x.lists[i+1] = s.key, x.lists[i]+s.texts
		t.find(s.key).last = uint32(i)
	}
}

func (t *table) rank(k uint32) uint32 { return t.find(k).last }
