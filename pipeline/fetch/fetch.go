// Package fetch asks web servers for pages and feeds, as a guest who is not to
// be led astray: only http and https, only addresses of the public network
// (guard.go), one request at a time and not too soon after the last for each
// host (host.go), what robots.txt allows (robots.go), and never more bytes,
// redirects or seconds than the limits say. It keeps nothing. Start at New.
package fetch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"targman/pipeline/address"
)

// Options steer a Fetcher.
type Options struct {
	// Agent is the User-Agent header; what stands before its first slash is the
	// name that robots.txt knows the program by.
	Agent string
	// Pause is the least time between two requests to one host.
	Pause time.Duration
	// Timeout is the longest time for one request with its answer.
	Timeout time.Duration
	// MaxWait is how long in all a host may have the program wait (Retry-After).
	MaxWait time.Duration
	// MaxBytes is the largest answer, unpacked.
	MaxBytes int64
	// Redirects is how many are followed.
	Redirects int
	// Robots honours robots.txt.
	Robots bool
	// AllowPrivate are hosts, without port, that may have addresses of private
	// networks.
	AllowPrivate []string
	// Proxy is the address of a proxy, or empty. The proxy then decides which
	// networks names lead to. The environment is not looked at.
	Proxy string
	// Sleep waits, or ends with the context's error; nil takes the clock.
	Sleep func(ctx context.Context, d time.Duration) error
}

// Fetcher asks servers. It may be used by several goroutines.
type Fetcher struct {
	o         Options
	transport *http.Transport

	mu    sync.Mutex
	hosts map[string]*host
}

// New makes a fetcher; the error is for a proxy that is no address.
func New(o Options) (*Fetcher, error) {
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	t := &http.Transport{
		DialContext:            guard{allowed: o.AllowPrivate}.dial,
		TLSHandshakeTimeout:    o.Timeout,
		MaxConnsPerHost:        1,
		IdleConnTimeout:        idleConnections,
		MaxResponseHeaderBytes: maxHeader,
		ForceAttemptHTTP2:      true,
	}
	if o.Proxy != "" {
		proxy, err := url.Parse(o.Proxy)
		if err != nil || proxy.Host == "" {
			return nil, fmt.Errorf("proxy %q: it is no address; expected one such as http://proxy.example:3128", o.Proxy)
		}
		t.Proxy = http.ProxyURL(proxy)
		t.DialContext = guard{allowed: append(slices.Clone(o.AllowPrivate), proxy.Hostname())}.dial
	}
	return &Fetcher{o: o, hosts: map[string]*host{}, transport: t}, nil
}

// Close ends idle connections.
func (f *Fetcher) Close() { f.transport.CloseIdleConnections() }

// Known is what a server said of an earlier copy, so that it need not give the
// same again (RFC 9110, section 13).
type Known struct {
	// URL is where the copy was from, after redirects. No other address is told of
	// the rest, which would have it say that nothing has changed.
	URL, ETag, Modified string
}

// Page is a server's answer.
type Page struct {
	// URL is where the answer is from, after redirects.
	URL string
	// Status is 200, or 304 where the earlier copy still stands.
	Status int
	// Type, ETag, Modified and Date are headers: Content-Type, ETag,
	// Last-Modified and Date.
	Type, ETag, Modified, Date string
	// Body is unpacked; empty with 304.
	Body []byte
}

// Get asks for an address and follows redirects. The error is an *Error, or
// that of the context.
func (f *Fetcher) Get(ctx context.Context, place string, known Known) (*Page, error) {
	u, err := address.Parse(place)
	if err != nil {
		return nil, &Error{URL: place, Kind: Refused, Err: err}
	}
	return f.follow(ctx, trip{way: []*url.URL{u}, known: known, limit: f.o.MaxBytes, robots: f.o.Robots})
}

// sleep waits by the clock.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-t.C:
		return nil
	}
}
