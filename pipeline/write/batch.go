package write

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"sync"
)

// batch is the files of one article on their way to disk. All of them stand in
// one folder, so that no name has to be followed through others again and
// again.
type batch struct {
	root *os.Root // the folder
	dir  string   // the folder as a person would name it
	disk disk
	// mu guards staged, which pairs temporary files with their final names.
	mu     sync.Mutex
	staged []staged
	// changed are the final names that were written.
	changed map[string]bool
	// edited are the names, by final names, under which is kept what stood there.
	edited map[string]string
}

type staged struct{ temp, name string }

// stage writes a file beside its final place, unless the same bytes stand
// there already.
func (b *batch) stage(name string, data []byte, random string) error {
	same, err := b.same(name, data)
	if err != nil {
		return b.fail(name, err)
	}
	if same {
		return nil
	}
	temp := tempName(name, random)
	f, err := b.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return b.fail(name, err)
	}
	b.mu.Lock()
	b.staged = append(b.staged, staged{temp, name})
	b.mu.Unlock()
	_, err = f.Write(data)
	if err == nil {
		// Never tried again: after a failed fsync the kernel may have dropped
		// the bytes. https://wiki.postgresql.org/wiki/Fsync_Errors
		err = b.disk.sync(f)
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return b.fail(name, err)
	}
	return nil
}

func (b *batch) fail(name string, err error) error { return storage(path.Join(b.dir, name), err) }

// same says that the file holds exactly data. What is not a regular file, a
// symbolic link above all, is replaced and never written through.
func (b *batch) same(name string, data []byte) (bool, error) {
	info, err := b.root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case info.IsDir():
		return false, errors.New("a folder stands there; move it away")
	case !info.Mode().IsRegular() || info.Size() != int64(len(data)):
		return false, nil
	}
	f, err := b.root.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	return equal(f, data)
}

// equal compares without holding the file in memory.
func equal(r io.Reader, data []byte) (bool, error) {
	var part [32 << 10]byte
	for {
		n, err := r.Read(part[:])
		if n > len(data) || !bytes.Equal(part[:n], data[:n]) {
			return false, nil
		}
		data = data[n:]
		if err == io.EOF {
			return len(data) == 0, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// commit gives every file its final name.
func (b *batch) commit() error {
	if len(b.staged) == 0 {
		return nil
	}
	b.changed = map[string]bool{}
	for len(b.staged) > 0 {
		s := b.staged[0]
		if err := b.aside(s.name); err != nil {
			return b.fail(s.name, err)
		}
		if err := b.root.Rename(s.temp, s.name); err != nil {
			return b.fail(s.name, err)
		}
		b.changed[s.name] = true
		b.staged = b.staged[1:]
	}
	return nil
}

// discard removes the temporary files that have not got their final name.
func (b *batch) discard() {
	for _, s := range b.staged {
		_ = b.root.Remove(s.temp) // the next Open tries again
	}
}

// result says how the files, named from the sink's folder, stand now.
func (b *batch) result(files []string) (Result, error) {
	var out Result
	for _, file := range files {
		name := path.Base(file)
		info, err := b.root.Lstat(name)
		if err != nil {
			return Result{}, b.fail(name, err)
		}
		f := File{Name: file, Size: info.Size(), Changed: b.changed[name], Modified: info.ModTime()}
		if kept := b.edited[name]; kept != "" && f.Changed {
			f.Edited = path.Join(path.Dir(file), kept)
		}
		out.Files = append(out.Files, f)
	}
	return out, nil
}
