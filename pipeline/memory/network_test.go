package memory

import (
	"path/filepath"
	"testing"
)

// TestNetwork refuses to write to a memory that other machines may write to,
// unless that is wanted.
func TestNetwork(t *testing.T) {
	for _, c := range []struct {
		kind string
		o    Options
		want Kind
	}{
		{"", Options{}, Other},
		{"nfs", Options{}, Remote},
		{"smb2", Options{}, Remote},
		{"fuse", Options{}, Remote},
		{"nfs", Options{Network: true}, Other},
	} {
		path := filepath.Join(t.TempDir(), "memory.db")
		c.o.fileSystem = func(string) (string, error) { return c.kind, nil }
		m, err := Open(path, c.o)
		if err == nil {
			m.Close()
		}
		if KindOf(err) != c.want || (err == nil) != (c.want == Other) {
			t.Errorf("%q, network %t: Open = %v, want kind %d", c.kind, c.o.Network, err, c.want)
		}
	}
	if kind, err := fileSystem(t.TempDir()); kind != "" || err != nil {
		t.Errorf("the folder of this test is on %q, %v", kind, err)
	}
}
