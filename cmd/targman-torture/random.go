//go:build linux

package main

import (
	"math/rand/v2"
	"sync"
)

// safeRand is a source of numbers for several goroutines.
type safeRand struct {
	mu  sync.Mutex
	rnd *rand.Rand
}

func (s *safeRand) intN(n int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rnd.IntN(n)
}
