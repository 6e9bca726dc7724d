// Package pipeline is the line itself: articles go in, each segment passes the
// stages in order, and aligned files come out. The stages:
//
//	read, split, match   prepare.go    each article for itself
//	recall               recall.go     locale strings, memory, repetitions
//	protect … restore    translate.go  the open segments, by the backend
//	settle, check        finish.go     names, typography, findings
//	ask again            again.go      once, where names are not right
//	keep                 keep.go       into the memory, before any output
//	write                write.go      aligned files and the document
//
// Articles travel in windows (window.go), so memory stays flat however many
// there are, and what comes out does not depend on how many run at once. The
// package names no engine, no format and no language, and opens no file.
package pipeline

import (
	"context"
	"errors"
	"slices"
	"sync"

	"targman/glossary"
	"targman/pipeline/backend"
	"targman/pipeline/bitext"
	"targman/pipeline/lang"
	"targman/pipeline/memory"
	"targman/pipeline/money"
	"targman/pipeline/protect"
	"targman/pipeline/read"
	"targman/pipeline/settle"
	"targman/pipeline/write"
)

// Input is one document to be translated.
type Input struct {
	// Path is the file as the user named it; Name is its slash-separated path
	// below the input folder without the extension.
	Path, Name string
	// URL is where the document was fetched; empty for a file.
	URL string
	// Load returns the document's bytes.
	Load func() ([]byte, error)
}

// Memory is what the line asks of a translation memory.
type Memory interface {
	Recall(ctx context.Context, p memory.Pair, engine string, qs []memory.Query) ([]memory.Match, error)
	Keep(ctx context.Context, p memory.Pair, es []memory.Entry) error
}

// Backend is what the line asks of a translation engine. Translate calls
// deliver for each batch that arrives, never twice at a time, and returns the
// segments that could not be had with the reason of each.
type Backend interface {
	Info() backend.Info
	Translate(ctx context.Context, r backend.Request, deliver func(backend.Reply) error) ([]backend.Failure, error)
}

// Ledger keeps translations together with the account of what they cost.
type Ledger interface {
	Keep(ctx context.Context, p memory.Pair, es []memory.Entry, s money.Settlement) error
}

// Sink takes finished articles.
type Sink interface {
	// Write writes an article. was are its files as they were written before: those
	// that somebody has changed since are kept.
	Write(d *write.Doc, was ...write.File) (write.Result, error)
	Stands(f write.File) bool
	// Sync makes durable what was written.
	Sync() error
}

// Line is a configured line for one language pair. Its fields do not change
// during a run.
type Line struct {
	Pair memory.Pair
	// Source and Target are what is known of the two languages.
	Source, Target lang.Pack
	// Breaks gives the sentence borders of the source language.
	Breaks func(text string) []int
	// Names finds the glossary's concepts; Glossary has their target forms.
	Names    *glossary.Matcher
	Glossary *glossary.Glossary
	Read     read.Options
	// UI looks a text up among the strings of a site's own interface, in either
	// language.
	UI func(text string) (source, target string, ok bool)
	// Memory may be shared with other lines. One that is Similar too is asked for
	// similar texts, as Fuzzy says.
	Memory Memory
	Fuzzy  Fuzzy
	// Journal lets a run pass over what an earlier one has finished; Anew does
	// everything anew, as a nil journal does. Fingerprint stands for all settings
	// that outputs depend on.
	Journal     Journal
	Anew        bool
	Fingerprint string
	// Place says where the file of an article lies, and Gone that an article of
	// that name is there no more; nil where nobody wants to know. Prune deletes
	// the outputs of those.
	Place func(path string) Place
	Gone  func(p Place, document string) bool
	Prune bool
	// Merged are outputs that people have changed and that need not be kept when
	// they are written anew, because the memory has the changes.
	Merged map[string]bool
	// Backend is nil when nobody is to be asked. Ledger settles its bills; nil
	// where it makes none.
	Backend Backend
	Ledger  Ledger
	// Forecast says what a request would cost; nil where nobody would be asked.
	Forecast func(ctx context.Context, r backend.Request) ([]backend.Forecast, error)
	// Rates weigh the words of an analysis; nil weighs none.
	Rates Rates
	// Offline asks the backend nothing: what it has answered before is recalled,
	// the rest stays open.
	Offline bool
	Sink    Sink
	// Doc holds the fields of write.Doc that do not depend on the article.
	Doc write.Doc
	// Listed is how many articles the summary lists, beside those that failed
	// and the first that have open segments; 0 lists all. A long run holds less
	// in memory when it lists few.
	Listed int
	// Workers is how many articles are prepared or written at once.
	Workers int
	// Now is the clock, for provenance; RFC 3339 in UTC.
	Now func() string
	// Progress is called, never twice at a time, with the number of articles
	// that are done. It may be nil.
	Progress func(articles int)

	// settler is made once, when the first name is to be settled.
	settler *settle.Settler
	once    sync.Once
}

// job is one article on its way.
type job struct {
	input Input
	art   *bitext.Article
	units []bitext.Unit
	// hidden runs parallel to units.
	hidden     []protect.Hidden
	background background
	// finished runs parallel to units: settled and checked.
	finished []bool
	// fingerprints are the article's, by whether it is wholly translated.
	fingerprints map[bool]string
	summary      Article
	err          error
}

// Run takes the inputs through the line. What goes wrong with one article is
// in its summary; the error is for what stopped the run. When ctx ends, calls
// under way land and are kept, and the summary says how far the run came.
func (l *Line) Run(ctx context.Context, inputs []Input) (*Summary, error) {
	sum := newSummary(l.Pair)
	sum.listed = l.Listed
	journal, err := l.openJournal(ctx)
	if err != nil {
		sum.Left = len(inputs)
		return sum, err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	prepared := l.prepareAll(ctx, inputs, journal, sum)
	finished := make(chan []*job, 1)
	written := l.writeAll(ctx, finished, journal, sum, stop)
	var fault error
	for window := range prepared {
		if ctx.Err() != nil {
			continue // let the preparation end
		}
		if err := l.window(ctx, window, sum); err != nil {
			fault = err
			stop(err)
			continue
		}
		finished <- settled(ctx, window)
	}
	close(finished)
	<-written
	sum.Left = len(inputs) - sum.Count
	l.blame(sum)
	if fault == nil && ctx.Err() == nil {
		fault = l.tidy(ctx, inputs, journal, sum)
	}
	if fault != nil && !errors.Is(fault, context.Canceled) {
		return sum, fault // it weighs more than an interruption
	}
	if cause := context.Cause(ctx); sum.Left > 0 || !errors.Is(cause, context.Canceled) {
		return sum, cause
	}
	return sum, nil // it was over before it was interrupted
}

// window takes one window from recall to keep.
func (l *Line) window(ctx context.Context, jobs []*job, sum *Summary) error {
	var sent *sending
	err := sum.timed("recall", func() (err error) {
		sent, err = l.recall(ctx, jobs, l.Fuzzy.Least)
		return err
	})
	if err != nil {
		return err
	}
	if err := l.translate(ctx, sent, sum); err != nil {
		return err
	}
	sent.repeat()
	return sum.timed("settle and check", func() error { return l.finishAll(jobs) })
}

// settled leaves out, when the run was interrupted, the articles that still
// wait for answers: half an article is not written.
func settled(ctx context.Context, jobs []*job) []*job {
	if ctx.Err() == nil {
		return jobs
	}
	return slices.DeleteFunc(jobs, func(j *job) bool {
		return slices.ContainsFunc(j.units, func(u bitext.Unit) bool { return u.Open() })
	})
}
