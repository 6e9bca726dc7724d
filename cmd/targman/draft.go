package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"targman/pipeline/memory"
)

// openDraft opens the memory for a look at what a run would meet, and writes
// nothing of the project. Where a run would first change the memory (files to be
// imported, a changed glossary, an older schema) a copy in the temporary folder
// is changed instead, and thrown away at the end.
func (t *translation) openDraft(ctx context.Context, w *wired) error {
	o := memory.Options{Penalties: penalties(t.cfg.Memory.Penalties), ReadOnly: true}
	m, err := memory.Open(t.cfg.Memory.File, o)
	if err != nil {
		return err
	}
	w.setMemory(m)
	pending, err := t.pending(ctx, w)
	if err != nil || !pending {
		return err
	}
	folder, err := os.MkdirTemp("", "targman-")
	if err != nil {
		return fmt.Errorf("look into the memory: %w; TMPDIR names another folder for temporary files", err)
	}
	w.closer = append(w.closer, func() error { return os.RemoveAll(folder) })
	file := filepath.Join(folder, filepath.Base(t.cfg.Memory.File))
	if err := m.Draft(ctx, file); err != nil {
		return err
	}
	o.ReadOnly, o.IndexOf = false, t.cfg.Memory.File
	if m, err = memory.Open(file, o); err != nil {
		return err
	}
	w.setMemory(m)
	return nil
}

// setMemory has the line work with a memory, which is closed with it.
func (w *wired) setMemory(m *memory.Memory) {
	w.closer = append(w.closer, m.Close)
	w.memory, w.line.Memory = m, m
}

// pending says that a run would change the memory before it looks into it.
func (t *translation) pending(ctx context.Context, w *wired) (bool, error) {
	if w.memory.Outdated() {
		return true, nil
	}
	files, err := t.imports()
	if err != nil {
		return false, err
	}
	for _, file := range files {
		if _, known, err := t.imported(ctx, w.memory, w.line.Pair, file); err != nil || !known {
			return true, err
		}
	}
	n, err := w.memory.Count(ctx, w.line.Pair)
	if err != nil || n == 0 {
		return false, err
	}
	g, ok, err := w.memory.Glossary(ctx, w.line.Pair)
	return !ok || g.Fingerprint != w.line.Glossary.Fingerprint(), err
}
