package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"targman/pipeline/backend"
)

// comparing is one call of `targman compare`.
type comparing struct {
	*translation
	names     []string // of the engines, in the order of the columns
	sample    int      // segments; 0 is all
	reference string   // an aligned file
	format    string
	keep      string // the engine whose answers go into the memory
}

func (p *program) compareEngines() *cobra.Command {
	c := &comparing{translation: &translation{program: p}}
	cmd := &cobra.Command{
		Use:   "compare [FILE|FOLDER|GLOB ...]",
		Short: p.text("compare.short", nil),
		Long:  p.text("compare.long", nil) + "\n\n" + p.text("exit.codes", nil),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if c.cfg, err = p.load(cmd.Flags()); err != nil {
				return err
			}
			if err := c.options(); err != nil {
				return err
			}
			return c.run(cmd.Context(), args)
		},
	}
	f := cmd.Flags()
	p.overrule(f, "source", "memory", "html", "charset", "workers", "target")
	f.StringSliceVar(&c.names, "backends", nil, p.text("compare.backends", nil))
	f.IntVar(&c.sample, "sample", 20, p.text("compare.sample", nil))
	f.StringVar(&c.reference, "reference", "", p.text("compare.reference", nil))
	f.StringVar(&c.format, "format", "text", p.text("compare.format", nil))
	f.StringVar(&c.keep, "keep", "", p.text("compare.keep", nil))
	f.BoolVar(&c.dryRun, "dry-run", false, p.text("compare.dry-run", nil))
	return cmd
}

// options sees that what was asked for can be done.
func (c *comparing) options() error {
	if err := known("--format", c.format, "text", "json", "html"); err != nil {
		return err
	}
	if len(c.cfg.Targets) != 1 {
		return usage(fmt.Errorf("compare one language at a time: add --target %s", c.cfg.Targets[0]))
	}
	if len(c.names) == 0 {
		c.names = slices.DeleteFunc(c.cfg.used(), func(name string) bool { return name == memoryOnly })
	}
	if len(c.names) == 0 {
		return usage(fmt.Errorf("no engine is configured: name some with --backends, such as --backends %s", strings.Join(engineNames()[1:3], ",")))
	}
	for i, name := range c.names {
		if err := c.ready(name); err != nil {
			return err
		}
		if slices.Contains(c.names[:i], name) {
			return usage(fmt.Errorf("--backends: %q stands twice; keep one", name))
		}
	}
	if c.keep != "" {
		if err := known("--keep", c.keep, c.names...); err != nil {
			return err
		}
	}
	if c.sample < 0 {
		return usage(fmt.Errorf("--sample: %d is out of range; take a number of segments, or 0 for all", c.sample))
	}
	return nil
}

func (c *comparing) run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		args = c.cfg.Input
	}
	if len(args) == 0 {
		return usage(errors.New("no articles were named; name files, folders or globs, or set input in the configuration"))
	}
	in, err := c.cfg.kept(args)
	if err != nil {
		return err
	}
	in.separate(c.cfg.Output.Formats)
	c.tellOthers(in)
	c.engines = newEngines()
	defer c.engines.close()
	clients := map[string]*backend.Client{}
	for _, name := range c.names { // before anything is spent
		if clients[name], err = c.client(name); err != nil {
			return usage(err)
		}
	}
	bench, err := c.bench(ctx, in)
	if err != nil {
		return err
	}
	defer bench.close()
	if c.dryRun {
		return c.printForecast(ctx, bench, clients)
	}
	for _, name := range c.names {
		if err := bench.ask(ctx, clients[name], name == c.keep); err != nil {
			return err
		}
	}
	out, err := bench.compared(ctx)
	if err != nil {
		return err
	}
	if err := c.print(out); err != nil {
		return fmt.Errorf("print results: %w", err)
	}
	return bench.verdict()
}
