package gather

import (
	"context"
	"errors"

	"targman/pipeline/archive"
	"targman/pipeline/fetch"
)

// page fetches a page that is due.
func (g *Gatherer) page(ctx context.Context, f archive.Facts) error {
	p, err := g.current(ctx, &f)
	if err == nil {
		var kind archive.Kind
		if kind, err = kindOf(p); err == nil && kind != archive.Page {
			err = errors.New("the entry leads to a feed; expected a page")
		}
		if err != nil {
			err = &unusable{f.URL, err}
		} else {
			err = g.shrunk(f, p)
		}
	}
	if err != nil {
		return g.failed(f, err)
	}
	return g.keep(f, p)
}

// failed notes that a page could not be had. What is final is not tried again,
// what is of no use in a few runs only, and what may go well for as long as it
// takes.
func (g *Gatherer) failed(f archive.Facts, err error) error {
	kind := fetch.Unusable
	if e, ok := errors.AsType[*fetch.Error](err); ok {
		kind = e.Kind
		if kind == fetch.Off { // it was not asked for; told of once for each host
			g.mu.Lock()
			defer g.mu.Unlock()
			g.off[e.Err.Error()+"; "+e.Hint]++
			return nil
		}
	}
	if other := g.fault(f.URL, err); other != nil {
		return other
	}
	f.Tries++
	if kind != fetch.Temporary {
		f.Useless++
	}
	f.Fault = text(err.Error())
	f.GivenUp = kind == fetch.Refused || kind == fetch.Gone || f.Useless >= maxTries
	f.Due = !f.GivenUp
	_, err = g.Archive.Note(f)
	return err
}

// text is the beginning of a message, enough to know it by.
func text(message string) string {
	const most = 500
	if len(message) > most {
		message = message[:most]
	}
	return message
}
