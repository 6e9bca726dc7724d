package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"targman/pipeline"
)

// place is where the file of an article lies: as seen from the memory's folder,
// since the memory is what remembers it, and from the root. What is no file has
// none.
func (t *translation) place(path string) pipeline.Place {
	abs, err := filepath.Abs(path)
	base, err2 := filepath.Abs(filepath.Dir(t.cfg.Memory.File))
	if err != nil || err2 != nil || strings.Contains(path, "://") {
		return pipeline.Place{}
	}
	below, err := filepath.Rel(base, abs)
	if err != nil { // on another volume
		below = abs
	}
	return pipeline.Place{Below: filepath.ToSlash(below), Absolute: filepath.ToSlash(abs)}
}

// gone says that an article is there no more: neither where it was nor, should
// project or memory have been moved, where it would be now. Where the folder of
// the articles itself is missing or empty, a disk may not be mounted, and nobody
// can tell.
func (t *translation) gone(p pipeline.Place, document string) bool {
	now := filepath.FromSlash(p.Below)
	if !filepath.IsAbs(now) {
		now = filepath.Join(filepath.Dir(t.cfg.Memory.File), now)
	}
	return missing(now) && missing(filepath.FromSlash(p.Absolute)) && filled(articlesFolder(now, document))
}

func missing(file string) bool {
	_, err := os.Lstat(file)
	return errors.Is(err, fs.ErrNotExist)
}

// articlesFolder is the folder below which an article has its name.
func articlesFolder(file, document string) string {
	if folder, ok := strings.CutSuffix(filepath.ToSlash(file), "/"+document); ok {
		return filepath.FromSlash(folder)
	}
	return filepath.Dir(file)
}

// filled says that there is anything in a folder.
func filled(folder string) bool {
	f, err := os.Open(folder)
	if err != nil {
		return false
	}
	defer f.Close()
	names, _ := f.Readdirnames(1)
	return len(names) > 0
}
