package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"targman/glossary"
	"targman/pipeline/fsys"
)

// glossaryTextconv is for git diff (gitattributes(5), textconv): a line for
// each fact. A file that is no glossary is shown as it is, since git has
// nothing to show when the command fails.
func (p *program) glossaryTextconv() *cobra.Command {
	return &cobra.Command{
		Use:   "textconv FILE",
		Short: p.text("glossary.textconv.short", nil),
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			files, err := glossary.ReadFiles(args...)
			if err != nil {
				return usage(err)
			}
			g, err := glossary.ParseEach(files...)
			if err == nil {
				return g.WriteFacts(p.out)
			}
			for _, f := range files {
				if _, err := p.out.Write(f.Data); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// errConflicts ends a merge that a person has to finish; git takes the exit
// code 1 for that (gitattributes(5), merge driver).
var errConflicts = errors.New("both sides have changed the same; edit the file between the marks <<<<<<< and >>>>>>>")

func (p *program) glossaryMerge() *cobra.Command {
	var name string
	cmd := &cobra.Command{
		Use:   "merge BASE OURS THEIRS",
		Short: p.text("glossary.merge.short", nil),
		Long:  p.text("glossary.merge.long", nil),
		Args:  cobra.ExactArgs(3),
		RunE: func(_ *cobra.Command, args []string) error {
			var sides [3]glossary.File
			for i, arg := range args {
				data, err := bounded(arg, glossary.MaxFileBytes)
				if err != nil {
					return usage(fmt.Errorf("merge %s: %w", arg, fsys.Cause(err)))
				}
				sides[i] = glossary.File{Name: []string{"base", "ours", "theirs"}[i], Data: data}
			}
			if name == "" {
				name = args[1]
			}
			return p.merge(name, args[1], sides)
		},
	}
	cmd.Flags().StringVar(&name, "path", "", p.text("glossary.merge.path", nil))
	return cmd
}

// merge writes the result over ours and lists the conflicts.
func (p *program) merge(name, to string, sides [3]glossary.File) error {
	out, conflicts, err := glossary.Merge(sides[0], sides[1], sides[2])
	if err != nil {
		return fmt.Errorf("merge %s: %w", name, err)
	}
	if err := replaceFile(to, out); err != nil {
		return err
	}
	for _, c := range conflicts {
		if c.Key == "" {
			p.warn(p.text("glossary.merge.gone", map[string]any{"File": name, "Concept": c.Concept}))
			continue
		}
		p.warn(p.text("glossary.merge.both", map[string]any{"File": name, "Concept": c.Concept, "Key": c.Key,
			"Base": c.Base, "Ours": c.Ours, "Theirs": c.Theirs}))
	}
	if len(conflicts) > 0 {
		return fmt.Errorf("merge %s: %w", name, errConflicts)
	}
	return nil
}
