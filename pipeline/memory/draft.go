package memory

import (
	"context"
	"fmt"
)

// Outdated says that a writer would first bring the file to a newer schema; a
// reader may not find everything in it.
func (m *Memory) Outdated() bool { return m.read != nil && m.version < len(migrations) }

// Draft writes the memory into a new file, for changes that are thrown away. It
// is neither checked nor made durable, as Backup's is; a memory without a file
// gives none.
func (m *Memory) Draft(ctx context.Context, file string) error {
	if m.read == nil {
		return nil
	}
	_, err := m.read.ExecContext(ctx, "VACUUM INTO ?", file)
	if kind := classify(err); kind == Full || kind == Denied {
		return &Error{Op: "copy", Path: m.path, Kind: kind, Err: fmt.Errorf("write %s: %w", file, err),
			hint: "make room there, or name another folder for temporary files with TMPDIR"}
	}
	return m.fault("copy", err)
}

// ReadOnly says that the memory is open for reading only.
func (m *Memory) ReadOnly() bool { return m.write == nil }
