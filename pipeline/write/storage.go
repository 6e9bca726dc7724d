package write

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"targman/pipeline/fsys"
)

// StorageError says that the output folder cannot take files: it is full,
// read-only, not ours, or its disk fails. Every further article would fail the
// same way, so a caller stops spending on translations.
type StorageError struct {
	// Path is the file or the folder, as a person would name it.
	Path string
	// Err is the cause.
	Err error
}

func (e *StorageError) Error() string {
	return fmt.Sprintf("write %s: %v; %s", e.Path, e.Err, e.advice())
}

// Unwrap gives the cause.
func (e *StorageError) Unwrap() error { return e.Err }

func (e *StorageError) advice() string {
	switch {
	case errors.Is(e.Err, syscall.ENOSPC), errors.Is(e.Err, syscall.EDQUOT):
		return "free some space or choose another output folder, then run again"
	case errors.Is(e.Err, syscall.EROFS):
		return "the file system is read-only: choose another output folder, then run again"
	case errors.Is(e.Err, fs.ErrPermission):
		return "allow writing there or choose another output folder, then run again"
	}
	return "check the disk or choose another output folder, then run again"
}

// storageCauses are the causes that lie in the folder or its disk and not in
// one file.
var storageCauses = []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EROFS, syscall.EIO, fs.ErrPermission}

// storage makes a StorageError of err where its cause is one.
func storage(path string, err error) error {
	for _, cause := range storageCauses {
		if errors.Is(err, cause) {
			return &StorageError{Path: path, Err: fsys.Cause(err)}
		}
	}
	return fmt.Errorf("write %s: %w", path, fsys.Cause(err))
}
