package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"targman/pipeline/fsys"
	"targman/pipeline/memory"
)

// backupTime is the part of a backup's name that says when it was made, UTC.
const backupTime = "20060102T150405.000Z"

// backups are the backups of one memory in one folder.
type backups struct {
	*program
	folder string
	keep   int
	exact  bool // leave out what was kept since
}

// backupFolder is where the backups of a memory are when no other folder is named.
func backupFolder(file string) string { return filepath.Join(filepath.Dir(file), "backup") }

// of is the folder of the backups, and what their names begin with.
func (b *backups) of(cfg *loaded) (folder, prefix string) {
	folder = b.folder
	if folder == "" {
		folder = backupFolder(cfg.Memory.File)
	}
	base := filepath.Base(cfg.Memory.File)
	return folder, strings.TrimSuffix(base, filepath.Ext(base)) + "-"
}

// list has the backups, the oldest first.
func (b *backups) list(cfg *loaded) (files []string, err error) {
	folder, prefix := b.of(cfg)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		name, ok := strings.CutPrefix(e.Name(), prefix)
		name, ok2 := strings.CutSuffix(name, ".db")
		if _, err := time.Parse(backupTime, name); ok && ok2 && err == nil {
			files = append(files, filepath.Join(folder, e.Name()))
		}
	}
	slices.Sort(files)
	return files, nil
}

// next is the name of a new backup, which comes after those that there are,
// whatever the clock says.
func (b *backups) next(cfg *loaded, now time.Time) (string, error) {
	folder, prefix := b.of(cfg)
	files, err := b.list(cfg)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", memory.FileFault("back up", cfg.Memory.File, err)
	}
	if len(files) > 0 {
		newest := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(files[len(files)-1]), prefix), ".db")
		if at, err := time.Parse(backupTime, newest); err == nil && !now.Truncate(time.Millisecond).After(at) {
			now = at.Add(time.Millisecond)
		}
	}
	return filepath.Join(folder, prefix+now.UTC().Format(backupTime)+".db"), nil
}

func (p *program) memoryBackup() *cobra.Command {
	b := &backups{program: p}
	cmd := &cobra.Command{
		Use:   "backup",
		Short: p.text("memory.backup.short", nil),
		Long:  p.text("memory.backup.long", nil),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			if b.keep < 1 {
				return usage(fmt.Errorf("--keep: found %d, expected 1 or more", b.keep))
			}
			if err := mustBe(cfg, "back up"); err != nil {
				return err
			}
			return locked(cfg, func() error { return b.make(cmd, cfg) })
		},
	}
	cmd.Flags().StringVar(&b.folder, "folder", "", p.text("flag.backup-folder", nil))
	cmd.Flags().IntVar(&b.keep, "keep", 7, p.text("flag.keep", nil))
	return p.ifLocked(cmd)
}

// make makes a backup and removes the oldest ones. While anything is damaged
// none is removed: the old ones may be all that is whole.
func (b *backups) make(cmd *cobra.Command, cfg *loaded) error {
	file, err := b.next(cfg, time.Now())
	if err != nil {
		return err
	}
	var h memory.Health
	err = b.withMemory(cfg, memory.Options{ReadOnly: true}, func(m *memory.Memory) (err error) {
		h, err = m.Backup(cmd.Context(), file)
		return err
	})
	if err != nil {
		return err
	}
	if !h.Sound() {
		fmt.Fprintln(b.out, b.text("memory.backup.damaged", map[string]any{"File": file, "Units": h.Units}))
		b.tellFaults(h)
		return errFindings
	}
	files, err := b.list(cfg)
	if err != nil {
		return fmt.Errorf("back up memory %s: %w", cfg.Memory.File, err)
	}
	old := files[:max(0, len(files)-b.keep)]
	for _, name := range old {
		if err := os.Remove(name); err != nil {
			return fmt.Errorf("back up memory %s: %w; the new backup is %s", cfg.Memory.File, err, file)
		}
	}
	fmt.Fprintln(b.out, b.text("memory.backup.done", map[string]any{"File": file, "Units": h.Units, "Kept": len(files) - len(old), "Removed": len(old)}))
	return nil
}

func (p *program) memoryRestore() *cobra.Command {
	b := &backups{program: p}
	cmd := &cobra.Command{
		Use:   "restore [FILE]",
		Short: p.text("memory.restore.short", nil),
		Long:  p.text("memory.restore.long", nil),
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			return p.changing(cmd, cfg, func() error { return b.restore(cmd, cfg, args) })
		},
	}
	cmd.Flags().StringVar(&b.folder, "folder", "", p.text("flag.backup-folder", nil))
	cmd.Flags().BoolVar(&b.exact, "exact", false, p.text("flag.exact", nil))
	return p.ifLocked(cmd)
}

// restore puts a backup in the place of the memory; what was kept since comes
// back from the spool, unless that is not wanted.
func (b *backups) restore(cmd *cobra.Command, cfg *loaded, args []string) error {
	file, err := b.chosen(cfg, args)
	if err != nil {
		return err
	}
	aside := unusedAside(cfg.Memory.File, time.Now())
	h, err := memory.Restore(cmd.Context(), cfg.Memory.File, file, aside)
	if err == nil && b.exact {
		err = memory.SetSpoolAside(cfg.Memory.File, aside)
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(b.out, b.text("memory.restore.done", map[string]any{"File": file, "Memory": cfg.Memory.File, "Units": h.Units}))
	if _, err := os.Lstat(aside); err == nil {
		fmt.Fprintln(b.out, b.text("memory.restore.aside", map[string]any{"Aside": aside}))
	}
	return b.withMemory(cfg, memory.Options{}, func(*memory.Memory) error { return nil })
}

// unusedAside is a name for what is in the memory's place.
func unusedAside(file string, now time.Time) string {
	for ; ; now = now.Add(time.Millisecond) {
		aside := file + ".before-" + now.UTC().Format(backupTime)
		if _, err := os.Lstat(aside); err != nil {
			return aside
		}
	}
}

// chosen is the backup that was named, or the newest one.
func (b *backups) chosen(cfg *loaded, args []string) (string, error) {
	if len(args) == 1 {
		if _, err := os.Stat(args[0]); err != nil {
			return "", usage(fmt.Errorf("restore from %s: %w; check the name", args[0], fsys.Cause(err)))
		}
		return args[0], nil
	}
	files, err := b.list(cfg)
	if err == nil && len(files) > 0 {
		return files[len(files)-1], nil
	}
	folder, _ := b.of(cfg)
	return "", usage(fmt.Errorf("restore memory %s: there is no backup in %s; name one, or another folder with --folder", cfg.Memory.File, folder))
}
