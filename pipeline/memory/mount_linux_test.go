package memory

import (
	"os"
	"syscall"
	"testing"
)

// mountTmpfs puts a small file system in memory over the folder. It takes root.
func mountTmpfs(dir, options string) (unmount func(), ok bool) {
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		return nil, false
	}
	return func() { syscall.Unmount(dir, syscall.MNT_DETACH) }, true
}

func remountReadOnly(t *testing.T, dir string) {
	t.Helper()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
}

// blocks is how many bytes of the disk a file takes.
func blocks(info os.FileInfo) int64 { return info.Sys().(*syscall.Stat_t).Blocks * 512 } // stat(2)
