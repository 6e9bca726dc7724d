package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"targman/pipeline/fsys"
	"targman/pipeline/memory"
)

func (p *program) memoryCheck() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: p.text("memory.check.short", nil),
		Long:  p.text("memory.check.long", nil),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			if err := mustBe(cfg, "check"); err != nil {
				return err
			}
			h, err := memory.CheckFile(cmd.Context(), cfg.Memory.File)
			if memory.KindOf(err) == memory.Corrupt {
				h = memory.Health{Damage: map[memory.Part]int{memory.Structure: 1},
					Faults: []memory.Fault{{Part: memory.Structure, Detail: errors.Unwrap(err).Error()}}}
				err = nil
			}
			if err != nil {
				return err
			}
			return p.tellHealth(cfg.Memory.File, h, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, p.text("flag.json", nil))
	return cmd
}

// mustBe is an error of use when there is no memory: none is made by a slip of
// the pen.
func mustBe(cfg *loaded, do string) error {
	if _, err := os.Stat(cfg.Memory.File); err != nil {
		return usage(fmt.Errorf("%s memory %s: %w; check --memory or memory.file", do, cfg.Memory.File, fsys.Cause(err)))
	}
	return nil
}

// parts are those of a memory in the order in which they are told of, with what
// to do about each.
var parts = []struct {
	part    memory.Part
	message string
}{
	{memory.Structure, "memory.check.structure"},
	{memory.Schema, "memory.check.schema"},
	{memory.Units, "memory.check.unit"},
	{memory.Journal, "memory.check.journal"},
	{memory.Names, "memory.check.glossary"},
	{memory.Account, "memory.check.ledger"},
	{memory.Counters, "memory.check.counter"},
	{memory.Spool, "memory.check.spool"},
}

// tellHealth prints what a check came to; it returns errFindings where there is
// damage.
func (p *program) tellHealth(file string, h memory.Health, asJSON bool) error {
	switch {
	case asJSON:
		if err := p.printJSON(map[string]any{"tool": tool(), "file": file, "health": h}); err != nil {
			return err
		}
	case h.Sound():
		fmt.Fprintln(p.out, p.text("memory.check.sound", map[string]any{"File": file, "Units": h.Units, "Articles": h.Articles, "Calls": h.Calls}))
	default:
		p.tellFaults(h)
	}
	if !h.Sound() {
		return errFindings
	}
	return nil
}

func (p *program) tellFaults(h memory.Health) {
	for _, f := range h.Faults {
		where := string(f.Part)
		if f.ID != 0 {
			where += fmt.Sprintf(" %d", f.ID)
		}
		fmt.Fprintf(p.out, "%s: %s\n", where, f.Detail)
	}
	for _, part := range parts {
		if n := h.Damage[part.part]; n > 0 {
			fmt.Fprintln(p.out, p.text(part.message, map[string]any{"Count": n}))
		}
	}
}
