package main

import (
	"context"
	"errors"
	"time"

	"targman/pipeline/backend"
	"targman/pipeline/lang/all"
	"targman/pipeline/memory"
	"targman/pipeline/money"
)

// trial is an engine that is asked a few small things: through its client, with
// its calls in the ledger and within the caps, and nothing of it kept.
type trial struct {
	*translation
	*wired
	client *backend.Client
	pair   memory.Pair

	replies  []backend.Reply
	failures []backend.Failure
}

// try opens what a trial of the engine needs.
func (t *translation) try(ctx context.Context, name string) (*trial, error) {
	if err := t.ready(name); err != nil {
		return nil, err
	}
	t.engines = newEngines()
	client, err := t.client(name)
	if err != nil {
		return nil, usage(err)
	}
	r := &trial{translation: t, client: client, pair: memory.Pair{Source: t.cfg.Source, Target: t.cfg.Targets[0]}}
	r.wired, err = t.wireTrial(ctx, r.pair)
	client.Retry = true // who tries an engine by hand wants it to be asked
	return r, err
}

// wireTrial opens the ledger, and what is known of names and languages.
func (t *translation) wireTrial(ctx context.Context, pair memory.Pair) (*wired, error) {
	w := &wired{line: newLine(t.cfg, pair), chain: backend.NewChain(nil, nil)}
	for _, step := range []func(*wired) error{t.wireLanguages, t.wireNames} {
		if err := step(w); err != nil {
			return nil, err
		}
	}
	release, err := lockMemory(t.cfg.Memory.File)
	if err != nil {
		return nil, err
	}
	w.closer = append(w.closer, release)
	if w.memory, err = t.memoryOf(t.cfg, memory.Options{}); err != nil {
		w.close()
		return nil, err
	}
	w.closer = append(w.closer, w.memory.Close)
	if err := t.wireLedger(ctx, w); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

func (r *trial) close() {
	r.wired.close()
	r.engines.close()
}

// request asks for segments in the pair of the trial.
func (r *trial) request(segments ...backend.Segment) backend.Request {
	packs := all.Packs()
	source, target := pack(packs, r.pair.Source), pack(packs, r.pair.Target)
	return backend.Request{Source: r.pair.Source, Target: r.pair.Target, Style: target.Style, Segments: segments, Gate: backend.Gate{
		Source: source.Letters, Target: target.Letters, SourceRefusals: source.Refusals, TargetRefusals: target.Refusals}}
}

// ask asks for the segments and returns the answers that passed the gate, by id.
func (r *trial) ask(ctx context.Context, segments ...backend.Segment) (map[string]string, error) {
	answers := map[string]string{}
	failures, err := r.client.Translate(ctx, r.request(segments...), func(reply backend.Reply) error {
		for _, a := range reply.Results {
			answers[a.ID] = a.Text
		}
		r.replies = append(r.replies, reply)
		return r.line.Ledger.Keep(context.WithoutCancel(ctx), r.pair, nil, reply.Bill)
	})
	r.failures = append(r.failures, failures...)
	if _, ok := errors.AsType[*backend.Error](err); ok {
		err = nil // the client knows
	}
	if err == nil {
		err = context.Cause(ctx)
	}
	return answers, err
}

// verdict turns what came out into the error that sets the exit code, as in a
// run: an engine of which nothing can be used has refused.
func (r *trial) verdict() error {
	given := r.client.Err()
	switch {
	case len(r.failures) == 0:
		return nil
	case given != nil && given.Kind == backend.Budget:
		return errBudget
	case given != nil:
		return errEngine
	}
	return errFindings
}

// bill adds up what the trial has cost, from the ledger.
type bill struct {
	Calls   int         `json:"calls"`
	Usage   money.Usage `json:"usage"`
	Cost    float64     `json:"cost"`
	Model   string      `json:"model,omitempty"`
	Trace   string      `json:"trace,omitempty"`
	Seconds float64     `json:"seconds"`
}

func (r *trial) bill(ctx context.Context, began time.Time) (b bill, err error) {
	b.Seconds = time.Since(began).Seconds()
	err = r.wired.memory.Calls(ctx, began.Add(-time.Second), time.Time{}, func(c memory.Booked) error {
		if c.Run == r.engines.run {
			b.Calls++
			b.Usage = b.Usage.Plus(c.Usage)
			b.Cost += c.Cost.Units()
			b.Model, b.Trace = c.Model, c.Trace
		}
		return nil
	})
	return b, err
}
