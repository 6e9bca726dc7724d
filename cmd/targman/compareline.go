package main

import (
	"context"
	"runtime"
	"sync"
	"time"

	"targman/pipeline"
	"targman/pipeline/backend"
	"targman/pipeline/memory"
	"targman/pipeline/money"
	"targman/pipeline/write"
)

// What stands around the line of a comparison in place of memory, engine and
// outputs.

// peoples is a memory that gives people's translations only, and notes the text
// of each unit as engines would get it. It is asked by one line at a time.
type peoples struct {
	*memory.Memory
	texts map[spotIn]string
}

func (m *peoples) Recall(ctx context.Context, p memory.Pair, engine string, qs []memory.Query) ([]memory.Match, error) {
	found, err := m.Memory.Recall(ctx, p, engine, qs)
	if err != nil {
		return nil, err
	}
	for i, q := range qs {
		m.texts[spotIn{q.Article, q.Unit}] = q.Text
		if !found[i].Provenance.Human {
			found[i] = memory.Match{}
		}
	}
	return found, nil
}

// nothing is a memory without anything in it.
type nothing struct{}

func (nothing) Recall(_ context.Context, _ memory.Pair, _ string, qs []memory.Query) ([]memory.Match, error) {
	return make([]memory.Match, len(qs)), nil
}

func (nothing) Keep(context.Context, memory.Pair, []memory.Entry) error { return nil }

// unkept settles bills and keeps nothing of what they paid for.
type unkept struct{ pipeline.Ledger }

func (u unkept) Keep(ctx context.Context, p memory.Pair, _ []memory.Entry, s money.Settlement) error {
	return u.Ledger.Keep(ctx, p, nil, s)
}

// sampling is an engine that is asked for the texts of the sample, each once.
// seconds is how long it took.
type sampling struct {
	*backend.Chain
	wanted  map[string]bool
	seconds float64
}

func (s *sampling) Translate(ctx context.Context, r backend.Request, deliver func(backend.Reply) error) ([]backend.Failure, error) {
	all := r.Segments
	r.Segments = nil
	for _, one := range all {
		if s.wanted[one.Text] || one.Note != "" { // what has a note was asked for before
			delete(s.wanted, one.Text)
			r.Segments = append(r.Segments, one)
		}
	}
	if len(r.Segments) == 0 {
		return nil, nil
	}
	start := time.Now()
	defer func() { s.seconds += time.Since(start).Seconds() }()
	return s.Chain.Translate(ctx, r, deliver)
}

// collector takes finished articles and writes nothing.
type collector struct {
	mu   sync.Mutex
	docs map[string][]placed
}

func (c *collector) Write(d *write.Doc, _ ...write.File) (write.Result, error) {
	units := make([]placed, len(d.Units))
	for i, u := range d.Units {
		units[i] = placed{spotIn{d.Article.Name, u.ID}, u}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.docs == nil {
		c.docs = map[string][]placed{}
	}
	c.docs[d.Article.Name] = units
	return write.Result{}, nil
}

func (c *collector) Stands(write.File) bool { return true }
func (c *collector) Sync() error            { return nil }

// inOrder are the units of all articles in the order of the inputs.
func (c *collector) inOrder(inputs []pipeline.Input) (out []placed) {
	for _, in := range inputs {
		out = append(out, c.docs[in.Name]...)
		delete(c.docs, in.Name)
	}
	return out
}

// newLine is a line for a pair, with nothing in it.
func newLine(cfg *loaded, pair memory.Pair) *pipeline.Line {
	return &pipeline.Line{Pair: pair, Workers: workers(cfg), Now: now}
}

// workers is how many articles are in work at once.
func workers(cfg *loaded) int {
	if cfg.Workers == 0 {
		return runtime.GOMAXPROCS(0)
	}
	return cfg.Workers
}
