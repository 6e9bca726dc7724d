//go:build linux

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
	"errors"
	"fmt"
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

// errBroken ends the program when a promise was broken; the results tell of it.
var errBroken = errors.New("a promise was broken")

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	root := &cobra.Command{Use: "targman-torture", Short: "Count what faults do to targman", SilenceErrors: true, SilenceUsage: true}
	root.CompletionOptions.DisableDefaultCmd = true
	o := &order{}
	root.PersistentFlags().Uint64Var(&o.seed, "seed", 0, "what texts and moments follow from; 0 takes a new one")
	root.PersistentFlags().StringVar(&o.json, "json", "", "write the results to this file")
	for _, h := range harnesses {
		root.AddCommand(h.command(o))
	}
	root.AddCommand(
		form(o, "short", "A part of each, in three minutes on two idle cores", func(h harness) int { return h.short }),
		form(o, "long", "All of them, in 40 minutes on two idle cores", func(h harness) int { return h.long }),
		pageCommand(),
		&cobra.Command{Use: "machine FILE SEED N", Hidden: true, Args: cobra.ExactArgs(3),
			RunE: func(_ *cobra.Command, args []string) error { return machine(args) }},
	)
	root.SetArgs(args)
	switch err := root.Execute(); {
	case errors.Is(err, errBroken):
		return exitBroken
	case err != nil:
		fmt.Fprintln(os.Stderr, "targman-torture: error:", err)
		return exitUnable
	}
	return exitKept
}

// command runs one harness.
func (h harness) command(o *order) *cobra.Command {
	return &cobra.Command{
		Use: h.name + " [N]", Short: fmt.Sprintf("%s: %d, or N", h.does, h.long), Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) (err error) {
			steps := h.long
			if len(args) > 0 {
				if steps, err = strconv.Atoi(args[0]); err != nil || steps < 1 {
					return fmt.Errorf("%s %s: a number above 0 is wanted", h.name, args[0])
				}
			}
			return o.carryOut(work{h, steps})
		},
	}
}

// form runs all harnesses.
func form(o *order, name, short string, steps func(harness) int) *cobra.Command {
	percent := 100
	cmd := &cobra.Command{Use: name, Short: short, Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) error {
		var list []work
		for _, h := range harnesses {
			list = append(list, work{h, max(h.short, steps(h)*percent/100)})
		}
		return o.carryOut(list...)
	}}
	cmd.Flags().IntVar(&percent, "percent", percent, "do only so many of the hundred, but no less than the short form")
	return cmd
}
