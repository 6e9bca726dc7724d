package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zeebo/xxh3"

	"targman/pipeline"
	"targman/pipeline/backend"
	"targman/pipeline/bitext"
	"targman/pipeline/memory"
)

// bench is what engines are compared on: articles, a sample of their segments,
// and what people made of those. Each engine has a line of its own over the
// same articles, with nothing in its memory.
type bench struct {
	*comparing
	*wired
	inputs []pipeline.Input
	ledger pipeline.Ledger
	failed int       // articles
	began  time.Time // for the ledger
	// all counts the different segments, sample are those that are asked for.
	all        int
	sample     []sampled
	references map[string]string // translations of people, by source
	results    []*outcomeOf
}

// sampled is a segment of the sample: a unit, and its text as engines get it.
type sampled struct {
	at      spotIn
	text    string
	unit    bitext.Unit
	pattern string // what a person made of it; empty when nobody did
}

// spotIn is a unit's place: the article's name and the unit's id.
type spotIn struct{ article, unit string }

// outcomeOf is what came of an engine.
type outcomeOf struct {
	info    backend.Info
	units   map[spotIn]bitext.Unit
	seconds float64
	err     error // why it was given up
}

// bench reads the articles, and takes the sample.
func (c *comparing) bench(ctx context.Context, in *inputs) (*bench, error) {
	w, err := c.wireApart(ctx)
	if err != nil {
		return nil, err
	}
	b := &bench{comparing: c, wired: w, inputs: in.list, ledger: w.line.Ledger, began: time.Now()}
	if c.reference != "" {
		if b.references, err = c.readReference(); err != nil {
			b.close()
			return nil, err
		}
	}
	people := &peoples{Memory: w.memory, texts: map[spotIn]string{}}
	units, sum, err := b.pass(ctx, people, nil, nil)
	if err != nil {
		b.close()
		return nil, err
	}
	for _, a := range sum.Articles {
		if a.Error != "" {
			b.failed++
			c.problem(a.Err())
		}
	}
	b.choose(units, people.texts)
	if len(b.sample) == 0 {
		b.close()
		return nil, usage(errors.New("the articles have no segment to translate; name others"))
	}
	return b, nil
}

// wireApart builds what lines of a comparison share: languages, names and the
// memory with its ledger, but no output.
func (c *comparing) wireApart(ctx context.Context) (*wired, error) {
	w := &wired{line: newLine(c.cfg, memory.Pair{Source: c.cfg.Source, Target: c.cfg.Targets[0]}), folder: c.cfg.Out}
	for _, step := range []func(*wired) error{c.wireLanguages, c.wireNames, c.wireReading} {
		if err := step(w); err != nil {
			return nil, err
		}
	}
	if !c.dryRun {
		w.chain = backend.NewChain(nil, nil) // there are engines, so there is a ledger
	}
	if err := c.wireMemory(ctx, w); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

// pass takes the articles through a line and returns their units, in order.
func (b *bench) pass(ctx context.Context, m pipeline.Memory, engine pipeline.Backend, ledger pipeline.Ledger) ([]placed, *pipeline.Summary, error) {
	shared, units := b.line, &collector{}
	l := &pipeline.Line{Pair: shared.Pair, Source: shared.Source, Target: shared.Target, Breaks: shared.Breaks,
		Names: shared.Names, Glossary: shared.Glossary, Read: shared.Read, UI: shared.UI, Doc: shared.Doc,
		Memory: m, Backend: engine, Ledger: ledger, Sink: units, Workers: workers(b.cfg), Now: now}
	sum, err := l.Run(ctx, b.inputs)
	return units.inOrder(b.inputs), sum, err
}

// choose takes the sample of all texts that engines would be asked for: the same
// ones every time, in the order of the articles.
func (b *bench) choose(units []placed, texts map[spotIn]string) {
	seen := map[string]bool{}
	for _, p := range units {
		text := texts[p.spotIn]
		if text == "" || seen[text] {
			continue
		}
		seen[text] = true
		s := sampled{at: p.spotIn, text: text, unit: p.Unit}
		if b.reference == "" {
			s.pattern = plain(p.Target)
		} else if s.pattern = b.references[plain(p.Original)]; s.pattern == "" {
			s.pattern = b.references[plain(p.Source)]
		}
		b.sample = append(b.sample, s)
	}
	b.all = len(b.sample)
	if b.comparing.sample == 0 || b.comparing.sample >= b.all {
		return
	}
	ranks := make([]string, b.all)
	for i, s := range b.sample {
		ranks[i] = s.rank()
	}
	slices.Sort(ranks)
	last := ranks[b.comparing.sample-1]
	b.sample = slices.DeleteFunc(b.sample, func(s sampled) bool { return s.rank() > last })
}

// rank orders segments for the sample: those with a person's translation first,
// then by a hash of the text, which is as good as by chance and always the same.
func (s sampled) rank() string {
	return fmt.Sprintf("%t %016x", s.pattern == "", xxh3.HashString(s.text))
}

// plain is a text without the places of its inline codes.
func plain(c bitext.Content) string { return strings.ReplaceAll(c.Text, bitext.Object, "") }

// ask has an engine translate the sample.
func (b *bench) ask(ctx context.Context, client *backend.Client, keep bool) error {
	engine := &sampling{Chain: backend.NewChain([]*backend.Client{client}, nil), wanted: map[string]bool{}}
	for _, s := range b.sample {
		engine.wanted[s.text] = true
	}
	ledger := b.ledger
	if !keep {
		ledger = unkept{ledger}
	}
	units, sum, err := b.pass(ctx, nothing{}, engine, ledger)
	o := &outcomeOf{info: client.Info(), units: map[spotIn]bitext.Unit{}, seconds: engine.seconds}
	b.results = append(b.results, o)
	for _, p := range units {
		o.units[p.spotIn] = p.Unit
	}
	if sum != nil && sum.EngineErr() != nil {
		o.err = sum.EngineErr()
		b.problem(o.err)
	}
	if err != nil {
		return fmt.Errorf("compare engine %s: %w", o.info.Name, err)
	}
	return nil
}

// verdict turns what came out into the error that sets the exit code.
func (b *bench) verdict() error {
	open, engine, budget := false, false, false
	for _, o := range b.results {
		for _, s := range b.sample {
			if u := o.units[s.at]; u.Translated() {
				continue
			}
			open = true
			e, ok := errors.AsType[*backend.Error](o.err)
			engine, budget = engine || o.err != nil, budget || ok && e.Kind == backend.Budget
		}
	}
	return gravest(b.failed > 0, budget, engine, open)
}

func now() string { return time.Now().UTC().Format(time.RFC3339) }

// placed is a unit and its place.
type placed struct {
	spotIn
	bitext.Unit
}
