//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
	"unsafe"
)

// volume is a file system of its own, in a file, on a loop device, or in memory.
type volume struct {
	kind   string // ext4, xfs or tmpfs
	image  string // where it is in a file
	folder string // where it is mounted
}

// made has for each kind how it is made, how large, and how it is mounted.
// noauto_da_alloc takes away what ext4 does for programs that rename without
// syncing first; xfs takes no less than 300 MB.
var volumes = map[string]struct {
	make    []string
	size    int64
	options string
}{
	"ext4": {[]string{"mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=1,lazy_journal_init=1"}, 64 << 20, "loop,noauto_da_alloc"},
	"xfs":  {[]string{"mkfs.xfs", "-q", "-f"}, 320 << 20, "loop"},
}

// mayMount says why nothing can be mounted, or nil.
func mayMount() error {
	if os.Getuid() != 0 {
		return errors.New("it mounts file systems: run it as root")
	}
	return nil
}

// newVolume makes and mounts a file system of the kind.
func newVolume(folder, kind string) (*volume, error) {
	how, ok := volumes[kind]
	if !ok {
		return nil, fmt.Errorf("there is no file system %q; take ext4 or xfs", kind)
	}
	v := &volume{kind: kind, image: filepath.Join(folder, "image"), folder: filepath.Join(folder, "mounted")}
	if err := os.MkdirAll(v.folder, 0o777); err != nil {
		return nil, err
	}
	if err := os.WriteFile(v.image, nil, 0o666); err != nil {
		return nil, err
	}
	if err := os.Truncate(v.image, how.size); err != nil {
		return nil, err
	}
	if err := do(append(how.make, v.image)...); err != nil {
		return nil, err
	}
	return v, v.mount()
}

// mount attaches a new loop device each time, so that nothing is left of what
// an earlier one had in memory.
func (v *volume) mount() error {
	return do("mount", "-t", v.kind, "-o", volumes[v.kind].options, v.image, v.folder)
}

// unmount waits for those who are just leaving.
func (v *volume) unmount() error { return unmount(v.folder) }

func unmount(folder string) error {
	var err error
	for range 200 {
		if err = syscall.Unmount(folder, 0); !errors.Is(err, syscall.EBUSY) {
			return err
		}
		time.Sleep(10 * time.Millisecond)
	}
	return fmt.Errorf("unmount %s: %w", folder, err)
}

// FS_IOC_SHUTDOWN of ext4 and XFS with the flag NOLOGFLUSH: nothing that has not
// reached the disk reaches it any more, not even the file system's own log
// (linux, fs/ext4/ext4.h and fs/xfs/libxfs/xfs_fs.h).
const (
	fsShutdown   = 0x8004587d
	noLogFlushed = 2
)

// shutDown is the moment at which the power fails.
func (v *volume) shutDown() error {
	f, err := os.Open(v.folder)
	if err != nil {
		return err
	}
	defer f.Close()
	flag := uint32(noLogFlushed)
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), fsShutdown, uintptr(unsafe.Pointer(&flag))); errno != 0 {
		return fmt.Errorf("shut the file system down: %w", errno)
	}
	return nil
}

// mountMemory mounts a file system in memory with the options.
func mountMemory(folder, options string) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	if err := syscall.Mount("targman-torture", folder, "tmpfs", 0, options); err != nil {
		return fmt.Errorf("mount a file system in memory with %s: %w", options, err)
	}
	return nil
}

// do runs a command of the system.
func do(command ...string) error {
	out, err := exec.Command(command[0], command[1:]...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w %s", strings.Join(command, " "), err, out)
	}
	return nil
}

// unmountBelow unmounts whatever is mounted below the folder.
func unmountBelow(folder string) {
	table, _ := os.ReadFile("/proc/self/mounts") // empty where there is none
	for line := range strings.Lines(string(table)) {
		if at := strings.Fields(line); len(at) > 1 && strings.HasPrefix(at[1], folder+"/") {
			_ = syscall.Unmount(at[1], syscall.MNT_DETACH)
		}
	}
}
