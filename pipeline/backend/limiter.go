package backend

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limiter keeps the calls with one key within what its service allows: what was
// configured, and what the service says while it answers.
type limiter struct {
	calls *rate.Limiter // calls a second
	units *rate.Limiter // units a second

	mu       sync.Mutex
	until    time.Time // nobody calls before
	requests window
	tokens   window
}

// window is what the service last said of a limit, less what was used since.
type window struct {
	left  int
	reset time.Time
}

func newLimiter(l Limits) *limiter {
	out := &limiter{calls: rate.NewLimiter(rate.Inf, 1), units: rate.NewLimiter(rate.Inf, 1)}
	if l.PerSecond > 0 {
		out.calls = rate.NewLimiter(rate.Limit(l.PerSecond), max(1, int(l.PerSecond)))
	}
	if l.PerMinute > 0 {
		out.units = rate.NewLimiter(rate.Limit(float64(l.PerMinute)/60), l.PerMinute)
	}
	return out
}

// wait holds a call of n units back until it may be made. It fails only when ctx
// ends before.
func (l *limiter) wait(ctx context.Context, n int) bool {
	for {
		d := l.hold(n)
		if d <= 0 {
			break
		}
		if !sleep(ctx, d) {
			return false
		}
	}
	if l.calls.Wait(ctx) != nil {
		return false
	}
	return l.units.Limit() == rate.Inf || l.units.WaitN(ctx, min(n, l.units.Burst())) == nil
}

// hold is how long a call of n units has to wait for what the service said. One
// that need not wait is counted.
func (l *limiter) hold(n int) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	end := l.until
	for _, w := range []struct {
		*window
		n int
	}{{&l.requests, 1}, {&l.tokens, n}} {
		if w.reset.After(now) && w.left < w.n && w.reset.After(end) {
			end = w.reset
		}
	}
	if end.After(now) {
		return end.Sub(now)
	}
	l.requests.left--
	l.tokens.left -= n
	return 0
}

// learn takes in what the service said with an answer or an error; after is how
// long it asked to wait.
func (l *limiter) learn(r Rate, after time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if end := now.Add(after); after > 0 && after <= longestWait && end.After(l.until) {
		l.until = end
	}
	l.requests.learn(r.Requests, now)
	l.tokens.learn(r.Tokens, now)
}

func (w *window) learn(said Window, now time.Time) {
	if said.Limit > 0 && said.Reset > 0 {
		*w = window{said.Remaining, now.Add(min(said.Reset, longestWait))}
	}
}
