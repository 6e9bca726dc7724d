package backend

import (
	"sync"
	"time"
)

// remembered keeps what a service told of itself for an hour. What could not be
// had is asked for again after a minute.
type remembered[T any] struct {
	mu    sync.Mutex
	value T
	err   error
	until time.Time
}

func (m *remembered[T]) get(ask func() (T, error)) (T, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if now := time.Now(); now.After(m.until) {
		m.value, m.err = ask()
		m.until = now.Add(time.Hour)
		if m.err != nil {
			m.until = now.Add(time.Minute)
		}
	}
	return m.value, m.err
}

// set puts a value in and peek reads it; they ask nobody.
func (m *remembered[T]) set(value T) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.value = value
}

func (m *remembered[T]) peek() T {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.value
}
