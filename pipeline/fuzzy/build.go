package fuzzy

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// Builder puts batches together to an Index.
type Builder struct {
	base  *Index
	texts store
	// words are the numbers of the texts' words, as the table has them, each as a
	// varint: frequent words come early and have low ones.
	words store
	news  []entry
	// seen are hashes of the texts so far, so that each is indexed once.
	seen  map[uint64]struct{}
	table table
	buf   []byte
}

// entry is a text in the builder: where it is stored and where its words are.
type entry struct {
	sign     uint64
	at, from uint32
	long     uint16
}

// NewBuilder makes a builder; texts is about how many will come. With a base,
// which may be nil, what comes is added to that; the base does not change.
func NewBuilder(base *Index, texts int) *Builder {
	return &Builder{base: base, seen: make(map[uint64]struct{}, texts), news: make([]entry, 0, texts)}
}

// Take takes a batch in. Texts that came before are passed over. The batch can
// be dropped afterwards.
func (b *Builder) Take(batch *Batch) {
	bytes, words := 0, 0
	for i := range batch.texts {
		d := &batch.texts[i]
		text, keys := batch.bytes[bytes:d.bytes], batch.words[words:d.words]
		bytes, words = d.bytes, d.words
		if _, again := b.seen[d.hash]; again || b.texts.full() || b.words.full() || b.base.has(text, keys, d) {
			continue
		}
		b.seen[d.hash] = struct{}{}
		b.buf = sized(b.buf[:0], text)
		b.news = append(b.news, entry{d.sign, b.texts.add(b.buf), b.words.add(b.table.numbers(keys, len(b.news)+1)), d.long})
	}
}

// Index files the texts; the builder is of no use afterwards.
func (b *Builder) Index() *Index {
	x := &Index{}
	if b.base != nil {
		x.shelves = slices.Clone(b.base.shelves)
	}
	if len(b.news) > 0 {
		x.shelves = append(x.shelves, b.shelf())
	}
	return x
}

func (b *Builder) shelf() *shelf {
	b.seen = nil
	s := &shelf{texts: b.texts, first: make([]uint32, maxWords+2)}
	from := b.order(s)
	next := b.table.list(s)
	s.posts = make([]uint32, s.lists[len(s.lists)-1])
	begun := slices.Clone(next)
	for long := range maxWords + 1 {
		for doc := s.first[long]; doc < s.first[long+1]; doc++ {
			run := b.words.from(from[doc])
			for range long {
				w, size := binary.Uvarint(run)
				run = run[size:]
				if n := next[w]; n == begun[w] || s.posts[n-1] != doc {
					s.posts[n] = doc
					next[w]++
				}
			}
		}
	}
	return s
}

// order numbers the texts by their length and, among equals, as they came. It
// returns where the words of each are.
func (b *Builder) order(s *shelf) (from []uint32) {
	for i := range b.news {
		s.first[b.news[i].long+1]++
	}
	for n := range maxWords + 1 {
		s.first[n+1] += s.first[n]
	}
	next := slices.Clone(s.first)
	n := len(b.news)
	s.at, s.signs, from = make([]uint32, n), make([]uint64, n), make([]uint32, n)
	for i := range b.news {
		e := &b.news[i]
		doc := next[e.long]
		s.at[doc], s.signs[doc], from[doc] = e.at, e.sign, e.from
		next[e.long]++
	}
	b.news = nil
	return from
}

// table numbers words and counts in how many texts each stands: a hash table
// with open addressing, filled to two thirds at most.
type table struct {
	slots []slot
	words []counted
	buf   []byte
}

// slot has the key of a word, 0 for none, and its number.
type slot struct{ key, number uint32 }

// counted is a word: how many texts have it, and the last one that was counted.
type counted struct{ key, texts, last uint32 }

func (t *table) find(k uint32) *slot {
	mask := uint32(len(t.slots) - 1)
	for i := k * 2654435769 & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.key == k || s.key == 0 {
			return s
		}
	}
}

// numbers counts the words of a text, which is not 0, and gives their numbers;
// they are good until the next call.
func (t *table) numbers(keys []uint32, text int) []byte {
	t.buf = t.buf[:0]
	for _, k := range keys {
		if len(t.words)*3 >= len(t.slots)*2 {
			t.grow()
		}
		s := t.find(k)
		if s.key == 0 {
			*s = slot{k, uint32(len(t.words))}
			t.words = append(t.words, counted{key: k})
		}
		if w := &t.words[s.number]; w.last != uint32(text) {
			w.last = uint32(text)
			w.texts++
		}
		t.buf = binary.AppendUvarint(t.buf, uint64(s.number))
	}
	return t.buf
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

// list gives the shelf its words, ascending, with room for their texts, and
// returns by the number of each where that begins.
func (t *table) list(s *shelf) (begin []uint32) {
	order := make([]uint32, len(t.words))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Compare(t.words[a].key, t.words[b].key) })
	begin = make([]uint32, len(order))
	s.words, s.lists = make([]uint32, len(order)), make([]uint32, len(order)+1)
	for i, number := range order {
		w := t.words[number]
		begin[number] = s.lists[i]
		s.words[i], s.lists[i+1] = w.key, s.lists[i]+w.texts
	}
	return begin
}
