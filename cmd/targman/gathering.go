package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"targman/pipeline/archive"
	"targman/pipeline/fetch"
	"targman/pipeline/fsys"
	"targman/pipeline/gather"
)

// shownFaults is how many addresses that could not be had are told of one by
// one; --json has them all.
const shownFaults = 20

// fetch asks for the addresses among the inputs and for what is new in their
// feeds, keeps it, and adds it to the inputs. No other run may come between until
// release is called, which it always may be: it would replace pages that this one
// is about to read.
func (t *translation) fetch(ctx context.Context, in *inputs) (release func(), err error) {
	release = func() {}
	if len(in.addresses) == 0 {
		return release, nil
	}
	if t.cfg.Fetch.Offline {
		return release, errors.Join(in.pages(t.cfg), in.known())
	}
	unlock, err := lockArchive(archiveFolder(t.cfg))
	if err != nil {
		return release, err
	}
	release = func() { _ = unlock() } // the end of the process does it else
	kept, err := archive.Open(archiveFolder(t.cfg))
	if err != nil {
		return release, err
	}
	if err := t.gather(ctx, kept, in.addresses); err != nil {
		return release, errors.Join(err, kept.Close())
	}
	in.take(kept, t.cfg)
	return release, nil
}

// gather brings the archive up to date.
func (t *translation) gather(ctx context.Context, kept *archive.Archive, addresses []string) error {
	fetcher, err := fetch.New(t.cfg.Fetch.options())
	if err != nil {
		return usage(err)
	}
	defer fetcher.Close()
	length, err := t.articleLength()
	if err != nil {
		return err
	}
	bar := t.progress(0, t.text("gather.progress", nil))
	g := gather.Gatherer{Fetch: fetcher, Archive: kept, MaxEntries: t.cfg.Fetch.MaxEntries, MaxDays: t.cfg.Fetch.MaxDays,
		Retry: t.retry, Length: length, Now: time.Now, Progress: bar.of}
	t.gathered, err = g.Run(ctx, addresses)
	for i, f := range t.gathered.Faults { // people put keys into addresses
		t.gathered.Faults[i] = gather.Fault{URL: redactNamed(f.URL), Err: errors.New(redactNamed(f.Err.Error())), Left: f.Left}
	}
	bar.end()
	t.tellGathered()
	return err
}

// lockArchive locks the folder of the archive itself, so that nothing is left in
// it.
func lockArchive(folder string) (release func() error, err error) {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, &archive.StorageError{Path: folder, Err: fsys.Cause(err)}
	}
	release, ok, err := lock(folder, os.O_RDONLY)
	switch {
	case err != nil:
		return nil, &archive.StorageError{Path: folder, Err: fsys.Cause(err)}
	case !ok:
		return nil, lockedError{fmt.Errorf("lock archive %s: another run fetches into it; wait for that to end and run again, or take what is kept with --offline-fetch", folder)}
	}
	return release, nil
}

// tellGathered says what came, and what could not be had.
func (t *translation) tellGathered() {
	r := t.gathered
	for i, f := range r.Faults {
		if i == shownFaults {
			t.problem(errors.New(t.text("gather.more", map[string]any{"Count": len(r.Faults) - i})))
			break
		}
		said := f.Err.Error()
		if f.Left > 0 {
			said += " " + t.text("gather.left", map[string]any{"Count": f.Left})
		}
		t.problem(errors.New(said))
	}
	if t.quiet || t.json {
		return
	}
	fmt.Fprintln(t.out, t.text("gather.done", map[string]any{"Feeds": r.Feeds, "Entries": r.Entries, "New": r.New,
		"Changed": r.Changed, "Fetched": r.Fetched, "Unchanged": r.Unchanged}))
	if r.Passed > 0 {
		fmt.Fprintln(t.out, " ", t.text("gather.passed", map[string]any{"Count": r.Passed}))
	}
	if r.GivenUp > 0 {
		fmt.Fprintln(t.out, " ", t.text("gather.given-up", map[string]any{"Count": r.GivenUp}))
	}
}
