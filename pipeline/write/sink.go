package write

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// Sink writes articles into one folder. Different articles may be written at
// the same time.
type Sink struct {
	root    *os.Root
	dir     string
	formats []Format
	disk    disk
	// run and count name temporary files; run is random.
	run   string
	count atomic.Uint64
	// made holds the folders that are known to exist.
	made sync.Map
	// renamed holds the folders in which files have got their names since the
	// last Sync.
	renamed sync.Map
	buffers sync.Pool
}

// Result says what became of an article's files.
type Result struct{ Files []File }

// File is one output file.
type File struct {
	// Name is slash-separated, below the sink's folder.
	Name string `json:"name"`
	// Size is in bytes.
	Size int64 `json:"size"`
	// Changed says that the file was written; otherwise it stood there with
	// the same bytes and was not touched.
	Changed bool `json:"changed"`
	// Modified is the file's modification time.
	Modified time.Time `json:"modified"`
	// Edited is the name under which the file is kept that stood there and that
	// somebody had changed; empty where nobody had.
	Edited string `json:"edited,omitempty"`
}

// Open makes the folder where it is missing, sees that it can be written, and
// removes what a run that died has left there. Only one Sink may be open on a
// folder. The formats are names from the table.
func Open(dir string, formats []string) (*Sink, error) {
	s := &Sink{dir: dir, disk: newDisk()}
	for _, name := range formats {
		i := find(name)
		if i < 0 {
			return nil, fmt.Errorf("open output %s: there is no format %q; the formats are %s", dir, name, strings.Join(names(), ", "))
		}
		s.formats = append(s.formats, Formats()[i])
	}
	s.buffers.New = func() any { b := make([]bytes.Buffer, len(s.formats)); return &b }
	var seed [6]byte
	_, _ = rand.Read(seed[:]) // never fails: https://pkg.go.dev/crypto/rand#Read
	s.run = hex.EncodeToString(seed[:])
	if err := s.open(); err != nil {
		return nil, err
	}
	return s, nil
}

func names() []string {
	var out []string
	for _, f := range Formats() {
		out = append(out, f.Name)
	}
	return out
}

func (s *Sink) open() error {
	switch info, err := os.Lstat(s.dir); {
	case err == nil && info.Mode()&fs.ModeSymlink != 0:
		return fmt.Errorf("open output %s: it is a symbolic link; name the folder that it leads to", s.dir)
	case err == nil && !info.IsDir():
		return fmt.Errorf("open output %s: it is a file; name a folder", s.dir)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return storage(s.dir, err)
	}
	if err := os.MkdirAll(s.dir, 0o777); err != nil {
		return storage(s.dir, err)
	}
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return storage(s.dir, err)
	}
	s.root = root
	if err := s.prepare(); err != nil {
		return errors.Join(storage(s.dir, err), root.Close())
	}
	return nil
}

// prepare cleans the folder and proves that it takes a file, before anybody
// pays for a translation.
func (s *Sink) prepare() error {
	if err := removeLeftovers(s.root); err != nil {
		return err
	}
	probe := tempName("probe", s.random())
	if err := s.root.WriteFile(probe, []byte(s.run), 0o666); err != nil {
		_ = s.root.Remove(probe) // the first error is the one that matters
		return err
	}
	return s.root.Remove(probe)
}

// random is unlike any other that a sink has given: 24 hexadecimal digits.
func (s *Sink) random() string { return fmt.Sprintf("%s%012x", s.run, s.count.Add(1)) }

// Close lets go of the folder.
func (s *Sink) Close() error { return s.root.Close() }

// Write renders the article in every format and puts the files into the
// folder. A file that would not change is not touched. One of was, the files as they
// were written before, that stands otherwise now is somebody's work: it is kept
// beside the new one, as NAME.edited.SUFFIX. When it fails, files are either as they
// were or whole and new.
func (s *Sink) Write(d *Doc, was ...File) (Result, error) {
	files := make([]string, len(s.formats))
	for i, f := range s.formats {
		files[i] = f.file(d.Article.Name, d.Article.Ext)
		if err := CheckName(files[i]); err != nil {
			return Result{}, err
		}
		if slices.Contains(files[:i], files[i]) {
			return Result{}, fmt.Errorf("name output %q: two formats would write it; leave one of them out", files[i])
		}
	}
	return s.put(d, files, was)
}

// mostHeld is how much of an article is held before it goes to disk, in bytes.
const mostHeld = 8 << 20

// put renders the files of one article and brings them to disk: all temporary
// files first, so that a full disk changes nothing, then the renames.
func (s *Sink) put(d *Doc, files []string, was []File) (Result, error) {
	if len(files) == 0 {
		return Result{}, nil
	}
	folder := path.Dir(files[0])
	root, err := s.folder(folder)
	if err != nil {
		return Result{}, storage(path.Join(s.dir, folder), err)
	}
	defer root.Close()
	b := batch{root: root, dir: path.Join(s.dir, folder), disk: s.disk}
	defer b.discard()
	if err := s.stage(&b, d, files); err != nil {
		return Result{}, err
	}
	for i, f := range s.formats {
		if slices.ContainsFunc(was, func(w File) bool { return w.Name == files[i] && !s.Stands(w) }) {
			b.keep(path.Base(files[i]), cmp.Or(f.Suffix, d.Article.Ext))
		}
	}
	if len(b.staged) > 0 {
		s.renamed.Store(folder, true)
	}
	if err := b.commit(); err != nil {
		return Result{}, err
	}
	return b.result(files)
}

// stage renders the article in every format. The files go to disk side by side,
// those of a large article as soon as they are too much to be held.
func (s *Sink) stage(b *batch, d *Doc, files []string) error {
	pooled := s.buffers.Get().(*[]bytes.Buffer)
	defer s.buffers.Put(pooled)
	bufs := *pooled
	var g errgroup.Group
	held := 0
	for i, f := range s.formats {
		bufs[i].Reset()
		if err := f.Render(&bufs[i], d); err != nil {
			return errors.Join(fmt.Errorf("render %s: %w", files[i], err), g.Wait())
		}
		g.Go(func() error { return b.stage(path.Base(files[i]), bufs[i].Bytes(), s.random()) })
		if held += bufs[i].Len(); held > mostHeld {
			if err := g.Wait(); err != nil {
				return err
			}
			clear(bufs[:i+1])
			held = 0
		}
	}
	return g.Wait()
}

// Sync makes the names durable that files have got since the last call; their
// bytes are durable already. Call it before noting anywhere that an article is
// done.
func (s *Sink) Sync() error {
	var failed error
	s.renamed.Range(func(folder, _ any) bool {
		s.renamed.Delete(folder)
		if err := s.disk.syncFolder(s.root, folder.(string)); err != nil {
			failed = storage(path.Join(s.dir, folder.(string)), err)
		}
		return failed == nil
	})
	return failed
}

// folder opens a folder below the sink's, and makes it where it is missing.
func (s *Sink) folder(name string) (*os.Root, error) {
	if err := s.mkdir(name); err != nil {
		return nil, err
	}
	return s.root.OpenRoot(name)
}

// mkdir makes a folder below the sink's with all above it, and makes the new
// names durable.
func (s *Sink) mkdir(folder string) error {
	if _, ok := s.made.Load(folder); ok || folder == "." {
		return nil
	}
	if err := s.root.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	for at := folder; at != "."; {
		at = path.Dir(at)
		if err := s.disk.syncFolder(s.root, at); err != nil {
			return err
		}
	}
	s.made.Store(folder, true)
	return nil
}
