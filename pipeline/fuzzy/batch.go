package fuzzy

// Limits of a text; one beyond is passed over.
const maxBytes = 16 << 10

// Batch is some texts, read and on their way into a Builder. Goroutines may fill
// one each. The zero value is empty.
type Batch struct {
	texts []document
	// bytes has the texts behind each other, words their keys.
	bytes []byte
	words []uint32
	t     tokens
}

// document is a text in a batch.
type document struct {
	hash, sign uint64
	// bytes and words are where it ends there.
	bytes, words int
	long         uint16
}

// Add takes a text in. One without a word, with more than 512 words, or above
// 16 kB is passed over.
func (b *Batch) Add(text string) {
	if len(text) > maxBytes {
		return
	}
	b.t.read(text)
	n := len(b.t.words)
	if n == 0 || n > maxWords {
		return
	}
	for _, w := range b.t.words {
		b.words = append(b.words, key(w))
	}
	b.bytes = append(b.bytes, text...)
	b.texts = append(b.texts, document{hash(text), signature(b.t.words), len(b.bytes), len(b.words), uint16(n)})
}

// Reset empties the batch, so that it can be filled again.
func (b *Batch) Reset() { b.texts, b.bytes, b.words = b.texts[:0], b.bytes[:0], b.words[:0] }

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
