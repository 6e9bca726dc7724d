package main

import (
	"context"
	"time"

	"targman/pipeline"
	"targman/pipeline/memory"
)

// wireMemory opens the memory, brings the files in that the configuration names,
// and brings it in line with the glossary.
func (t *translation) wireMemory(ctx context.Context, w *wired) error {
	open := t.openMemory
	if t.dryRun {
		open = t.openDraft
	}
	if err := open(ctx, w); err != nil {
		return err
	}
	f := t.cfg.Memory.Fuzzy
	w.line.Fuzzy = pipeline.Fuzzy{Least: f.Min, Use: f.Use, Most: f.Show}
	w.line.Rates = t.cfg.rates()
	if !t.dryRun {
		w.line.Journal, w.line.Anew, w.line.Place = w.memory, t.force, t.place
	}
	if err := t.wireLedger(ctx, w); err != nil {
		return err
	}
	w.effect = pipeline.NoEffect(w.line.Pair)
	if w.memory.ReadOnly() { // nothing waits to be done
		return nil
	}
	if err := t.importAll(ctx, w.memory, w.line.Pair); err != nil {
		return err
	}
	var err error
	w.effect, err = w.line.Resettle(ctx, w.memory, false)
	return err
}

// openMemory opens the memory for a run; the caller has locked it.
func (t *translation) openMemory(_ context.Context, w *wired) error {
	m, err := t.memoryOf(t.cfg, memory.Options{Penalties: penalties(t.cfg.Memory.Penalties)})
	if err != nil {
		return err
	}
	w.setMemory(m)
	return nil
}

// penalties are those of the configuration.
func penalties(list []PenaltyConfig) (out []memory.Penalty) {
	for _, p := range list {
		out = append(out, memory.Penalty{By: p.By, Engine: p.Engine, Machine: p.Machine,
			Older: time.Duration(p.Days) * 24 * time.Hour, Points: p.Points})
	}
	return out
}

// tellDamage warns of rows that did not stand the test of their checksums.
func (t *translation) tellDamage(w *wired) {
	if n := len(w.memory.Damaged()); n > 0 {
		t.warn(t.text("memory.damaged", map[string]any{"Count": n, "File": t.cfg.Memory.File}))
	}
}

// wireLedger has every call of the engines written down in the memory.
func (t *translation) wireLedger(ctx context.Context, w *wired) error {
	for _, c := range t.engines.clients { // a forecast leaves out what is not asked for again
		c.Refusals, c.Retry = w.memory, t.retry || t.force
	}
	if w.chain == nil || t.offline {
		return nil
	}
	if err := t.reserve(w.memory); err != nil {
		return err
	}
	ledger, unknown, err := w.memory.OpenLedger(ctx, t.engines.run, t.cfg.Money.Currency, t.cfg.Money.caps())
	if err != nil {
		return err
	}
	if unknown > 0 {
		t.warn(t.text("ledger.unknown", map[string]any{"Count": unknown}))
	}
	w.line.Ledger = ledger
	for _, c := range t.engines.clients {
		c.Ledger = ledger
		if c.Batches != nil {
			c.Batches.Store = ledger
		}
	}
	return nil
}
