package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"targman/glossary"
	"targman/pipeline/fsys"
)

func (p *program) glossaryFmt() *cobra.Command {
	var check bool
	cmd := &cobra.Command{
		Use:   "fmt [PATH ...]",
		Short: p.text("glossary.fmt.short", nil),
		Long:  p.text("glossary.fmt.long", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			files, err := glossaryFiles(cfg, args)
			if err != nil {
				return err
			}
			return p.format(files, check)
		},
	}
	cmd.Flags().BoolVar(&check, "check", false, p.text("glossary.fmt.check", nil))
	return cmd
}

// format lays files out anew and prints the names of those that change; with
// check nothing is written. A file that cannot be read stops none of the
// others.
func (p *program) format(files []glossary.File, check bool) error {
	var faults []error
	changed := false
	for _, f := range files {
		out, err := glossary.Format(f)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		if bytes.Equal(out, f.Data) {
			continue
		}
		changed = true
		if !check {
			if err := replaceFile(f.Name, out); err != nil {
				return err
			}
		}
		fmt.Fprintln(p.out, f.Name)
	}
	if err := errors.Join(faults...); err != nil {
		return usage(err)
	}
	if check && changed {
		return errFindings
	}
	return nil
}

// writeFile writes a file that is made anew, whole or not at all. It takes the
// place of a symbolic link, which somebody may have led anywhere.
func writeFile(name string, data []byte) error {
	if err := fsys.Replace(name, data); err != nil {
		return fmt.Errorf("write %s: %w; give the program leave to write in its folder", name, fsys.Cause(err))
	}
	return nil
}

// replaceFile writes a file of the project that is read, too: whole or not at all,
// a symbolic link stays one, and a file keeps its mode.
func replaceFile(name string, data []byte) error {
	return replaceFiles(glossary.File{Name: name, Data: data})
}

// replaceFiles is replaceFile for several: none is replaced before all are on
// the disk.
func replaceFiles(files ...glossary.File) (err error) {
	var ready []staged
	defer func() {
		for _, s := range ready {
			_ = os.Remove(s.temp) // gone by then when all went well
		}
	}()
	for _, f := range files {
		s, err := stage(f.Name, f.Data)
		if err != nil {
			return err
		}
		ready = append(ready, s)
	}
	for _, s := range ready {
		if err := os.Rename(s.temp, s.name); err != nil {
			return fmt.Errorf("write %s: %w", s.name, fsys.Cause(err))
		}
	}
	return nil
}

// staged is a file that waits to take another one's place.
type staged struct{ temp, name string }

// stage writes what is to become a file beside it.
func stage(name string, data []byte) (staged, error) {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	mode := os.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".tmp-*")
	if err != nil {
		return staged{}, fmt.Errorf("write %s: %w; give the program leave to write in its folder", name, fsys.Cause(err))
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		err = errors.Join(fmt.Errorf("write %s: %w", name, fsys.Cause(err)), os.Remove(f.Name()))
	}
	return staged{f.Name(), name}, err
}
