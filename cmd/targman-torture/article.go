//go:build linux

package main

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// version is a text that an article has or had: paragraphs of sentences, which
// stand by their number.
type version [][]uint64

// serial gives out sentences that nobody has used before.
type serial struct{ next uint64 }

func (s *serial) take(n int) (list []uint64) {
	for range n {
		list = append(list, s.next)
		s.next++
	}
	return list
}

// write makes an article of so many paragraphs.
func (s *serial) write(rnd *rand.Rand, paragraphs int) (v version) {
	for range paragraphs {
		v = append(v, s.take(1+rnd.IntN(3)))
	}
	return v
}

// edit is the next version: a paragraph is new, and at times one is added,
// taken out, or moved.
func (s *serial) edit(rnd *rand.Rand, v version) version {
	v = slices.Clone(v)
	i := rnd.IntN(len(v))
	v[i] = s.take(1 + rnd.IntN(3))
	switch rnd.IntN(6) {
	case 0:
		v = slices.Insert(v, rnd.IntN(len(v)), s.take(2))
	case 1:
		if len(v) > 2 {
			v = slices.Delete(v, i, i+1)
		}
	case 2:
		j := rnd.IntN(len(v))
		v[i], v[j] = v[j], v[i]
	}
	return v
}

// text is the article as its author has it.
func (v version) text() string { return v.render(sentence) }

// translated is the article as it has to come out.
func (v version) translated() string {
	return v.render(func(n uint64) string {
		out, err := answer(sentence(n))
		if err != nil {
			panic(err) // a sentence is made of the dictionary's words
		}
		return out
	})
}

func (v version) render(say func(uint64) string) string {
	var out strings.Builder
	for i, paragraph := range v {
		if i > 0 {
			out.WriteString("\n\n")
		}
		for j, n := range paragraph {
			if j > 0 {
				out.WriteByte(' ')
			}
			out.WriteString(say(n))
		}
	}
	out.WriteByte('\n')
	return out.String()
}

// sentences are all of them in order.
func (v version) sentences() (list []string) {
	for _, n := range slices.Concat(v...) {
		list = append(list, sentence(n))
	}
	return list
}
