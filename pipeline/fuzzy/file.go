package fuzzy

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// magic begins a written index. The number at its end is raised whenever the
// same texts are written otherwise; TestFormat sees to that.
const magic = "targman.fuzzy.1\n"

// counts are how many of each a written index has.
type counts struct {
	Texts, Words, Posts, Blocks uint32
	// Last is the bytes in the last block; the others are full, if of zeros.
	Last uint32
}

// size is the length in bytes of all that is written.
func (c *counts) size() int64 {
	n := int64(len(magic)) + int64(binary.Size(c)) + 4*(maxWords+2)
	n += (4+8)*int64(c.Texts) + 4*(2*int64(c.Words)+1) + 4*int64(c.Posts)
	if c.Blocks > 0 {
		n += storeBlock*int64(c.Blocks-1) + int64(c.Last)
	}
	return n
}

// Write writes an index that was built without a base, so that Read gives it
// back. Numbers are little-endian; there is no checksum in it.
func (x *Index) Write(w io.Writer) error {
	if len(x.shelves) != 1 {
		return fmt.Errorf("write index of texts: found %d shelves, expected 1; build it without a base", len(x.shelves))
	}
	s := x.shelves[0]
	blocks := s.texts.blocks
	c := counts{uint32(len(s.at)), uint32(len(s.words)), uint32(len(s.posts)), uint32(len(blocks)), uint32(len(blocks[len(blocks)-1]))}
	out := writer{w: w}
	out.bytes([]byte(magic))
	out.numbers(c)
	for _, list := range [][]uint32{s.first, s.at} {
		put(&out, list)
	}
	put(&out, s.signs)
	for _, list := range [][]uint32{s.words, s.lists, s.posts} {
		put(&out, list)
	}
	for i, b := range blocks {
		out.bytes(b)
		if i < len(blocks)-1 {
			out.bytes(zeros[len(b):])
		}
	}
	return out.err
}

var zeros [storeBlock]byte

// writer keeps the first error.
type writer struct {
	w   io.Writer
	buf []byte
	err error
}

func (w *writer) bytes(b []byte) {
	if w.err == nil {
		_, w.err = w.w.Write(b)
	}
}

func (w *writer) numbers(list any) {
	if w.err == nil {
		w.buf, w.err = binary.Append(w.buf[:0], binary.LittleEndian, list)
	}
	w.bytes(w.buf)
}

// atOnce is how many numbers are encoded at once.
const atOnce = 1 << 14

func put[T uint32 | uint64](w *writer, list []T) {
	for part := range slices.Chunk(list, atOnce) {
		w.numbers(part)
	}
}

// ErrFormat says that there is no index that this version of the program could
// read.
var ErrFormat = errors.New("it is no index of texts of this version")

// Read reads an index of so many bytes. It believes what it reads: the caller
// compares a checksum of all that was read before it uses the index.
func Read(r io.Reader, size int64) (*Index, error) {
	in := reader{r: r}
	head := in.bytes(len(magic))
	var c counts
	in.numbers(&c, binary.Size(c))
	if in.err != nil {
		return nil, fmt.Errorf("read index of texts: %w", in.err)
	}
	if string(head) != magic || c.size() != size || c.Blocks == 0 || c.Last > storeBlock {
		return nil, fmt.Errorf("read index of texts: %w", ErrFormat)
	}
	s := &shelf{first: take[uint32](&in, maxWords+2), at: take[uint32](&in, int(c.Texts)), signs: take[uint64](&in, int(c.Texts)),
		words: take[uint32](&in, int(c.Words)), lists: take[uint32](&in, int(c.Words)+1), posts: take[uint32](&in, int(c.Posts))}
	for range c.Blocks - 1 {
		s.texts.blocks = append(s.texts.blocks, in.bytes(storeBlock))
	}
	s.texts.blocks = append(s.texts.blocks, in.bytes(int(c.Last)))
	if in.err != nil {
		return nil, fmt.Errorf("read index of texts: %w", in.err)
	}
	return &Index{shelves: []*shelf{s}}, nil
}

// reader keeps the first error.
type reader struct {
	r   io.Reader
	buf []byte
	err error
}

func (r *reader) bytes(n int) []byte {
	if r.err != nil {
		return nil
	}
	b := make([]byte, n)
	_, r.err = io.ReadFull(r.r, b)
	return b
}

// numbers reads what takes so many bytes.
func (r *reader) numbers(to any, size int) {
	if r.err != nil {
		return
	}
	r.buf = slices.Grow(r.buf[:0], size)[:size]
	if _, r.err = io.ReadFull(r.r, r.buf); r.err == nil {
		_, r.err = binary.Decode(r.buf, binary.LittleEndian, to)
	}
}

func take[T uint32 | uint64](r *reader, n int) []T {
	if r.err != nil {
		return nil
	}
	list := make([]T, n)
	for part := range slices.Chunk(list, atOnce) {
		r.numbers(part, binary.Size(part))
	}
	return list
}
