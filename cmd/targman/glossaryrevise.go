package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"targman/glossary"
)

// homeOf is the file for a concept of a kind: the one that was named, or the one
// in which most concepts of the kind are.
func homeOf(files []glossary.File, cfg *loaded, named, kind string) (int, error) {
	if named != "" {
		for i, f := range files {
			if filepath.Clean(named) == f.Name || filepath.Base(f.Name) == named {
				return i, nil
			}
		}
		return 0, fmt.Errorf("%s is no file of the glossary (%s); make it first, or choose one that is there", named, strings.Join(cfg.Glossary, ", "))
	}
	best, most := -1, 0
	for i, f := range files {
		g, err := glossary.ParseEach(f)
		if err != nil {
			return 0, err
		}
		n := 0
		for _, c := range g.Concepts() {
			if string(c.Kind) == kind {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		return 0, fmt.Errorf("no file has a %s yet; name one with --file", kind)
	}
	return best, nil
}

// revision puts many concepts into the files of the glossary, all or none.
type revision struct {
	*program
	cfg *loaded
	// files are as they were read.
	files []glossary.File
	// file is where new concepts go, or empty: to their kind.
	file  string
	homes map[glossary.Kind]int
	put   map[int][]*glossary.Concept
}

func (p *program) revise(cfg *loaded, files []glossary.File, file string) *revision {
	return &revision{program: p, cfg: cfg, files: files, file: file, homes: map[glossary.Kind]int{}, put: map[int][]*glossary.Concept{}}
}

// add takes a new concept up, and gives it its file.
func (r *revision) add(c *glossary.Concept) error {
	at, ok := r.homes[c.Kind]
	if !ok {
		var err error
		if at, err = homeOf(r.files, r.cfg, r.file, string(c.Kind)); err != nil {
			return err
		}
		r.homes[c.Kind] = at
	}
	c.File = r.files[at].Name
	r.put[at] = append(r.put[at], c)
	return nil
}

// change takes up a concept that is there already.
func (r *revision) change(c *glossary.Concept) error {
	at := slices.IndexFunc(r.files, func(f glossary.File) bool { return f.Name == c.File })
	if at < 0 {
		return fmt.Errorf("the concept %s is in no file of the glossary", c.ID)
	}
	r.put[at] = append(r.put[at], c)
	return nil
}

// make gives the files that change, as they should be. It refuses what would
// stop the glossary from being loaded or used.
func (r *revision) make() ([]glossary.File, error) {
	all := slices.Clone(r.files)
	var out []glossary.File
	for i, f := range r.files {
		if len(r.put[i]) == 0 {
			continue
		}
		data, err := glossary.Put(f, r.put[i])
		if err != nil {
			return nil, err
		}
		all[i].Data = data
		if !bytes.Equal(data, f.Data) {
			out = append(out, all[i])
		}
	}
	var faults []error
	for _, f := range lintAll(r.cfg, all) {
		if f.Severity == glossary.Error {
			faults = append(faults, fmt.Errorf("%s:%d: %s; %s", f.File, f.Line, named(f), f.Fix))
		}
	}
	const most = 20
	if more := len(faults) - most; more > 0 {
		faults = append(faults[:most], fmt.Errorf("and %d more like these", more))
	}
	return out, errors.Join(faults...)
}

// withNew is the files of a glossary and, if it is not there yet but would be one
// of them, the one that was named for new concepts, empty.
func withNew(cfg *loaded, files []glossary.File, named string) []glossary.File {
	if named == "" || filepath.Ext(named) != ".yaml" || slices.ContainsFunc(files, func(f glossary.File) bool { return filepath.Base(f.Name) == named || f.Name == filepath.Clean(named) }) {
		return files
	}
	for _, folder := range cfg.Glossary {
		info, err := os.Stat(folder)
		if err == nil && info.IsDir() && filepath.Clean(folder) == filepath.Dir(filepath.Clean(named)) {
			return append(files, glossary.File{Name: filepath.Clean(named)})
		}
	}
	return files
}
