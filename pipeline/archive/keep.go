package archive

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"

	"targman/pipeline/fsys"
)

// Keep puts a page and its facts into the archive; the facts get a name, where
// they have none, and what is known by the page alone. They are returned as they
// are kept.
func (a *Archive) Keep(f Facts, page []byte) (Facts, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	sum := sha256.Sum256(page)
	digits := hex.EncodeToString(sum[:])
	same := f.SHA256 == digits
	f.SHA256, f.Size = digits, int64(len(page))
	return a.store(f, func(f Facts) error {
		if same {
			if _, err := a.Load(f); err == nil { // else it is damaged
				return nil
			}
		}
		return a.write(f.file(), page)
	})
}

// Note puts facts into the archive without a page; one that is kept already
// stays. Facts that are there already are not written again.
func (a *Archive) Note(f Facts) (Facts, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.store(f, func(Facts) error { return nil })
}

// store names the facts, has the page written, and writes the facts.
func (a *Archive) store(f Facts, page func(Facts) error) (Facts, error) {
	if f.Name == "" {
		f.Name = a.name(f)
	}
	err := a.open(path.Dir(f.Name))
	if err == nil {
		err = page(f)
	}
	line, err2 := f.line()
	if err = errors.Join(err, err2); err == nil && a.changes(f, line) {
		if err = a.write(f.Name+factsSuffix, line); err == nil {
			err = a.sync(path.Dir(f.Name)) // the names of both files
		}
	}
	if err != nil {
		return f, &StorageError{Path: filepath.Join(a.dir, filepath.FromSlash(f.Name)), Err: fsys.Cause(err)}
	}
	a.put(f)
	return f, nil
}

// changes says that the facts are not those that are kept.
func (a *Archive) changes(f Facts, line []byte) bool {
	old := a.byID[f.ID]
	if old == nil {
		return true
	}
	was, err := old.line()
	return err != nil || string(was) != string(line)
}

// open makes the folder of the archive and that of a host, where they are
// missing, and removes what a run that died has left there.
func (a *Archive) open(host string) error {
	if a.root == nil {
		if err := os.MkdirAll(a.dir, 0o777); err != nil {
			return err
		}
		root, err := os.OpenRoot(a.dir)
		if err != nil {
			return err
		}
		a.root = root
	}
	if _, err := a.root.Stat(host); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := a.root.Mkdir(host, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return a.sync(".")
}

// write replaces a file whole. Its bytes are durable then, its name after sync.
func (a *Archive) write(name string, data []byte) error {
	var random [12]byte
	_, _ = rand.Read(random[:]) // never fails: https://pkg.go.dev/crypto/rand#Read
	temp := path.Join(path.Dir(name), "."+path.Base(name)+".tmp-"+hex.EncodeToString(random[:]))
	err := a.stage(temp, data)
	if err == nil {
		err = a.root.Rename(temp, name)
	}
	if err != nil {
		_ = a.root.Remove(temp) // the first error is the one that matters
	}
	return err
}

// stage writes a file to the disk.
func (a *Archive) stage(name string, data []byte) error {
	f, err := a.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// sync makes the names in a folder durable.
func (a *Archive) sync(folder string) error {
	f, err := a.root.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// leftovers are the temporary files of this package.
var leftovers = regexp.MustCompile(`^\..+\.tmp-[0-9a-f]{24}$`)

// Clean removes what a run that died has left. No other run may be at work.
func (a *Archive) Clean() error {
	if a.root == nil {
		return nil
	}
	err := fs.WalkDir(a.root.FS(), ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() || !leftovers.MatchString(e.Name()) {
			return err
		}
		return a.root.Remove(p)
	})
	if err != nil {
		return &StorageError{Path: a.dir, Err: fsys.Cause(err)}
	}
	return nil
}

// StorageError says that the archive cannot be written: its disk is full,
// read-only, failing or not ours.
type StorageError struct {
	Path string
	Err  error
}

func (e *StorageError) Error() string {
	return fmt.Sprintf("write %s: %v; see that there is room and leave to write, then run again", e.Path, e.Err)
}

// Unwrap gives the cause.
func (e *StorageError) Unwrap() error { return e.Err }

// Load reads a page back; it has to be as it was fetched.
func (a *Archive) Load(f Facts) ([]byte, error) {
	const again = "remove it, and the next run fetches it again"
	if a.root == nil || !f.Kept() {
		return nil, fmt.Errorf("read %s: it has not been fetched", a.Path(f))
	}
	file, err := a.root.Open(f.file())
	if err != nil {
		return nil, fmt.Errorf("read %s: %w; %s", a.Path(f), fsys.Cause(err), again)
	}
	defer file.Close()
	data, err := readAll(file, f.Size)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", a.Path(f), fsys.Cause(err))
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.SHA256 {
		return nil, fmt.Errorf("read %s: it is not as it was fetched (its sha256 is another); %s", a.Path(f), again)
	}
	return data, nil
}

// readAll reads a file of at most so many bytes, and one more to show that it is
// larger.
func readAll(f *os.File, most int64) ([]byte, error) { return io.ReadAll(io.LimitReader(f, most+1)) }
