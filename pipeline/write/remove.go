package write

import (
	"fmt"
	"io/fs"
	"path"
)

// Has says that anything stands at the name.
func (s *Sink) Has(name string) bool {
	_, err := s.root.Lstat(name)
	return err == nil
}

// Remove deletes a file that stands as it was written, and the folders below the
// sink's that it leaves empty. Sync makes that durable.
func (s *Sink) Remove(f File) error {
	if !s.Stands(f) {
		return fmt.Errorf("delete %s: it was changed since it was written", path.Join(s.dir, f.Name))
	}
	if err := s.root.Remove(f.Name); err != nil {
		return storage(path.Join(s.dir, f.Name), err)
	}
	for at := path.Dir(f.Name); ; at = path.Dir(at) {
		s.made.Delete(at)
		if at == "." || !s.empty(at) || s.root.Remove(at) != nil {
			s.renamed.Store(at, true)
			return nil
		}
		s.renamed.Delete(at)
	}
}

// empty says that there is nothing in a folder. Removing says that too, but not
// of a symbolic link, which is not ours.
func (s *Sink) empty(folder string) bool {
	info, err := s.root.Lstat(folder)
	if err != nil || !info.IsDir() {
		return false
	}
	list, err := fs.ReadDir(s.root.FS(), folder)
	return err == nil && len(list) == 0
}
