package main

import (
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// onRecord does what changes the memory, and the outputs with it, and lists that among
// the runs: whoever finds a project changed finds there by what. It has no report,
// tells no hook, and leaves the metrics alone: how a project stands is judged by its
// runs of translate. What is changed is to be locked by then. A dry run changes
// nothing.
func (t *translation) onRecord(cmd *cobra.Command, do func() error) error {
	if t.dryRun {
		return do()
	}
	r := &record{translation: t, started: time.Now(), begun: true, command: strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ")}
	r.mark()
	err := do()
	r.cause = because(cmd.Context(), err)
	run := r.run(exitCode(r.cause), r.cause)
	r.tellFault(runsFolder(t.cfg).Add(&run, nil, nil))
	if r.noted != nil {
		r.noted(run)
	}
	return err
}

// changing locks the memory, changes it, and lists that.
func (p *program) changing(cmd *cobra.Command, cfg *loaded, do func() error) error {
	t := &translation{program: p, cfg: cfg}
	return locked(cfg, func() error { return t.onRecord(cmd, do) })
}
