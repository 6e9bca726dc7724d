package fuzzy

import (
	"encoding/binary"
	"unsafe"
)

// store keeps runs of bytes in blocks, so that growing copies
// nothing. No run lies across two blocks.
type store struct{ blocks [][]byte }

const (
	blockBits  = 16
	storeBlock = 1 << blockBits
)

// add stores a run, of storeBlock at most, and says where.
func (s *store) add(run []byte) (at uint32) {
	last := len(s.blocks) - 1
	if last < 0 || len(s.blocks[last])+len(run) > storeBlock {
		s.blocks = append(s.blocks, make([]byte, 0, storeBlock))
		last++
	}
	at = uint32(last<<blockBits | len(s.blocks[last]))
	s.blocks[last] = append(s.blocks[last], run...)
	return at
}

// from is the run that was stored there, and what follows it in its block.
func (s *store) from(at uint32) []byte { return s.blocks[at>>blockBits][at%storeBlock:] }

// full says that no place is left that a number of 32 bits could name.
func (s *store) full() bool { return len(s.blocks) >= 1<<(32-blockBits)-1 }

// sized is a text behind its length, as it is stored.
func sized(to, text []byte) []byte {
	return append(binary.AppendUvarint(to, uint64(len(text))), text...)
}

// unsized is the text at the beginning of the bytes. It shares them.
func unsized(b []byte) string {
	n, size := binary.Uvarint(b)
	b = b[size : size+int(n)]
	return unsafe.String(unsafe.SliceData(b), len(b))
}
