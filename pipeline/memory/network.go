package memory

import (
	"errors"
	"fmt"
	"path/filepath"
)

// errRemote is the fault of a memory on a network file system. SQLite's log needs
// memory that all processes share, and locks that hold
// (https://www.sqlite.org/wal.html, https://www.sqlite.org/howtocorrupt.html).
var errRemote = errors.New("it is on a network file system")

// checkPlace refuses a folder on a network file system.
func (m *Memory) checkPlace(o Options) error {
	if o.fileSystem == nil {
		o.fileSystem = fileSystem
	}
	kind, err := o.fileSystem(filepath.Dir(m.path))
	if err != nil || kind == "" || o.Network {
		return err
	}
	return fmt.Errorf("%w (%s)", errRemote, kind)
}
