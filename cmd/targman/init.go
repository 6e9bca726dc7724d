package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"targman/pipeline/fsys"
)

// starter is the project that init writes.
//
//go:embed all:starter
var starter embed.FS

func (p *program) init() *cobra.Command {
	return &cobra.Command{
		Use:   "init [FOLDER]",
		Short: p.text("init.short", nil),
		Long:  p.text("init.long", nil),
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			folder := "."
			if len(args) == 1 {
				folder = args[0]
			}
			return p.writeStarter(folder)
		},
	}
}

// writeStarter copies the starter project into a folder that is empty or not
// there yet.
func (p *program) writeStarter(folder string) error {
	switch entries, err := os.ReadDir(folder); {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return usage(fmt.Errorf("init %s: %w", folder, fsys.Cause(err)))
	case len(entries) > 0:
		return usage(fmt.Errorf("init %s: the folder is not empty (there is %s); nothing was written, name an empty or new one", folder, entries[0].Name()))
	}
	files, err := fs.Sub(starter, "starter")
	if err != nil {
		return err
	}
	if err := os.CopyFS(folder, files); err != nil {
		return fmt.Errorf("init %s: %w", folder, err)
	}
	whole, err := filepath.Abs(folder)
	if err != nil {
		whole = folder
	}
	fmt.Fprintln(p.out, p.text("init.done", map[string]any{"Folder": whole, "Config": filepath.Join(folder, configName)}))
	return nil
}
