// Package archive keeps pages and feeds as they were fetched, so that a run can
// be repeated without asking anybody, and what is known of each. It is the list
// of work too: what is due was seen in a feed and has not been fetched. Below the
// folder of an archive stand, for each page,
//
//	HOST/SLUG-HASH.html        the page, byte for byte (a feed ends with .feed)
//	HOST/SLUG-HASH.facts.json  one line of facts
//
// Both are replaced whole: written beside, synced, renamed. The page is put in
// place before its facts, so facts never speak of a page that is not there.
// Nothing is ever removed. Start at Open.
package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"targman/pipeline/fsys"
)

// Kind is what an address was found to be.
type Kind string

// The kinds.
const (
	Page Kind = "page"
	Feed Kind = "feed"
)

// Archive is a folder of pages. It may be used by several goroutines, and by one
// process at a time if it writes.
type Archive struct {
	dir  string
	root *os.Root

	mu    sync.Mutex
	byID  map[string]*Facts
	names map[string]string // the id that has a name
	// damaged are files with facts that cannot be read.
	damaged []string
}

// Open reads the facts of an archive. A folder that is not there is an empty
// archive; it is made by the first Keep or Note.
func Open(dir string) (*Archive, error) {
	a := &Archive{dir: dir, byID: map[string]*Facts{}, names: map[string]string{}}
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return a, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open archive %s: %w", dir, fsys.Cause(err))
	}
	a.root = root
	if err := a.read(); err != nil {
		return nil, errors.Join(fmt.Errorf("open archive %s: %w", dir, fsys.Cause(err)), root.Close())
	}
	return a, nil
}

// read takes in all facts, in the order of their names.
func (a *Archive) read() error {
	hosts, err := fs.ReadDir(a.root.FS(), ".")
	if err != nil {
		return err
	}
	for _, h := range hosts {
		if !h.IsDir() {
			continue
		}
		if err := a.readHost(h.Name()); err != nil {
			return err
		}
	}
	return nil
}

// readHost takes in the facts of one host.
func (a *Archive) readHost(host string) error {
	root, err := a.root.OpenRoot(host)
	if err != nil {
		return err
	}
	defer root.Close()
	files, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return err
	}
	there := make(map[string]bool, len(files))
	for _, f := range files {
		there[f.Name()] = true
	}
	for _, f := range files {
		name, ok := strings.CutSuffix(f.Name(), factsSuffix)
		if !ok || strings.HasPrefix(name, ".") {
			continue
		}
		if err := a.readFacts(root, path.Join(host, name), there); err != nil {
			return err
		}
	}
	return nil
}

// readFacts takes in one file. One that is damaged is left where it is and told
// of; the page is fetched again under the same name.
func (a *Archive) readFacts(root *os.Root, name string, there map[string]bool) error {
	file, err := root.Open(path.Base(name) + factsSuffix)
	if err != nil {
		return err
	}
	defer file.Close()
	data, err := readAll(file, maxFacts)
	if err != nil {
		return err
	}
	f, err := parseFacts(data, name)
	if err != nil || a.byID[f.ID] != nil {
		a.damaged = append(a.damaged, filepath.Join(a.dir, filepath.FromSlash(name+factsSuffix)))
		return nil
	}
	if f.Kept() && !there[path.Base(f.file())] {
		f.forget()
	}
	a.put(f)
	return nil
}

func (a *Archive) put(f Facts) {
	a.byID[f.ID] = &f
	a.names[f.Name] = f.ID
}

// Damaged are the files whose facts cannot be read, or are those of another file.
func (a *Archive) Damaged() []string { return a.damaged }

// Close lets go of the folder.
func (a *Archive) Close() error {
	if a.root == nil {
		return nil
	}
	return a.root.Close()
}

// Find gives the facts of an id.
func (a *Archive) Find(id string) (Facts, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	f := a.byID[id]
	if f == nil {
		return Facts{}, false
	}
	return *f, true
}

// Of are the pages that stood in a feed at any time, by name.
func (a *Archive) Of(feed string) []Facts {
	a.mu.Lock()
	defer a.mu.Unlock()
	var out []Facts
	for _, id := range slices.Sorted(maps.Keys(a.byID)) {
		f := a.byID[id]
		if _, ok := f.Feeds[feed]; ok {
			out = append(out, *f)
		}
	}
	slices.SortFunc(out, func(x, y Facts) int { return strings.Compare(x.Name, y.Name) })
	return out
}

// Path is the page as a person would name it.
func (a *Archive) Path(f Facts) string { return filepath.Join(a.dir, filepath.FromSlash(f.file())) }
