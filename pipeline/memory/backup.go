package memory

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup writes the memory as one file, without a log beside it, which appears
// whole and checked or not at all; what is there under that name is replaced.
// A memory whose structure is damaged has no backup made of it. The Health is
// that of the backup: single damaged translations are in it as they are.
func (m *Memory) Backup(ctx context.Context, file string) (Health, error) {
	h, err := m.backup(ctx, file)
	return h, m.fault("back up", err)
}

func (m *Memory) backup(ctx context.Context, file string) (h Health, err error) {
	if m.read == nil {
		return h, &fs.PathError{Op: "open", Path: m.path, Err: fs.ErrNotExist}
	}
	temp, err := temporary(file)
	if err != nil {
		return h, err
	}
	defer os.Remove(temp) // gone by then when all went well
	// An empty file is taken as if there was none.
	if _, err := m.read.ExecContext(ctx, "VACUUM INTO ?", temp); err != nil {
		return h, err
	}
	if h, err = CheckFile(ctx, temp); err != nil {
		return h, err
	}
	if n := h.Damage[Structure] + h.Damage[Schema]; n > 0 {
		return h, fmt.Errorf("%w: %s", errGarbled, h.Faults[0].Detail)
	}
	return h, place(temp, file)
}

// CheckFile opens a memory for reading and checks it.
func CheckFile(ctx context.Context, file string) (Health, error) {
	if _, err := os.Stat(file); err != nil {
		return Health{}, err
	}
	m, err := Open(file, Options{ReadOnly: true})
	if err != nil {
		return Health{}, err
	}
	h, err := m.Check(ctx)
	return h, errors.Join(err, m.Close())
}

// Restore puts a backup in the place of the memory in the file at path, which
// nobody else may have open. What was there is kept under the name aside, and
// under that with -wal. A backup in which anything is damaged is refused, and
// then nothing has changed.
func Restore(ctx context.Context, path, backup, aside string) (Health, error) {
	fault := func(err error) error {
		return (&Memory{path: path}).fault("restore", err)
	}
	temp, err := temporary(path)
	if err != nil {
		return Health{}, fault(err)
	}
	defer os.Remove(temp)
	h, err := copyChecked(ctx, backup, temp)
	if err != nil {
		return h, err
	}
	if err := setAside(path, aside); err != nil {
		return h, fault(err)
	}
	return h, fault(place(temp, path))
}

// copyChecked copies a backup that is sound and has no log; the copy is what is
// checked.
func copyChecked(ctx context.Context, from, to string) (h Health, err error) {
	fault := func(err error) error { return (&Memory{path: from}).fault("restore from", err) }
	if info, err := os.Stat(from + "-wal"); err == nil && info.Size() > 0 {
		return h, fmt.Errorf("restore from %s: it has a log beside it, %s-wal, so it is a memory in use and no backup; make one of it with targman memory backup", from, from)
	}
	if err := copyFile(from, to); err != nil {
		return h, fault(err)
	}
	if h, err = CheckFile(ctx, to); err != nil {
		var e *Error
		if errors.As(err, &e) {
			err = e.Err
		}
		return h, &Error{Op: "restore from", Path: from, Kind: classify(err), Err: err, hint: "nothing was changed; take another backup"}
	}
	switch {
	case h.Version == 0:
		return h, &Error{Op: "restore from", Path: from, Kind: Foreign, Err: errEmpty, hint: "nothing was changed; take another backup"}
	case !h.Sound():
		return h, &Error{Op: "restore from", Path: from, Kind: Corrupt, Err: fmt.Errorf("%w: %s", errGarbled, h.Faults[0].Detail), hint: "nothing was changed; take another backup"}
	}
	return h, nil
}

var errEmpty = errors.New("it is an empty file")

// setAside gives what stands at path a second name, and then takes the log
// away: a log that does not belong to a file destroys it. Whenever this breaks
// off, all that was there is there under one name or both.
func setAside(path, aside string) error {
	for _, end := range []string{"", "-wal"} {
		err := os.Link(path+end, aside+end)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil && !errors.Is(err, fs.ErrExist): // a file system without links
			err = copyFile(path+end, aside+end)
		}
		if err != nil {
			return err
		}
	}
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return err
	}
	for _, end := range []string{"-wal", "-shm"} {
		if err := os.Remove(path + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// SetSpoolAside gives the spool of the memory in the file at path to the memory
// that was set aside, so that nothing of it is brought back.
func SetSpoolAside(path, aside string) error {
	err := os.Rename(path+spoolEnd, aside+spoolEnd)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = syncFolder(filepath.Dir(path))
	}
	return FileFault("restore", path, err)
}

// temporary makes an empty file beside the named one.
func temporary(file string) (string, error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".tmp-*")
	if err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

// place syncs a file and gives it its name.
func place(temp, file string) error {
	f, err := os.OpenFile(temp, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(temp, file); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(file))
}

func syncFolder(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
