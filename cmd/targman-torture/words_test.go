//go:build linux

package main

import (
	"math/rand/v2"
	"testing"
)

func TestSentences(t *testing.T) {
	if len(english) != 64 || len(armenian) != 64 {
		t.Fatalf("%d English and %d Armenian words, want 64", len(english), len(armenian))
	}
	seen := map[string]uint64{}
	for n := range uint64(20_000) {
		text := sentence(n * 831) // all over the 2^24
		if before, ok := seen[text]; ok {
			t.Fatalf("%d and %d are both %q", before, n*831, text)
		}
		seen[text] = n * 831
		if got, err := answer(text); err != nil || got == text {
			t.Fatalf("answer(%q) = %q, %v", text, got, err)
		}
	}
	if got, err := answer("Bread stone."); err != nil || got != "Հաց քար։" {
		t.Errorf("answer = %q, %v", got, err)
	}
	if got, err := answer("Bread zzz."); err == nil {
		t.Errorf("answer of an unknown word = %q", got)
	}
}

// TestEdit has each version differ from the one before and use new sentences
// where it does, so that they have to be paid for.
func TestEdit(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	var s serial
	v := s.write(rnd, 3)
	for range 500 {
		next := s.edit(rnd, v)
		if len(next) == 0 || next.text() == v.text() {
			t.Fatalf("%v became %v", v, next)
		}
		v = next
	}
}
