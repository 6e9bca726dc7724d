package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// small measures a run of three segments against a large memory, without the
// file of the index and with it.
func (b *bench) small() ([]figure, error) {
	folder, err := b.project("small")
	if err != nil {
		return nil, err
	}
	all, asked := b.sentences()
	if err := fill(filepath.Join(folder, "memory.db"), all); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(folder, "in", "three.txt"), []byte(document(asked[:3])), 0o644); err != nil {
		return nil, err
	}
	var runs [2]process
	for i := range runs {
		if runs[i], err = b.targman(folder, "translate", "--quiet", "--force"); err != nil {
			return nil, err
		}
		fmt.Fprintf(b.log, "run %d: %s\n", i+1, runs[i])
	}
	size := int64(0)
	if info, err := os.Stat(filepath.Join(folder, "memory.db.en-hy.fuzzy")); err == nil {
		size = info.Size() / 1_000_000
	}
	return []figure{
		{"whole run of three segments, memory of " + count(b.texts) + ", no index yet", "20 s, 400 MB", runs[0].String(), ""},
		{"the same with the index in its file", "does not wait", fmt.Sprintf("%s; file of %d MB", runs[1], size), ""},
	}, nil
}
