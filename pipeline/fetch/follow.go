package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"targman/pipeline/address"
)

// trip is one errand: an address and where it leads.
type trip struct {
	// way are the addresses so far; the last is to be asked.
	way   []*url.URL
	known Known
	// limit is the most bytes of the answer; cut takes that much of a larger one
	// instead of refusing it.
	limit  int64
	cut    bool
	robots bool
	// redirects are those that may be followed; 0 takes the option.
	redirects int
}

// knownAt is what is known of an earlier copy from the address.
func (t *trip) knownAt(u *url.URL) Known {
	if t.known.URL != u.String() || t.known.ETag+t.known.Modified == "" {
		return Known{}
	}
	return t.known
}

// follow asks the addresses of a trip one after the other, until one answers
// with something else than a redirect.
func (f *Fetcher) follow(ctx context.Context, t trip) (*Page, error) {
	most := t.redirects
	if most == 0 {
		most = f.o.Redirects
	}
	for {
		at := t.way[len(t.way)-1]
		err := f.mayAsk(ctx, at, t.robots)
		var a *answer
		if err == nil {
			a, err = f.ask(ctx, at, t)
		}
		if err == nil && !redirects[a.status] {
			var p *Page
			if p, err = a.page(at, t); err == nil {
				return p, nil
			}
		}
		if err == nil {
			err = t.turn(a, most)
		}
		if err != nil {
			return nil, located(err, t.way)
		}
	}
}

// located gives an error the addresses it was met at.
func located(err error, way []*url.URL) error {
	if f, ok := errors.AsType[*fault](err); ok {
		return f.at(way)
	}
	return err // of the context
}

// redirects are the statuses that lead elsewhere (RFC 9110, section 15.4).
var redirects = map[int]bool{http.StatusMovedPermanently: true, http.StatusFound: true, http.StatusSeeOther: true,
	http.StatusTemporaryRedirect: true, http.StatusPermanentRedirect: true}

// turn adds the address that a redirect names.
func (t *trip) turn(a *answer, most int) error {
	at := t.way[len(t.way)-1]
	place := a.header.Get("Location")
	if place == "" {
		return faultf(Unusable, "", "status %d without a Location", a.status)
	}
	ref, err := at.Parse(place)
	if err != nil {
		return faultf(Unusable, "", "redirected to %q, which is no address", place)
	}
	next, err := address.Parse(ref.String())
	if err != nil {
		return faultf(Refused, "", "redirected to %.200s: %w", ref.Redacted(), err)
	}
	if slices.ContainsFunc(t.way, func(u *url.URL) bool { return u.String() == next.String() }) {
		return faultf(Unusable, "", "redirected in a circle, back to %s", next)
	}
	if len(t.way) > most {
		return faultf(Unusable, "fetch.redirects sets the limit", "more than %d redirects", most)
	}
	t.way = append(t.way, next)
	return nil
}
