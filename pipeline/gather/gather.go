// Package gather brings an archive up to date with addresses of pages and feeds:
// it asks for each, tells new and changed entries of feeds from known ones, and
// fetches their articles. What it has to do stands in the archive before it is
// begun, so a run that dies or is cut off loses no entry, and the next one does
// the rest. Nothing here is decided by the clock. Start at Gatherer.Run.
package gather

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"targman/pipeline/archive"
	"targman/pipeline/fetch"
)

// Gatherer fetches into an archive.
type Gatherer struct {
	Fetch   *fetch.Fetcher
	Archive *archive.Archive
	// MaxEntries is how many entries of a feed are looked at, from its top.
	MaxEntries int
	// MaxDays leaves out new entries that are older; 0 takes all. What is old is
	// told by the clock of the feed's server.
	MaxDays int
	// Retry asks again for pages that were given up.
	Retry bool
	// Length is how many characters the article on a page has. It is called by
	// several goroutines at once; nil measures nothing.
	Length func(page []byte, contentType string) int
	// Now is the clock, for the facts.
	Now func() time.Time
	// Progress is called, never twice at a time, with how many of the pages have
	// been asked for. It may be nil.
	Progress func(done, all int)

	mu     sync.Mutex // of the fields below, and of the archive while entries are noted
	report *Report
	off    map[string]int // pages that were not asked for, by the reason
	done   int
}

const (
	// hostsAtOnce is how many hosts are asked at the same time.
	hostsAtOnce = 8
	// maxTries is in how many runs what brings no answer of use is asked for.
	maxTries = 3
)

// Run asks for the addresses, which address.Parse has seen, and what their feeds
// lead to. What cannot be had is in the report; the error is that of the archive
// or of the context, and what was done until then is kept.
func (g *Gatherer) Run(ctx context.Context, addresses []string) (*Report, error) {
	g.report, g.off, g.done = &Report{}, map[string]int{}, 0
	if err := g.Archive.Clean(); err != nil {
		return g.report, err
	}
	err := perHost(ctx, addresses, func(a string) string { return a }, g.source)
	if err == nil {
		due := g.due(addresses)
		err = perHost(ctx, due, func(f archive.Facts) string { return f.URL }, func(ctx context.Context, f archive.Facts) error {
			err := g.page(ctx, f)
			g.progress(len(due))
			return err
		})
	}
	g.settle(addresses)
	return g.report, err
}

// due are the pages of the feeds that are to be fetched, each once. Those that
// have failed least often come first: a host that fails too often is left alone
// for the run, and the same few pages are not to hide the others behind them.
func (g *Gatherer) due(addresses []string) []archive.Facts {
	var out []archive.Facts
	seen := map[string]bool{}
	for _, a := range addresses {
		for _, f := range g.Archive.Of(a) {
			if (f.Due || g.Retry && f.GivenUp) && !seen[f.ID] {
				seen[f.ID] = true
				out = append(out, f)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y archive.Facts) int { return cmp.Compare(x.Tries, y.Tries) })
	return out
}

func (g *Gatherer) progress(all int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.done++; g.Progress != nil {
		g.Progress(g.done, all)
	}
}

// perHost takes the items of each host one after the other, and several hosts
// at once.
func perHost[T any](ctx context.Context, items []T, address func(T) string, do func(context.Context, T) error) error {
	var hosts []string
	byHost := map[string][]T{}
	for _, x := range items {
		host := ""
		if u, err := url.Parse(address(x)); err == nil {
			host = u.Host
		}
		if byHost[host] == nil {
			hosts = append(hosts, host)
		}
		byHost[host] = append(byHost[host], x)
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(hostsAtOnce)
	for _, h := range hosts {
		group.Go(func() error {
			for _, x := range byHost[h] {
				if err := context.Cause(ctx); err != nil {
					return err
				}
				if err := do(ctx, x); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}

// fault takes an address that could not be had into the report. It gives back
// what ends the run: an error that is not of the address.
func (g *Gatherer) fault(address string, err error) error {
	if !errors.As(err, new(*fetch.Error)) && !errors.As(err, new(*unusable)) {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.report.Faults = append(g.report.Faults, Fault{URL: address, Err: err})
	return nil
}
