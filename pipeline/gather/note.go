package gather

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"strings"
	"time"

	"targman/pipeline/address"
	"targman/pipeline/archive"
	"targman/pipeline/feed"
	"targman/pipeline/fetch"
)

// maxID is the longest id and header that is kept as it is, in bytes.
const maxID = 1000

// noteAll writes down which pages a feed leads to, before any is fetched: new
// ones, and those of which the feed says something else than before. An entry
// that stands in the feed twice counts once.
func (g *Gatherer) noteAll(source string, read *feed.Feed, p *fetch.Page) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.report.Feeds++
	g.report.Entries += len(read.Entries)
	oldest := g.oldest(p)
	seen := map[string]bool{}
	for i := range read.Entries {
		e := &read.Entries[i]
		f, known := g.match(source, e)
		if seen[f.ID] {
			continue
		}
		seen[f.ID] = true
		if !known && (i >= g.MaxEntries || !e.Date.IsZero() && e.Date.Before(oldest)) {
			g.report.Passed++
			continue
		}
		if err := g.note(source, read, e, f, known); err != nil {
			return err
		}
	}
	return nil
}

// oldest is the date before which new entries are passed over. It is counted by
// the clock of the server that gave the feed, so that a wrong one here loses
// nothing; a server that does not tell the time has no old entries.
func (g *Gatherer) oldest(p *fetch.Page) time.Time {
	now, err := http.ParseTime(p.Date)
	if err != nil || g.MaxDays == 0 {
		return time.Time{}
	}
	return now.AddDate(0, 0, -g.MaxDays)
}

// match finds the page of an entry. An entry whose id another had before it is
// known by its address too.
func (g *Gatherer) match(source string, e *feed.Entry) (f archive.Facts, known bool) {
	id := key(source, e.ID)
	f, known = g.Archive.Find(id)
	if known && f.URL != link(source, e) {
		if other, ok := g.Archive.Find(key(source, e.Both())); ok {
			return other, true
		}
	}
	f.ID = id
	return f, known
}

// key is the id of an entry among those of all feeds: an address in its one form,
// a name that is said to be the only one in the world, or the name in its feed.
func key(source, id string) string {
	if u, err := address.Parse(id); err == nil {
		id = u.String()
	} else if !strings.HasPrefix(id, "urn:") && !strings.HasPrefix(id, "tag:") {
		id = source + " " + id
	}
	if len(id) > maxID {
		sum := sha256.Sum256([]byte(id))
		return "sha256:" + hex.EncodeToString(sum[:])
	}
	return id
}

// link is the address of an entry's article; an entry without one that can be
// asked for goes by the feed's.
func link(source string, e *feed.Entry) string {
	if e.URL == "" || len(e.URL) > address.Max {
		return source
	}
	return e.URL // where it is none, fetching tells
}

// note writes an entry down, where something about it is new.
func (g *Gatherer) note(source string, read *feed.Feed, e *feed.Entry, f archive.Facts, known bool) error {
	was, here := f.Feeds[source]
	if known && here && was == e.Hash {
		return nil
	}
	f.Feeds = maps.Clone(f.Feeds)
	if f.Feeds == nil {
		f.Feeds = map[string]string{}
	}
	f.Feeds[source] = e.Hash
	switch {
	case !known:
		g.report.New++
	case here:
		g.report.Changed++
	default: // seen elsewhere already, and as it is there it stays
		f.Due = !f.Kept() && !f.GivenUp || f.Due
		_, err := g.Archive.Note(f)
		return err
	}
	f.Kind, f.URL, f.Title = archive.Page, link(source, e), e.Title
	f.Tries, f.Useless, f.Fault, f.GivenUp = 0, 0, "", false
	if f.URL == source {
		return g.inline(read, e, f)
	}
	f.Due = true
	_, err := g.Archive.Note(f)
	return err
}

// inline keeps the article of an entry that leads nowhere: what the feed has.
func (g *Gatherer) inline(read *feed.Feed, e *feed.Entry, f archive.Facts) error {
	page, err := compose(read, e, f.URL)
	if err != nil {
		return err
	}
	f.Due, f.Final = false, ""
	f.Type, f.Time = "text/html; charset=utf-8", g.Now().UTC().Format("2006-01-02T15:04:05Z")
	_, err = g.Archive.Keep(f, page)
	return err
}
