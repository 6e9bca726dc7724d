package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"targman/pipeline"
	"targman/pipeline/aligned"
	"targman/pipeline/fsys"
	"targman/pipeline/write"
)

// read reads the files and sorts their segments by target language.
func (m *merging) read(files []string) (map[string][]pipeline.Returned, error) {
	out := map[string][]pipeline.Returned{}
	var faults []error
	for _, file := range files {
		target, units, err := m.readFile(file)
		if err != nil {
			faults = append(faults, fmt.Errorf("merge %s: %w", file, err))
			continue
		}
		out[target] = append(out[target], units...)
	}
	return out, errors.Join(faults...)
}

// readFile reads a file in the first of the project's languages that it is in.
func (m *merging) readFile(file string) (target string, units []pipeline.Returned, err error) {
	targets := m.cfg.Targets
	if t := m.folderOf(file); t != "" {
		targets = []string{t}
	}
	var first error
	for _, t := range targets {
		units, err := m.readAs(file, t)
		if err == nil {
			return t, units, nil
		}
		if first == nil {
			first = err
		}
	}
	return "", nil, first
}

// folderOf is the target language whose output folder the file is in; it tells
// the language of a table, which does not name it.
func (m *merging) folderOf(file string) string {
	for _, t := range m.cfg.Targets {
		if name, ok := within(filepath.Join(m.cfg.Out, t), file); ok && name != "" {
			return t
		}
	}
	return ""
}

// within is the slash-separated path of the file below a folder.
func within(folder, file string) (string, bool) {
	abs, err := filepath.Abs(folder)
	path, err2 := filepath.Abs(file)
	if err != nil || err2 != nil {
		return "", false
	}
	rel, err := filepath.Rel(abs, path)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

func (m *merging) readAs(file, target string) ([]pipeline.Returned, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("%w; check the name", fsys.Cause(err))
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, errors.New("it is a folder; name the files in it")
	}
	r, err := aligned.Open(file, f, aligned.Options{Source: m.cfg.Source, Target: target, Strict: true})
	if err != nil {
		return nil, err
	}
	hint := m.document(file, target)
	var out []pipeline.Returned
	for {
		u, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		out = append(out, pipeline.Returned{Unit: u, File: file, Hint: hint})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("found no segment in %s and %s, expected some; is it of another language?", m.cfg.Source, target)
	}
	return out, nil
}

// document is the article that the name of a file speaks of.
func (m *merging) document(file, target string) string {
	name, ok := within(filepath.Join(m.cfg.Out, target), file)
	if !ok {
		name = filepath.Base(file)
	}
	best := ""
	for _, f := range write.Formats() {
		if f.Suffix != "" && strings.HasSuffix(name, f.Suffix) && len(f.Suffix) > len(best) {
			best = f.Suffix
		}
	}
	return write.Unedited(strings.TrimSuffix(name, best))
}
