package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"targman/pipeline/backend"
	"targman/pipeline/memory"
)

// askedEngine is what asking an engine came to in a run, for one language.
type askedEngine struct {
	Engine string `json:"engine"`
	*spent
	// Error says why the engine was given up, so that the next one was asked;
	// empty when it was not.
	Error string `json:"error,omitempty"`
}

// asked adds up what the ledger has of the run, by engine. The run's own fault
// stays the first.
func (t *translation) asked(ctx context.Context, w *wired, fault error) ([]askedEngine, error) {
	if w.chain == nil || t.offline {
		return nil, fault
	}
	sums := map[string]*spent{}
	err := w.memory.Calls(context.WithoutCancel(ctx), t.engines.start.Add(-time.Second), time.Time{}, func(b memory.Booked) error {
		if b.Run == t.engines.run && b.Target == w.line.Pair.Target {
			addSpent(sums, b, []string{"engine"})
		}
		return nil
	})
	given := map[string]*backend.Error{}
	for _, e := range w.chain.Errs() {
		given[e.Engine] = e
	}
	var out []askedEngine
	for _, row := range inRows(sums) {
		r := askedEngine{Engine: row.keys[0], spent: row}
		if e := given[r.Engine]; e != nil {
			r.Error = e.Error()
		}
		delete(given, r.Engine)
		out = append(out, r)
	}
	for _, e := range w.chain.Errs() {
		if given[e.Engine] != nil { // no call was booked
			out = append(out, askedEngine{Engine: e.Engine, spent: &spent{By: map[string]string{"engine": e.Engine}, Currency: t.cfg.Money.Currency}, Error: e.Error()})
		}
	}
	return out, errors.Join(fault, err)
}

// printEngines says what engines that count came to, and which were given up
// while others went on.
func (t *translation) printEngines(list []askedEngine) {
	for _, r := range list {
		if r.Usage.Told() {
			fmt.Fprintln(t.out, t.spentLine(r, 2))
		}
		if r.Error != "" && len(list) > 1 {
			fmt.Fprintln(t.out, " ", t.text("summary.fell", map[string]any{"Engine": r.Engine, "Reason": r.Error}))
		}
	}
}

// spentLine says what an engine's calls cost, and how much of that brought
// nothing, where any did.
func (p *program) spentLine(r askedEngine, decimals int) string {
	wasted := ""
	if lost := r.Wasted + r.Unsure; lost > 0 {
		wasted = fmt.Sprintf("%.*f", decimals, lost)
	}
	return p.text("summary.spent", map[string]any{"Engine": r.Engine, "Count": r.Calls, "Counted": p.used(r.Usage),
		"Cost": fmt.Sprintf("%.*f", decimals, r.Cost), "Wasted": wasted, "Currency": r.Currency})
}

// oldPrice is the age from which a price is to be looked up again.
const oldPrice = 90 * 24 * time.Hour

// tellPrices warns of prices of the run's engines that were looked up long ago.
func (t *translation) tellPrices() {
	for _, p := range t.cfg.Money.Prices {
		if at, err := time.Parse(time.DateOnly, p.Date); err == nil && time.Since(at) > oldPrice && t.engines.clients[p.Engine] != nil {
			t.warn(t.text("price.old", map[string]any{"Engine": p.Engine, "Date": p.Date}))
		}
	}
}
