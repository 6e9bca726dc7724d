package gather

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"targman/pipeline/archive"
	"targman/pipeline/feed"
	"targman/pipeline/fetch"
)

// feedID is the id of a feed; a page goes by its address alone.
func feedID(address string) string { return "feed " + address }

// Kept are the pages that an address stands for in the archive, by name; known
// says that the address has been asked for.
func Kept(a *archive.Archive, address string) (pages []archive.Facts, known bool) {
	if _, known = a.Find(feedID(address)); known {
		for _, f := range a.Of(address) {
			if f.Kept() {
				pages = append(pages, f)
			}
		}
		return pages, true
	}
	f, known := a.Find(address)
	if known && f.Kept() {
		pages = append(pages, f)
	}
	return pages, known
}

// Due are the pages of a feed that have not come yet.
func Due(a *archive.Archive, address string) (pages []archive.Facts) {
	for _, f := range a.Of(address) {
		if f.Due && !f.Kept() {
			pages = append(pages, f)
		}
	}
	return pages
}

// source asks for an address that was named and does what it is found to be.
func (g *Gatherer) source(ctx context.Context, address string) error {
	f, isFeed := g.Archive.Find(feedID(address))
	if !isFeed {
		if f, _ = g.Archive.Find(address); f.ID == "" {
			f = archive.Facts{ID: address, Kind: archive.Page, URL: address}
		}
	}
	p, err := g.current(ctx, &f)
	if err != nil {
		return g.fault(address, err)
	}
	kind, err := kindOf(p)
	switch {
	case err != nil:
		return g.fault(address, &unusable{address, err})
	case isFeed && kind != archive.Feed:
		return g.fault(address, &unusable{address, fmt.Errorf("it was a feed before and is a page now; check the address, and if that is meant remove %s.*", strings.TrimSuffix(g.Archive.Path(f), ".feed"))})
	case kind == archive.Feed:
		return g.fault(address, g.feed(address, f, p))
	}
	g.count(func(r *Report) { r.Pages++ })
	if err := g.shrunk(f, p); err != nil {
		return g.fault(address, err)
	}
	return g.keep(f, p)
}

// current asks for a page, or takes the kept one where that still stands.
func (g *Gatherer) current(ctx context.Context, f *archive.Facts) (*fetch.Page, error) {
	var known fetch.Known
	var kept []byte
	if f.Kept() {
		if data, err := g.Archive.Load(*f); err == nil { // else it is fetched again
			kept, known = data, fetch.Known{URL: f.Final, ETag: f.ETag, Modified: f.Modified}
		}
	}
	p, err := g.Fetch.Get(ctx, f.URL, known)
	if err != nil {
		return nil, err
	}
	if p.Status == http.StatusNotModified {
		p.Body, p.Type, p.ETag, p.Modified = kept, f.Type, f.ETag, f.Modified
	}
	return p, nil
}

// feed notes the entries of a feed and keeps the feed.
func (g *Gatherer) feed(address string, f archive.Facts, p *fetch.Page) error {
	read, err := feed.Parse(p.Body, p.Type, p.URL)
	if err != nil {
		return &unusable{address, err}
	}
	if f.Kind != archive.Feed {
		f = archive.Facts{ID: feedID(address), Kind: archive.Feed, URL: address}
	}
	f.Title = read.Title
	if err := g.noteAll(address, read, p); err != nil {
		return err
	}
	if p.Status == http.StatusNotModified {
		return nil
	}
	_, err = g.Archive.Keep(g.facts(f, p), p.Body)
	return err
}

// keep puts a page into the archive that was fetched or stands as it was.
func (g *Gatherer) keep(f archive.Facts, p *fetch.Page) error {
	f.Due, f.Tries, f.Useless, f.Fault, f.GivenUp = false, 0, 0, "", false
	if p.Status == http.StatusNotModified {
		g.count(func(r *Report) { r.Unchanged++ })
		_, err := g.Archive.Note(f)
		return err
	}
	g.count(func(r *Report) { r.Fetched++ })
	_, err := g.Archive.Keep(g.facts(f, p), p.Body)
	return err
}

// facts are those of a page that was fetched.
func (g *Gatherer) facts(f archive.Facts, p *fetch.Page) archive.Facts {
	f.Final, f.Status = p.URL, p.Status
	f.Type, f.ETag, f.Modified, f.Date = short(p.Type), short(p.ETag), short(p.Modified), short(p.Date)
	f.Time = g.Now().UTC().Format("2006-01-02T15:04:05Z")
	return f
}

// short leaves out a header that nobody needs to be so long.
func short(header string) string {
	if len(header) > maxID {
		return ""
	}
	return header
}

func (g *Gatherer) count(add func(r *Report)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	add(g.report)
}

// unusable is the error for an answer that is no page or feed.
type unusable struct {
	address string
	err     error
}

func (u *unusable) Error() string { return "fetch " + u.address + ": " + u.err.Error() }

func (u *unusable) Unwrap() error { return u.err }
