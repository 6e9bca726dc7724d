package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"targman/glossary"
	"targman/pipeline"
)

// comparison is what has changed between two states of a glossary. What the
// changes do to texts that are translated already is found by the ids in it.
type comparison struct {
	// Base and Head are how the two states were named; an empty head is the
	// work tree.
	Base    string            `json:"base"`
	Head    string            `json:"head"`
	Changes []glossary.Change `json:"changes"`
	// Effects are what the changes do to the memory, by target language; NoEffect
	// says why that cannot be told.
	Effects  []*pipeline.Effect `json:"effects,omitempty"`
	NoEffect string             `json:"no_effect,omitempty"`

	old, new *glossary.Glossary
	cfg      *loaded
	// examples is how many sentences of each kind are shown.
	examples int
}

func (p *program) glossaryDiff() *cobra.Command {
	var format string
	var alone bool
	var examples int
	cmd := &cobra.Command{
		Use:   "diff BASE [HEAD]",
		Short: p.text("glossary.diff.short", nil),
		Long:  p.text("glossary.diff.long", nil),
		Args:  cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			if err := known("--format", format, "text", "markdown", "json", "github", "html"); err != nil {
				return err
			}
			c, err := p.compare(cmd.Context(), cfg, args)
			if err != nil {
				return err
			}
			c.examples = examples
			if !alone && len(c.Changes) > 0 {
				if c.Effects, c.NoEffect, err = p.effects(cmd.Context(), cfg, c.old, c.new); err != nil {
					return err
				}
			}
			switch format {
			case "html":
				return p.diffHTML(c)
			case "json":
				return p.printJSON(c)
			case "markdown":
				return p.diffMarkdown(c)
			case "github":
				return p.diffGitHub(c)
			}
			return p.diffText(c)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", p.text("glossary.diff.format", nil))
	cmd.Flags().BoolVar(&alone, "no-effect", false, p.text("glossary.diff.no-effect", nil))
	cmd.Flags().IntVar(&examples, "examples", 5, p.text("glossary.diff.examples", nil))
	p.overrule(cmd.Flags(), "source", "target", "memory")
	return cmd
}

// compare reads both states.
func (p *program) compare(ctx context.Context, cfg *loaded, args []string) (*comparison, error) {
	c := &comparison{Base: args[0], Changes: []glossary.Change{}}
	old, err := p.state(ctx, cfg, args[0])
	if err != nil {
		return nil, err
	}
	var new *glossary.Glossary
	if len(args) == 2 {
		c.Head = args[1]
		new, err = p.state(ctx, cfg, args[1])
	} else {
		new, err = worktree(cfg, nil)
	}
	if err != nil {
		return nil, err
	}
	c.old, c.new, c.cfg = old, new, cfg
	c.Changes = append(c.Changes, glossary.Compare(old, new)...)
	return c, nil
}

// state is the glossary in a file or folder, or in a revision of git.
func (p *program) state(ctx context.Context, cfg *loaded, name string) (*glossary.Glossary, error) {
	if isThere(name) {
		return worktree(cfg, []string{name})
	}
	if len(cfg.Glossary) == 0 {
		return nil, usage(fmt.Errorf("read revision %q: the configuration names no glossary to look for in it; set glossary", name))
	}
	r, err := p.openRepository(ctx, ".")
	if err != nil {
		return nil, usage(fmt.Errorf("%s is no file or folder, so it should be a revision: %w", name, err))
	}
	files, err := r.files(name, cfg.Glossary)
	if err != nil {
		return nil, usage(err)
	}
	g, err := glossary.ParseEach(files...)
	return g, usage(err)
}

// worktree is the glossary as the files are now.
func worktree(cfg *loaded, paths []string) (*glossary.Glossary, error) {
	files, err := glossaryFiles(cfg, paths)
	if err != nil {
		return nil, err
	}
	g, err := glossary.ParseEach(files...)
	return g, usage(err)
}

// counted says how many concepts were changed in which way.
func (p *program) counted(c *comparison) string {
	n := map[glossary.ChangeKind]int{}
	for _, change := range c.Changes {
		n[change.Kind]++
	}
	if len(c.Changes) == 0 {
		return p.text("glossary.diff.same", nil)
	}
	var parts []string
	for _, k := range []glossary.ChangeKind{glossary.Changed, glossary.Renamed, glossary.Added, glossary.Removed} {
		if n[k] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[k], p.changeWord(k)))
		}
	}
	return p.text("glossary.diff.summary", map[string]any{"List": strings.Join(parts, ", ")})
}

// diffText has a line for each concept and each thing changed in it.
func (p *program) diffText(c *comparison) error {
	for _, change := range c.Changes {
		fmt.Fprintf(p.out, "%s: %s\n", change.ID, p.inShort(change))
		for _, e := range change.Edits {
			fmt.Fprintln(p.out, "  "+p.edit(e, plainValue))
		}
	}
	fmt.Fprintln(p.out, p.counted(c))
	p.printEffects(c.cfg, c.Effects, c.NoEffect, c.examples)
	return nil
}

// diffGitHub is a note beside each changed concept.
func (p *program) diffGitHub(c *comparison) error {
	for _, change := range c.Changes {
		text := []string{p.inShort(change)}
		for _, e := range change.Edits {
			text = append(text, p.edit(e, plainValue))
		}
		at, line := change.New, 0
		if at == nil {
			at = change.Old
		} else {
			line = at.Line
		}
		file := at.File
		for _, state := range []string{c.Base, c.Head} {
			file = strings.TrimPrefix(file, state+":")
		}
		fmt.Fprintln(p.out, annotation("notice", file, line, change.ID, strings.Join(text, "\n")))
	}
	fmt.Fprintln(p.out, p.counted(c))
	p.printEffects(c.cfg, c.Effects, c.NoEffect, 0)
	return nil
}
