package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"slices"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/zeebo/xxh3"

	"targman/pipeline/memory"
)

// importMark is put before the name of an imported file where the journal
// notes it; no article's name begins like this.
const importMark = "\x00import "

// importAll brings the files of the patterns into the memory, each when it
// is new or has changed since.
func (t *translation) importAll(ctx context.Context, m *memory.Memory, p memory.Pair) error {
	place := t.cfg.origins["memory.import"].place
	for _, pattern := range t.cfg.Memory.Import {
		files, err := doublestar.FilepathGlob(pattern)
		if err != nil {
			return usage(fmt.Errorf("%s: memory.import: %s: %w", place, pattern, err))
		}
		if len(files) == 0 {
			return usage(fmt.Errorf("%s: memory.import: there is no file %s; check the name or take it out", place, pattern))
		}
		slices.Sort(files)
		for _, file := range files {
			if err := importOnce(ctx, m, p, file, t.cfg.below(file)); err != nil {
				return err
			}
		}
	}
	return nil
}

// importOnce imports a file unless the journal has it with these very bytes.
// Units that do not name a machine count as people's work. name is what the
// units remember the file by.
func importOnce(ctx context.Context, m *memory.Memory, p memory.Pair, file, name string) error {
	f, err := os.Open(file)
	if err != nil {
		return usage(fmt.Errorf("import %s: %w", file, bare(err)))
	}
	defer f.Close()
	h := xxh3.New()
	if _, err := f.WriteTo(h); err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	sum := h.Sum128().Bytes()
	print, key := hex.EncodeToString(sum[:]), importMark+name
	if d, ok, err := m.Done(ctx, p, key); err != nil || ok && d.Fingerprint == print {
		return err
	}
	if _, err := f.Seek(0, 0); err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	if _, err := m.Import(ctx, p, f, memory.ImportOptions{Name: name, Human: true, Format: memory.FormatOf(file)}); err != nil {
		return err
	}
	return m.SetDone(ctx, p, map[string]memory.Done{key: {Fingerprint: print}})
}
