//go:build linux

package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"golang.org/x/sync/errgroup"
)

// order is what the command line asks for.
type order struct {
	seed uint64
	json string
}

// work is a harness and its number of steps.
type work struct {
	harness
	steps int
}

// sideBySide is how many harnesses work at the same time: each waits half of its
// time, for a disk or a process.
const sideBySide = 2

// carryOut does the work, tells of each result as it comes, and writes them where
// that was asked for.
func (o *order) carryOut(list ...work) error {
	if o.seed == 0 {
		o.seed = rand.Uint64N(1e9) + 1
	}
	fmt.Printf("seed %d\n", o.seed)
	b, err := newBench(o.seed)
	if err != nil {
		return err
	}
	defer b.close()
	defer b.closeWhenAsked()()
	results := make([]*result, len(list))
	var g errgroup.Group
	g.SetLimit(sideBySide)
	for i, w := range slices.Backward(list) { // teeth, which takes longest, is the last
		g.Go(func() (err error) {
			if results[i], err = b.do(w.harness, w.steps); err == nil {
				tell(results[i])
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	if err := write(o.json, results); err != nil {
		return err
	}
	for _, r := range results {
		if !r.kept() {
			return errBroken
		}
	}
	return nil
}

// closeWhenAsked ends the program at a signal, with nothing left mounted.
func (b *bench) closeWhenAsked() (stop func()) {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM)
	go func() {
		if _, ok := <-asked; ok {
			b.close()
			os.Exit(exitUnable)
		}
	}()
	return func() { signal.Stop(asked); close(asked) }
}

// write leaves results as JSON; without a file's name nothing is left.
func write(file string, results []*result) error {
	if file == "" {
		return nil
	}
	data, err := json.MarshalIndent(results, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(data, '\n'), 0o666)
}
