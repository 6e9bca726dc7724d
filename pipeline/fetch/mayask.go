package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// mayAsk says whether the host's robots.txt lets the program ask for the
// address; nil is yes.
func (f *Fetcher) mayAsk(ctx context.Context, u *url.URL, robots bool) error {
	if !robots {
		return nil
	}
	rules, err := f.rules(ctx, u)
	if err != nil {
		return err
	}
	if !rules.Allows(u.RequestURI()) {
		return faultf(Barred, "fetch.robots: false asks all the same, if you have leave to", "robots.txt of %s does not allow it", u.Host)
	}
	return nil
}

// rules are those of the host's robots.txt, asked for once.
func (f *Fetcher) rules(ctx context.Context, u *url.URL) (*Rules, error) {
	h := f.host(u)
	once := &h.robots
	once.mu.Lock()
	defer once.mu.Unlock()
	if !once.asked {
		rules, err := f.askRobots(ctx, u)
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		once.rules, once.err, once.asked = rules, err, true
		if rules != nil && rules.Delay > 0 {
			h.slow(rules.Delay)
		}
	}
	if once.err != nil {
		return nil, once.err
	}
	return once.rules, nil
}

// slow makes the pause between two requests longer.
func (h *host) slow(pause time.Duration) {
	h.turn <- struct{}{}
	h.pause = max(h.pause, pause)
	<-h.turn
}

// askRobots fetches the rules (RFC 9309, section 2.3.1): a file that is not there
// allows all, one that cannot be reached nothing.
func (f *Fetcher) askRobots(ctx context.Context, u *url.URL) (*Rules, *fault) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	p, err := f.follow(ctx, trip{way: []*url.URL{at}, limit: maxRobots, cut: true, redirects: robotsRedirects})
	if err == nil {
		return ParseRobots(p.Body, f.o.Agent), nil
	}
	e, ok := errors.AsType[*Error](err)
	switch {
	case !ok: // of the context
		return nil, nil
	case e.Kind == Unusable, e.Kind == Gone:
		return &Rules{}, nil
	case e.Kind == Barred, e.Kind == Refused, e.Kind == Off:
		return nil, &fault{kind: e.Kind, hint: e.Hint, err: e.Err}
	}
	hint := "the next run asks again"
	if e.Status != 0 && e.Status != http.StatusTooManyRequests {
		hint += "; fetch.robots: false asks all the same, if you have leave to"
	}
	return nil, &fault{kind: Off, status: e.Status, hint: hint, err: fmt.Errorf("robots.txt of %s could not be read, so nothing is asked there: %w", u.Host, e.Err)}
}
