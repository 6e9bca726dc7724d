package fetch

import (
	"context"
	"net/url"
	"sync"
	"time"
)

// host is what a run knows of a server, by scheme, name and port.
type host struct {
	// turn is held by the one request that is under way.
	turn chan struct{}
	// The fields below belong to whoever has the turn.
	last     time.Time     // when the last request ended
	pause    time.Duration // between two requests
	waited   time.Duration // by the server's wish
	failures int           // in a row
	off      *fault        // why it is left alone

	robots robotsOnce
}

func (f *Fetcher) host(u *url.URL) *host {
	f.mu.Lock()
	defer f.mu.Unlock()
	key := u.Scheme + "://" + u.Host
	h := f.hosts[key]
	if h == nil {
		h = &host{turn: make(chan struct{}, 1), pause: f.o.Pause}
		f.hosts[key] = h
	}
	return h
}

// enter waits for the turn, and until the host has had its pause.
func (h *host) enter(ctx context.Context, sleep func(context.Context, time.Duration) error) error {
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	err := h.rest(ctx, sleep)
	if err != nil {
		<-h.turn
	}
	return err
}

func (h *host) rest(ctx context.Context, sleep func(context.Context, time.Duration) error) error {
	if h.off != nil {
		return h.off
	}
	if h.last.IsZero() {
		return nil
	}
	if d := h.pause - time.Since(h.last); d > 0 {
		return sleep(ctx, d)
	}
	return nil
}

// leave gives the turn back.
func (h *host) leave() {
	h.last = time.Now()
	<-h.turn
}

// note counts failures; a host that keeps failing is left alone.
func (h *host) note(name string, failed *fault) {
	if failed == nil || failed.kind != Temporary {
		h.failures = 0
		return
	}
	if h.failures++; h.failures >= maxFailures {
		h.off = faultf(Off, "the next run asks again", "host %s has failed %d times in a row and is left alone in this run", name, h.failures)
	}
}

// wait says whether the server's wish to wait can be granted; one that asks for
// more than there is, or does not say, is left alone.
func (h *host) wait(name string, d, most time.Duration, tries int) bool {
	if d > 0 && h.waited+d <= most && tries < maxRetries {
		h.waited += d
		return true
	}
	h.off = faultf(Off, "the next run asks again", "host %s is busy and asks to be left alone (Retry-After: %s)", name, d)
	return false
}

// robotsOnce holds the rules of a robots.txt, asked for once.
type robotsOnce struct {
	mu    sync.Mutex
	asked bool
	rules *Rules
	err   *fault
}
