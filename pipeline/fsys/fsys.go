// Package fsys has what every package needs that writes files: a file that
// appears whole or not at all, and the cause of an error without its path.
package fsys

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Cause takes the operation and the path off an error of the file system, for a
// message that names the path as a person knows it.
func Cause(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	if l, ok := errors.AsType[*os.LinkError](err); ok {
		return l.Err
	}
	return err
}

// Replace writes a file that appears whole or not at all, and is there after a
// power cut. Until then it is named ".NAME.tmp-DIGITS".
func Replace(name string, data []byte) error {
	folder := filepath.Dir(name)
	f, err := os.CreateTemp(folder, "."+filepath.Base(name)+".tmp-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone by then when all went well
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return err
	}
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	_ = d.Sync() // not every file system can
	return d.Close()
}
