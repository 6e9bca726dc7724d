package main

import (
	"context"
	"fmt"
	"unicode"

	"github.com/spf13/cobra"

	"targman/pipeline"
	"targman/pipeline/lang/all"
	"targman/pipeline/memory"
)

// cleaning is one call of `targman memory clean`.
type cleaning struct {
	*program
	apply, people, json bool
}

// flawed is a translation that was found, as JSON has it.
type flawed struct {
	ID     int64         `json:"id"`
	Flaw   pipeline.Flaw `json:"flaw"`
	Source string        `json:"source"`
	Target string        `json:"target"`
	Human  bool          `json:"human,omitempty"`
	By     string        `json:"by,omitempty"`
	// Stays says that it is a person's and --people is not given.
	Stays bool `json:"stays,omitempty"`
}

func (p *program) memoryClean() *cobra.Command {
	c := &cleaning{program: p}
	cmd := &cobra.Command{
		Use:   "clean",
		Short: p.text("memory.clean.short", nil),
		Long:  p.text("memory.clean.long", nil),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			if err := mustBe(cfg, "clean"); err != nil {
				return err
			}
			run := func() error {
				return c.withMemory(cfg, memory.Options{ReadOnly: !c.apply}, func(m *memory.Memory) error { return c.run(cmd.Context(), m) })
			}
			if c.apply {
				return p.changing(cmd, cfg, run)
			}
			return run()
		},
	}
	f := cmd.Flags()
	f.BoolVar(&c.apply, "apply", false, p.text("flag.clean-apply", nil))
	f.BoolVar(&c.people, "people", false, p.text("flag.people", nil))
	f.BoolVar(&c.json, "json", false, p.text("flag.json", nil))
	return p.ifLocked(cmd)
}

func (c *cleaning) run(ctx context.Context, m *memory.Memory) error {
	packs := all.Packs()
	cleaner := pipeline.Cleaner{Letters: func(language string) *unicode.RangeTable { return pack(packs, language).Letters }}
	found, out := []flawed{}, []memory.Stored{}
	err := cleaner.Clean(ctx, m, func(u memory.Stored, f pipeline.Flaw) error {
		human := u.Provenance.Human
		one := flawed{u.ID, f, u.Text, u.Target, human, maker(u.Provenance), human && !c.people}
		found = append(found, one)
		if !one.Stays {
			out = append(out, u)
		}
		return nil
	})
	removed := 0
	if err == nil && c.apply {
		removed, err = m.Remove(ctx, out)
	}
	if err != nil {
		return err
	}
	if c.json {
		return c.printJSON(map[string]any{"tool": tool(), "found": found, "removed": removed})
	}
	c.tell(found, len(out), removed)
	return nil
}

func (c *cleaning) tell(found []flawed, out, removed int) {
	for _, f := range found {
		who := ""
		if f.By != "" {
			who = " (" + f.By + ")"
		}
		if f.Stays {
			who += " " + c.text("memory.clean.stays", nil)
		}
		fmt.Fprintf(c.out, "%s: %d: %q → %q%s\n", f.Flaw, f.ID, f.Source, f.Target, who)
	}
	message := "memory.clean.done"
	if !c.apply {
		message, removed = "memory.clean.would", out
	}
	fmt.Fprintln(c.out, c.text(message, map[string]any{"Removed": removed, "Stay": len(found) - out}))
}
