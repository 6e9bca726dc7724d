package write

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestFullDisk fills a small file system: what stood before stands, nothing is
// left over, and the error can be told from others.
func TestFullDisk(t *testing.T) {
	if os.Getuid() != 0 {
		asRoot(t)
		return
	}
	dir := small(t)
	d := fixtures(t)["news"]
	s := sink(t, dir, every...)
	before := write(t, s, d)
	if err := os.WriteFile(filepath.Join(dir, "ballast"), make([]byte, 1<<20), 0o666); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("the disk is not full: %v", err)
	}
	for i := range d.Units {
		d.Units[i].Target.Text += strings.Repeat("x", 4000)
	}
	_, err := s.Write(d)
	storage, ok := errors.AsType[*StorageError](err)
	if !ok || !errors.Is(err, syscall.ENOSPC) || !strings.HasPrefix(storage.Path, dir) {
		t.Fatalf("got %v, want a StorageError", err)
	}
	got := files(t, dir)
	if len(got) != len(every)+1 {
		t.Errorf("%d files, want %d and the ballast", len(got), len(every))
	}
	for _, f := range before.Files {
		if int64(len(got[f.Name])) != f.Size {
			t.Errorf("%s changed", f.Name)
		}
	}
}

// TestReadOnlyDisk has a file system that was writable once.
func TestReadOnlyDisk(t *testing.T) {
	if os.Getuid() != 0 {
		asRoot(t)
		return
	}
	dir := small(t)
	s := sink(t, dir, every...)
	write(t, s, fixtures(t)["news"])
	if err := syscall.Mount("", filepath.Dir(dir), "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	write(t, s, fixtures(t)["news"]) // nothing to change, nothing to write
	_, err := s.Write(fixtures(t)["windows"])
	_, reopen := Open(dir, every)
	for _, err := range []error{err, reopen} {
		if _, ok := errors.AsType[*StorageError](err); !ok || !errors.Is(err, syscall.EROFS) {
			t.Errorf("got %v, want a StorageError", err)
		}
	}
}

// small is a folder on a file system of 256 kB.
func small(t *testing.T) string {
	dir := t.TempDir()
	if err := syscall.Mount("targman", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Fatalf("mount a small file system: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return filepath.Join(dir, "out")
}

// asRoot runs the test again as root of a name space of its own, where it may
// mount.
func asRoot(t *testing.T) {
	c := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	c.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}
