package memory

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// OpenBeside opens a file that belongs to a memory and stands beside it, as
// os.OpenFile does. A symbolic link that leads out of the folder is refused with
// fs.ErrPermission: whoever made the folder does not choose what else is written.
func OpenBeside(name string, flag int, mode fs.FileMode) (*os.File, error) {
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	f, err := root.OpenFile(filepath.Base(name), flag, mode)
	if info, lost := os.Lstat(name); err != nil && lost == nil && info.Mode()&fs.ModeSymlink != 0 {
		return nil, fmt.Errorf("open %s: it is a symbolic link out of its folder; remove it: %w", name, fs.ErrPermission)
	}
	return f, err
}
