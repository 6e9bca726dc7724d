package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"slices"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/zeebo/xxh3"

	"targman/pipeline/fsys"
	"targman/pipeline/memory"
)

// importMark is put before the name of an imported file where the journal
// notes it; no article's name begins like this.
const importMark = "\x00import "

// importAll brings the files of the configuration into the memory, each when it
// is new or has changed since.
func (t *translation) importAll(ctx context.Context, m *memory.Memory, p memory.Pair) error {
	files, err := t.imports()
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := t.importOnce(ctx, m, p, file); err != nil {
			return err
		}
	}
	return nil
}

// imports are the files of the patterns, those of each in the order of their
// names.
func (t *translation) imports() (out []string, err error) {
	place := t.cfg.origins["memory.import"].place
	for _, pattern := range t.cfg.Memory.Import {
		files, err := doublestar.FilepathGlob(pattern)
		if err != nil {
			return nil, usage(fmt.Errorf("%s: memory.import: %s: %w", place, pattern, err))
		}
		if len(files) == 0 {
			return nil, usage(fmt.Errorf("%s: memory.import: there is no file %s; check the name or take it out", place, pattern))
		}
		slices.Sort(files)
		out = append(out, files...)
	}
	return out, nil
}

// imported says that the journal has a file with these very bytes; print stands
// for them.
func (t *translation) imported(ctx context.Context, m *memory.Memory, p memory.Pair, file string) (print string, known bool, err error) {
	f, err := os.Open(file)
	if err != nil {
		return "", false, usage(fmt.Errorf("import %s: %w", file, fsys.Cause(err)))
	}
	defer f.Close()
	h := xxh3.New()
	if _, err := f.WriteTo(h); err != nil {
		return "", false, fmt.Errorf("read %s: %w", file, err)
	}
	sum := h.Sum128().Bytes()
	print = hex.EncodeToString(sum[:])
	d, ok, err := m.Done(ctx, p, importMark+t.cfg.below(file))
	return print, ok && d.Fingerprint == print, err
}

// importOnce imports a file unless the journal has it. Units that do not name a
// machine count as people's work; they remember the file by its name below the
// project.
func (t *translation) importOnce(ctx context.Context, m *memory.Memory, p memory.Pair, file string) error {
	print, known, err := t.imported(ctx, m, p, file)
	if err != nil || known {
		return err
	}
	f, err := os.Open(file)
	if err != nil {
		return usage(fmt.Errorf("import %s: %w", file, fsys.Cause(err)))
	}
	defer f.Close()
	name := t.cfg.below(file)
	if _, err := m.Import(ctx, p, f, memory.ImportOptions{Name: name, Human: true, Format: memory.FormatOf(file)}); err != nil {
		return err
	}
	return m.SetDone(ctx, p, map[string]memory.Done{importMark + name: {Fingerprint: print}})
}
