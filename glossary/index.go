package glossary

import "math/bits"

// index is the token trie, laid out flat: the path to a node, which is its
// folded words with a space between them, is hashed, and one open-addressed
// table holds every node. A node is the end of a term or the way to a longer
// one. Two paths may look the same here, so whoever finds an end compares its
// key; a wrong way only costs time.
type index struct {
	// slots hold a tag, half of the hash, above a ref; an empty one is 0.
	slots []uint64
	shift uint8
}

const (
	// wayRef marks the way to a longer term; a higher ref is the number of a
	// term plus termRef.
	wayRef  = 1
	termRef = 2
)

// newIndex makes room for n nodes, at most half full.
func newIndex(n int) index {
	size := uint64(16)
	for size < 2*uint64(n) {
		size *= 2
	}
	return index{slots: make([]uint64, size), shift: uint8(64 - bits.TrailingZeros64(size))}
}

// Hashing is FNV-1a with a wider multiplier; nothing depends on its values
// outside one process.
const (
	hashSeed  = 0xcbf29ce484222325
	hashPrime = 0x9E3779B97F4A7C15
)

func hashByte(h uint64, b byte) uint64 { return (h ^ uint64(b)) * hashPrime }

func hashBytes(h uint64, b []byte) uint64 {
	for _, c := range b {
		h = hashByte(h, c)
	}
	return h
}

// probe is a search for the nodes under a hash.
type probe struct {
	at, tag uint64
}

func (x *index) probe(h uint64) probe {
	h = (h ^ h>>32) * hashPrime
	return probe{at: h >> x.shift, tag: h & (1<<32 - 1)}
}

// next is the next ref under the hash, or 0.
func (x *index) next(p *probe) uint32 {
	for {
		slot := x.slots[p.at&uint64(len(x.slots)-1)]
		if slot == 0 {
			return 0
		}
		p.at++
		if slot>>32 == p.tag {
			return uint32(slot)
		}
	}
}

// has says that there is a node under the hash.
func (x *index) has(h uint64) bool {
	p := x.probe(h)
	return x.next(&p) != 0
}

// add puts a ref under the hash.
func (x *index) add(h uint64, ref uint32) {
	p := x.probe(h)
	for x.next(&p) != 0 {
		continue
	}
	x.slots[p.at&uint64(len(x.slots)-1)] = p.tag<<32 | uint64(ref)
}

// addWay marks the node as the way to a longer term, once.
func (x *index) addWay(h uint64) {
	p := x.probe(h)
	for ref := x.next(&p); ref != 0; ref = x.next(&p) {
		if ref == wayRef {
			return
		}
	}
	x.add(h, wayRef)
}
