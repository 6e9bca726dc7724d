package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"targman/pipeline/fsys"
	"targman/pipeline/memory"
)

func (p *program) memory() *cobra.Command {
	cmd := p.group("memory", p.text("memory.short", nil))
	p.ofMemory(cmd)
	cmd.AddCommand(p.memoryImport(), p.memoryExport(), p.memoryLookup(), p.memoryStats(), p.memoryClean(), p.memoryCheck(), p.memoryBackup(), p.memoryRestore())
	return cmd
}

// ofMemory gives the commands below cmd the flags that name a memory and a pair.
func (p *program) ofMemory(cmd *cobra.Command) {
	f := cmd.PersistentFlags()
	p.overrule(f, "memory", "source", "target")
}

func (p *program) memoryImport() *cobra.Command {
	var machine bool
	var format string
	cmd := &cobra.Command{
		Use:   "import FILE ...",
		Short: p.text("memory.import.short", nil),
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			if err := knownFormat(format); err != nil {
				return err
			}
			return p.changing(cmd, cfg, func() error {
				return p.withMemory(cfg, memory.Options{}, func(m *memory.Memory) error {
					return p.importFiles(cmd.Context(), m, cfg, args, format, !machine)
				})
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "", p.text("flag.memory-format", nil))
	cmd.Flags().BoolVar(&machine, "machine", false, p.text("flag.machine", nil))
	return p.ifLocked(cmd)
}

// importFiles brings the files in for all targets, and leaves the index of
// similar texts ready for the next run.
func (p *program) importFiles(ctx context.Context, m *memory.Memory, cfg *loaded, files []string, format string, human bool) error {
	for _, target := range cfg.Targets {
		pair := memory.Pair{Source: cfg.Source, Target: target}
		for _, file := range files {
			if err := p.importFile(ctx, m, pair, file, format, human); err != nil {
				return err
			}
		}
		if err := m.Index(ctx, pair); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) importFile(ctx context.Context, m *memory.Memory, pair memory.Pair, file, format string, human bool) error {
	f, err := os.Open(file)
	if err != nil {
		return usage(fmt.Errorf("import %s: %w; check the name", file, fsys.Cause(err)))
	}
	defer f.Close()
	r, err := m.Import(ctx, pair, f, memory.ImportOptions{Name: file, Human: human, Format: formatFor(format, file)})
	if err != nil {
		return err
	}
	n, why := skipped(r.Skipped)
	fmt.Fprintln(p.out, p.text("memory.imported", map[string]any{"File": file, "Source": pair.Source, "Target": pair.Target,
		"Added": r.Added, "Updated": r.Updated, "Unchanged": r.Unchanged, "Skipped": n, "Reasons": why}))
	return nil
}

// knownFormat refuses the name of a format that there is not.
func knownFormat(name string) error {
	if name == "" {
		return nil
	}
	return known("--format", name, memory.FormatNames()...)
}

// formatFor is the format of that name, or else the one that the file's name
// tells.
func formatFor(name, file string) memory.Format {
	if f, ok := memory.FormatNamed(name); ok {
		return f
	}
	return memory.FormatOf(file)
}

// skipped says how many units were passed over, and why.
func skipped(reasons map[string]int) (n int, why string) {
	var parts []string
	for _, reason := range slices.Sorted(maps.Keys(reasons)) {
		n += reasons[reason]
		parts = append(parts, fmt.Sprintf("%d: %s", reasons[reason], reason))
	}
	if n == 0 {
		return 0, ""
	}
	return n, " (" + strings.Join(parts, "; ") + ")"
}

func (p *program) memoryExport() *cobra.Command {
	var out, format string
	cmd := &cobra.Command{
		Use:   "export",
		Short: p.text("memory.export.short", nil),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			if len(cfg.Targets) != 1 {
				return usage(fmt.Errorf("export one language at a time: add --target %s", cfg.Targets[0]))
			}
			if err := knownFormat(format); err != nil {
				return err
			}
			pair := memory.Pair{Source: cfg.Source, Target: cfg.Targets[0]}
			if err := mustBe(cfg, "export"); err != nil {
				return err
			}
			return p.withMemory(cfg, memory.Options{ReadOnly: true}, func(m *memory.Memory) error {
				return p.exportTo(cmd.Context(), m, pair, formatFor(format, out), out)
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "", p.text("flag.memory-format", nil))
	cmd.Flags().StringVarP(&out, "output", "o", "", p.text("flag.output", nil))
	return cmd
}

// exportTo writes the memory to standard output, or to a file that appears
// whole or not at all.
func (p *program) exportTo(ctx context.Context, m *memory.Memory, pair memory.Pair, format memory.Format, file string) error {
	if file == "" {
		return p.export(ctx, m, pair, format, p.out)
	}
	f, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".tmp-*")
	if err != nil {
		return fmt.Errorf("export memory to %s: %w", file, fsys.Cause(err))
	}
	defer os.Remove(f.Name()) // gone by then when all went well
	err = errors.Join(p.export(ctx, m, pair, format, f), f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		return fmt.Errorf("export memory to %s: %w", file, err)
	}
	return nil
}

// export writes the memory and says on standard error what the format could not
// hold.
func (p *program) export(ctx context.Context, m *memory.Memory, pair memory.Pair, format memory.Format, w io.Writer) error {
	done, err := m.Export(ctx, pair, format, w, nil)
	if err == nil && len(done.Skipped) > 0 {
		n, why := skipped(done.Skipped)
		p.warn(p.text("memory.left-out", map[string]any{"Skipped": n, "Reasons": why}))
	}
	return err
}
