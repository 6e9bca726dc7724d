package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"targman/testdata/vendors"
)

// paying is a project of six sentences of 16 characters each, every one a call
// of an engine that takes one unit of money for a character.
type paying struct {
	t       *testing.T
	folder  string
	servers map[string]*vendors.Server
	// fault is what the servers do from now on; nil answers.
	fault atomic.Pointer[vendors.Fault]
}

const sentences, sentenceCost = 6, 16

var things = map[string]string{"table": "սեղան", "chair": "աթոռ", "house": "տուն", "night": "գիշեր", "stone": "քար", "river": "գետ"}

func newPaying(t *testing.T, engines ...string) *paying {
	p := &paying{t: t, servers: map[string]*vendors.Server{}}
	for _, e := range engines {
		p.servers[e] = vendors.Named(e).Start(t, func(w http.ResponseWriter, a vendors.Asked) {
			if f := p.fault.Load(); f != nil {
				f.Write(w)
				return
			}
			out := make([]string, len(a.Texts))
			for i, text := range a.Texts {
				out[i] = "Բարև, " + things[text[len(text)-6:len(text)-1]] + "։"
			}
			fmt.Fprint(w, a.Answer(out))
		})
	}
	var article strings.Builder
	for thing := range maps.Keys(things) {
		fmt.Fprintf(&article, "Hello old %s.\n\n", thing)
	}
	p.folder = project(t, map[string]string{"a.txt": article.String()})
	return p
}

// configure writes the configuration with the caps.
func (p *paying) configure(caps string) {
	var names, prices, blocks []string
	for _, name := range []string{"deepl", "yandex"} {
		if s := p.servers[name]; s != nil {
			names = append(names, name)
			prices = append(prices, fmt.Sprintf("    - {engine: %s, date: \"2026-11-01\", characters: 1000000.0}\n", name))
			blocks = append(blocks, fmt.Sprintf("  %s: {url: \"%s\", key_env: VENDOR_KEY, batch: 1, calls: 1, per_second: 1000.0}\n", name, s.URL))
		}
	}
	config := fmt.Sprintf("backend: [%s]\nmoney:\n  currency: EUR\n  prices:\n%s  caps: [%s]\nbackends:\n%s",
		strings.Join(names, ", "), strings.Join(prices, ""), caps, strings.Join(blocks, ""))
	if err := os.WriteFile(filepath.Join(p.folder, "config.yaml"), []byte(config), 0o666); err != nil {
		p.t.Fatal(err)
	}
}

func (p *paying) run(args ...string) ended {
	c := command(p.t, p.folder, args...)
	c.Env = append(c.Env, "VENDOR_KEY="+vendors.Key)
	return end(p.t, c)
}

// translated runs the project and holds the outcome, the outputs and the ledger
// to what the services counted.
func (p *paying) translated(exit, done int, says ...string) ended {
	p.t.Helper()
	e := p.run("translate", "a.txt")
	e.want(p.t, exit, says...)
	if got := strings.Count(text(filepath.Join(p.folder, "out/hy/a.txt")), "Բարև"); got != done {
		p.t.Errorf("%d sentences are translated, want %d", got, done)
	}
	var rows []struct {
		By       map[string]string
		Segments int
		Cost     float64
	}
	if err := json.Unmarshal([]byte(p.run("usage", "--format", "json", "--by", "engine,state").out), &rows); err != nil {
		p.t.Fatal(err)
	}
	spent := map[string]float64{}
	for _, r := range rows {
		spent[r.By["engine"]] += r.Cost
		if r.By["state"] != "done" && r.Cost > 0 {
			p.t.Errorf("%.2f for calls that are %s", r.Cost, r.By["state"])
		}
	}
	all := 0.0
	for _, cost := range spent {
		all += cost
	}
	if want := float64(done * sentenceCost); all != want {
		p.t.Errorf("the ledger says %v, want %v", spent, want)
	}
	return e
}

// TestCaps ends runs with exit code 4; what was done is kept, and the next run
// goes on where the cap allows it.
func TestCaps(t *testing.T) {
	t.Parallel()
	for _, span := range []string{"run", "day", "month"} {
		for _, engine := range []string{"", "engine: deepl, "} {
			t.Run(span+" "+engine, func(t *testing.T) {
				t.Parallel()
				p := newPaying(t, "deepl")
				p.configure(fmt.Sprintf("{%s%s: 40.0}", engine, span))
				whose := map[string]string{"": "all engines", "engine: deepl, ": "engine deepl"}[engine]
				says := "the cap of 40.00 EUR a " + span + " for " + whose + " is reached: 32.00 is spent"
				p.translated(exitBudget, 2, says)
				if span == "run" {
					p.translated(exitBudget, 4, says)
					p.translated(exitDone, 6)
				} else {
					p.translated(exitBudget, 2, says)
					p.configure(fmt.Sprintf("{%s%s: 100.0}", engine, span))
					p.translated(exitDone, 6)
				}
				if n := p.servers["deepl"].Texts(); n != sentences {
					t.Errorf("%d texts were paid for, want %d", n, sentences)
				}
			})
		}
	}
	t.Run("the next engine has money", func(t *testing.T) {
		t.Parallel()
		p := newPaying(t, "deepl", "yandex")
		p.configure("{engine: deepl, month: 40.0}")
		e := p.translated(exitDone, 6)
		for _, says := range []string{"deepl: 2 calls, 32 characters, 32.00 EUR\n", "deepl was given up: ask engine deepl: the cap of 40.00 EUR a month", "yandex: 4 calls"} {
			if !strings.Contains(e.out, says) {
				t.Errorf("the summary has no %q:\n%s", says, e.out)
			}
		}
		if d, y := p.servers["deepl"].Texts(), p.servers["yandex"].Texts(); d != 2 || y != 4 {
			t.Errorf("%d and %d texts were paid for, want 2 and 4", d, y)
		}
	})
	t.Run("both together have none", func(t *testing.T) {
		t.Parallel()
		p := newPaying(t, "deepl", "yandex")
		p.configure("{engine: deepl, month: 40.0}, {run: 50.0}")
		p.translated(exitBudget, 3, "the cap of 50.00 EUR a run for all engines is reached")
		p.translated(exitDone, 6)
	})
}

// TestRefusing ends runs with exit code 5, and goes on when the service works
// again.
func TestRefusing(t *testing.T) {
	t.Parallel()
	for _, f := range vendors.Named("deepl").Faults {
		if f.Kind == "temporary" || f.Kind == "too long" || f.Kind == "no answer" {
			continue // these wait, go in smaller pieces, or count as spent
		}
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			p := newPaying(t, "deepl")
			p.configure("{run: 40.0}")
			p.translated(exitBudget, 2, "the cap of 40.00 EUR a run for all engines is reached")
			p.fault.Store(&f)
			p.translated(exitEngine, 2, "ask engine deepl: ")
			p.fault.Store(nil)
			p.translated(exitBudget, 4, "the cap of 40.00 EUR a run for all engines is reached")
			p.translated(exitDone, 6)
		})
	}
}
