// Command targman-torture does to the real targman what a bad year does to it:
// it kills runs, cuts the power, fills and breaks disks, flips bytes, sends
// signals and lets several work at once, and afterwards counts what was lost,
// torn or paid twice. The engine that bills is a server on the loopback, in this
// program. docs/RELIABILITY.md is made from what it measures.
//
// It ends with 0 when every promise was kept, 1 when one was broken, and 2 when
// it could not do its work.
package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"

	"github.com/spf13/cobra"
)

// The exit codes.
const (
	exitKept   = 0
	exitBroken = 1
	exitUnable = 2
)

// harness is one way to torture.
type harness struct {
	name, does string
	// short and long are how many steps the two forms take.
	short, long int
	run         func(b *bench, r *result, steps int) error
}

// harnesses are all of them, in the order in which they run. init, because teeth
// runs the others.
var harnesses []harness

func init() {
	harnesses = []harness{
		{"kill", "kill runs at random moments", 300, 5000, kill},
		{"power", "cut the power of an ext4 file system at random moments", 100, 3000, power("ext4")},
		{"power-xfs", "cut the power of an XFS file system at random moments", 20, 1000, power("xfs")},
		{"sweep", "let the n-th of each system call fail, for so many n up to 30", 6, 30, sweep},
		{"full", "work on disks of so many sizes that are too small, without room for names, and read-only", 13, 40, full},
		{"flip", "damage the memory's file and its log", 100, 2000, flip},
		{"signals", "send SIGINT and SIGTERM at random moments", 100, 500, signals},
		{"locks", "start eight runs at once", 10, 200, locks},
		{"edits", "record a person's edits while two processes commit machine text", 3000, 6000, edits},
		{"teeth", "seed bugs that the others have to catch", len(teeth), len(teeth), bite},
	}
}

func main() { os.Exit(run(os.Args[1:])) }

// options are what the command line says.
type options struct {
	seed   uint64
	json   string
	broken bool // is what came out
}

func run(args []string) int {
	o := &options{}
	root := &cobra.Command{Use: "targman-torture", Short: "Count what faults do to targman", SilenceErrors: true, SilenceUsage: true}
	root.CompletionOptions.DisableDefaultCmd = true
	root.PersistentFlags().Uint64Var(&o.seed, "seed", 0, "what texts and moments follow from; 0 takes a new one")
	root.PersistentFlags().StringVar(&o.json, "json", "", "write the results to this file")
	for _, h := range harnesses {
		root.AddCommand(&cobra.Command{
			Use: h.name + " [N]", Short: fmt.Sprintf("%s: %d, or N", h.does, h.short), Args: cobra.MaximumNArgs(1),
			RunE: func(_ *cobra.Command, args []string) error { return o.one(h, args) },
		})
	}
	root.AddCommand(
		&cobra.Command{Use: "short", Short: "All of them, in five minutes on two cores", Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error { return o.all("short", func(h harness) int { return h.short }) }},
		&cobra.Command{Use: "long", Short: "All of them, in an hour or more", Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error { return o.all("long", func(h harness) int { return h.long }) }},
	)
	root.AddCommand(&cobra.Command{Use: "machine FILE SEED N", Hidden: true, Args: cobra.ExactArgs(3),
		RunE: func(_ *cobra.Command, args []string) error { return machine(args) }})
	root.SetArgs(args)
	switch err := root.Execute(); {
	case err != nil:
		fmt.Fprintln(os.Stderr, "targman-torture: error:", err)
		return exitUnable
	case o.broken:
		return exitBroken
	}
	return exitKept
}

// one runs one harness.
func (o *options) one(h harness, args []string) (err error) {
	steps := h.short
	if len(args) > 0 {
		if steps, err = strconv.Atoi(args[0]); err != nil || steps < 1 {
			return fmt.Errorf("%s %s: a number above 0 is wanted", h.name, args[0])
		}
	}
	return o.do(func(harness) int { return steps }, h)
}

// all runs all of them.
func (o *options) all(form string, steps func(harness) int) error {
	fmt.Printf("targman-torture %s --seed %d\n", form, o.seeded())
	return o.do(steps, harnesses...)
}

// seeded is the seed, a new one where none was given.
func (o *options) seeded() uint64 {
	if o.seed == 0 {
		o.seed = rand.Uint64N(1e9) + 1
	}
	return o.seed
}

// do runs harnesses one after the other, tells of each, and leaves the results
// where that was asked for.
func (o *options) do(steps func(harness) int, list ...harness) error {
	b, err := newBench(o.seeded())
	if err != nil {
		return err
	}
	defer b.close()
	var results []*result
	for _, h := range list {
		r, err := b.do(h, steps(h))
		tell(r)
		if err != nil {
			return err
		}
		results = append(results, r)
		o.broken = o.broken || !r.kept()
	}
	return write(o.json, results)
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
