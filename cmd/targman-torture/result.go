//go:build linux

package main

import (
	"fmt"
	"slices"
	"time"
)

// result is what a harness found out. It is what stands in the JSON.
type result struct {
	Harness string `json:"harness"`
	// Steps is how many faults were asked for.
	Steps   int       `json:"steps"`
	Seed    uint64    `json:"seed"`
	Date    time.Time `json:"date"`
	Seconds float64   `json:"seconds"`
	Commit  string    `json:"commit"`
	Machine string    `json:"machine"`
	// Load is how many processes wanted the machine when it began: the load
	// average of the last minute, this program's own among it.
	Load    float64 `json:"load"`
	Command string  `json:"command"`
	// Figures are what was counted. Those in Zero are promises: they may not be
	// anything but 0.
	Figures map[string]int `json:"figures"`
	Zero    []string       `json:"zero"`
	// Missed are the broken promises in words, the first of them.
	Missed []string `json:"missed"`

	step int
	// enough ends a harness early, as soon as a seeded bug is caught.
	enough bool
}

// maxMissed is how many broken promises are told of; a harness then gives up.
const maxMissed = 20

// promise names the figures that have to stay 0.
func (r *result) promise(names ...string) {
	for _, name := range names {
		r.Figures[name] += 0
		if !slices.Contains(r.Zero, name) {
			r.Zero = append(r.Zero, name)
		}
	}
}

func (r *result) count(name string, n int) { r.Figures[name] += n }

// most keeps the highest value of a figure.
func (r *result) most(name string, n int) { r.Figures[name] = max(r.Figures[name], n) }

// take counts what was found in this step.
func (r *result) take(f findings) {
	for _, name := range r.Zero {
		r.Figures[name] += len(f[name])
	}
	for name, list := range f {
		if !slices.Contains(r.Zero, name) { // found without having been promised
			r.promise(name)
			r.Figures[name] += len(list)
		}
		for _, text := range list {
			if len(r.Missed) < maxMissed {
				r.Missed = append(r.Missed, fmt.Sprintf("step %d: %s: %s", r.step, name, text))
			}
		}
	}
}

// over says that there is no use in going on.
func (r *result) over() bool {
	return len(r.Missed) >= maxMissed || r.enough && len(r.Missed) > 0
}

// kept says that every promise was.
func (r *result) kept() bool { return len(r.Missed) == 0 }
