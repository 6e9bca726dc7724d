package memory

import (
	"errors"
	"os"
	"syscall"
)

// allocate has the file system set the blocks aside; done is false where it
// cannot.
func allocate(f *os.File, size int64) (done bool, err error) {
	for {
		err = syscall.Fallocate(int(f.Fd()), 0, 0, size)
		switch {
		case errors.Is(err, syscall.EINTR):
			continue
		case errors.Is(err, syscall.EOPNOTSUPP), errors.Is(err, syscall.ENOSYS):
			return false, nil
		}
		return err == nil, err
	}
}
