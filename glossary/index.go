package glossary

import "math/bits"

// index is the token trie, laid out flat: the path to a node, which is its
// folded words with a space between them, is hashed, and one open-addressed
// table holds every node. A node is the end of a term or the way to a longer
// one; a table slot is 12 bytes. Two paths may share a hash, so whoever finds
// an end compares its key; a wrong way only costs time.
type index struct {
	hashes []uint64
	refs   []uint32
	shift  uint8
}

const (
	// noRef marks an empty slot, wayRef the way to a longer term; a higher ref
	// is the number of a term plus termRef.
	noRef = iota
	wayRef
	termRef
)

// newIndex makes room for n nodes, at most half full.
func newIndex(n int) index {
	size := uint64(16)
	for size < 2*uint64(n) {
		size *= 2
	}
	return index{
		hashes: make([]uint64, size),
		refs:   make([]uint32, size),
		shift:  uint8(64 - bits.TrailingZeros64(size)),
	}
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

// slot is where the search for a hash begins.
func (x *index) slot(h uint64) uint64 { return ((h ^ h>>32) * hashPrime) >> x.shift }

// next is the slot after s.
func (x *index) next(s uint64) uint64 { return (s + 1) & uint64(len(x.refs)-1) }

// has says that a node with this hash is there.
func (x *index) has(h uint64) bool {
	for s := x.slot(h); x.refs[s] != noRef; s = x.next(s) {
		if x.hashes[s] == h {
			return true
		}
	}
	return false
}

// each calls f with every ref under the hash until f returns false.
func (x *index) each(h uint64, f func(ref uint32) bool) {
	for s := x.slot(h); x.refs[s] != noRef; s = x.next(s) {
		if x.hashes[s] == h && !f(x.refs[s]) {
			return
		}
	}
}

// add puts a ref under the hash.
func (x *index) add(h uint64, ref uint32) {
	s := x.slot(h)
	for x.refs[s] != noRef {
		s = x.next(s)
	}
	x.hashes[s], x.refs[s] = h, ref
}

// addWay marks the node as the way to a longer term, once.
func (x *index) addWay(h uint64) {
	for s := x.slot(h); x.refs[s] != noRef; s = x.next(s) {
		if x.hashes[s] == h && x.refs[s] == wayRef {
			return
		}
	}
	x.add(h, wayRef)
}
