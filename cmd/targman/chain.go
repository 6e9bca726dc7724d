package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"targman/pipeline/backend"
	"targman/pipeline/money"
)

// engines are the clients of a run: one for each engine, whatever the number of
// languages, so that limits, canary and breaker are the run's.
type engines struct {
	clients map[string]*backend.Client
	closers []func() error
	run     string
	start   time.Time
	canary  string
}

func newEngines() *engines {
	return &engines{clients: map[string]*backend.Client{}, canary: "canary-" + strings.ToLower(rand.Text()[:12]),
		start: time.Now(), run: runID(time.Now())}
}

// runID names a run in the ledger and the list of runs; no other process has
// the same.
func runID(start time.Time) string {
	return fmt.Sprintf("%s-%d", start.UTC().Format("20060102T150405.000Z"), os.Getpid())
}

func (e *engines) close() {
	for _, c := range e.closers {
		_ = c() // at the end of a run
	}
}

// tellBatches says which batches are left to the next run.
func (t *translation) tellBatches() {
	for _, name := range slices.Sorted(maps.Keys(t.engines.clients)) {
		for _, id := range t.engines.clients[name].Left() {
			t.warn(t.text("batch.left", map[string]any{"Batch": id, "Engine": name}))
		}
	}
}

// client makes the engine's client, once.
func (t *translation) client(name string) (*backend.Client, error) {
	if c, ok := t.engines.clients[name]; ok {
		return c, nil
	}
	options, err := t.options(name)
	if err != nil {
		return nil, err
	}
	engine, err := t.engine(name)
	if err != nil {
		return nil, err
	}
	c := backend.NewClient(engine)
	c.Canary, c.Setup = t.engines.canary, setup(options)
	info := engine.Info()
	price, known := t.cfg.Money.price(info)
	if !known && info.Unit != backend.NoUnit && t.cfg.Money.capped(name) {
		return nil, fmt.Errorf("%s: money.caps: there is no price for engine %s, so no cap could be kept; add one to money.prices, with 0 for what is free",
			t.cfg.origins["money.caps"].place, name)
	}
	c.Price = price
	if m := t.cfg.Backends.models()[name]; m != nil && m.BatchMode {
		c.Batches = &backend.Batches{Wait: m.BatchWait, Price: price.Times(m.BatchPrice)}
	}
	t.engines.clients[name] = c
	t.engines.closers = append(t.engines.closers, engine.Close)
	return c, nil
}

// setup stands for the configuration of an engine and the program itself; keys
// are not in it.
func setup(o backend.Options) string {
	data, _ := json.Marshal([]any{tool(), o}) // plain data: never fails
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// chain makes the engines for one target language. It is nil when nobody is to
// be asked.
func (t *translation) chain(target string) (*backend.Chain, error) {
	routes := slices.DeleteFunc(slices.Clone(t.cfg.Routes), func(r RouteConfig) bool {
		return len(r.Targets) > 0 && !slices.Contains(r.Targets, target)
	})
	routes = append(routes, RouteConfig{Backend: t.cfg.Backend})
	if t.origin("backend") == "flag" { // who names an engine by hand wants that one
		routes = routes[len(routes)-1:]
	}
	var all []*backend.Client
	orders := make([][]*backend.Client, len(routes))
	for i, r := range routes {
		for _, name := range r.Backend {
			if name == memoryOnly {
				continue
			}
			c, err := t.client(name)
			if err != nil {
				return nil, err
			}
			orders[i] = append(orders[i], c)
			if !slices.Contains(all, c) {
				all = append(all, c)
			}
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	return backend.NewChain(all, func(s backend.Segment) []*backend.Client {
		for i, r := range routes {
			if r.fits(s) {
				return orders[i]
			}
		}
		return nil // not reached: the last route fits all
	}), nil
}

func (t *translation) origin(key string) string { return t.cfg.origins[key].layer }

// fits says that a segment meets the conditions of the route.
func (r RouteConfig) fits(s backend.Segment) bool {
	if len(r.Kinds) > 0 && !slices.Contains(r.Kinds, string(s.Kind)) {
		return false
	}
	return len(r.Paths) == 0 || slices.ContainsFunc(r.Paths, func(glob string) bool {
		return doublestar.MatchUnvalidated(glob, s.Article)
	})
}

// price is that of the engine's model, else of the engine.
func (m MoneyConfig) price(info backend.Info) (money.Price, bool) {
	var found *PriceConfig
	for i, p := range m.Prices {
		if p.Engine == info.Name && (p.Model == info.Model || p.Model == "" && found == nil) {
			found = &m.Prices[i]
		}
	}
	if found == nil {
		return money.Price{}, false
	}
	return money.Price{Characters: found.Characters, Input: found.Input, Output: found.Output,
		Cached: found.Cached, CacheWrites: found.CacheWrites, Call: found.Call}, true
}

// capped says that a cap bounds what the engine may spend.
func (m MoneyConfig) capped(engine string) bool {
	return slices.ContainsFunc(m.Caps, func(c CapConfig) bool { return c.Engine == "" || c.Engine == engine })
}

func (m MoneyConfig) caps() (out []money.Cap) {
	for _, c := range m.Caps {
		out = append(out, money.Cap{Engine: c.Engine, Run: money.AmountOf(c.Run), Day: money.AmountOf(c.Day), Month: money.AmountOf(c.Month)})
	}
	return out
}
