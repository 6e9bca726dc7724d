package memory

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
)

// reserve is a file that takes room on the disk, so that there is some when the
// disk is full and an answer that was paid for is to be kept. It stays there
// between runs: room that is not held is taken by others.
type reserve struct {
	mu   sync.Mutex
	name string
	held bool
}

// reserveEnd ends the name of a memory's reserve.
const reserveEnd = ".reserve"

// Reserve sets room aside, in bytes, before anybody is paid, and opens the spool.
// An error of kind Full says that there is none.
func (m *Memory) Reserve(size int64) error {
	err := m.writable()
	if err == nil {
		err = m.spool.open()
	}
	if err == nil {
		err = m.reserve.hold(size)
	}
	return m.fault("set room aside for", err)
}

func (r *reserve) hold(size int64) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	f, err := OpenBeside(r.name, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	if err = occupy(f, size); err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		_ = os.Remove(r.name) // half a reserve only takes room
		return err
	}
	r.held = true
	return syncFolder(filepath.Dir(r.name))
}

// release gives the room back, once; it says whether there was any.
func (r *reserve) release() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	held := r.held
	r.held = false
	return held && os.Remove(r.name) == nil
}

// occupy makes the file take so many bytes of the disk.
func occupy(f *os.File, size int64) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() > size {
		if err := f.Truncate(size); err != nil {
			return err
		}
	}
	if done, err := allocate(f, size); done || err != nil {
		return err
	}
	return overwrite(f, info.Size(), size)
}

// overwrite is for file systems that allocate only what is written. The bytes are
// random, because some leave out zeros and squeeze the rest.
func overwrite(f *os.File, from, to int64) error {
	noise := rand.NewChaCha8([32]byte{})
	block := make([]byte, 64<<10)
	for from < to {
		n, _ := noise.Read(block[:min(int64(len(block)), to-from)]) // never fails
		if _, err := f.WriteAt(block[:n], from); err != nil {
			return err
		}
		from += int64(n)
	}
	return nil
}
