package write

import (
	"errors"
	"fmt"
	"os"
)

// syncs is how many files are synced at the same time. A few wait together for
// one flush of the disk; many only wait for each other.
const syncs = 4

// disk lets few through to the disk at a time.
type disk chan struct{}

func newDisk() disk { return make(disk, syncs) }

func (d disk) sync(f *os.File) error {
	d <- struct{}{}
	defer func() { <-d }()
	return f.Sync()
}

// syncFolder makes the names in a folder durable.
func (d disk) syncFolder(root *os.Root, folder string) error {
	f, err := root.Open(folder)
	if err != nil {
		return fmt.Errorf("open folder: %w", err)
	}
	return errors.Join(d.sync(f), f.Close())
}
