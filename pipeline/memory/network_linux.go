package memory

import (
	"errors"
	"os"
	"syscall"
)

// remote are file systems that other machines may write to, or that may not keep
// locks, by the magic number that statfs(2) gives
// (https://github.com/torvalds/linux/blob/v6.12/include/uapi/linux/magic.h, and
// the sources of those that have theirs elsewhere).
var remote = map[uint32]string{
	0x6969:     "nfs",
	0x517b:     "smb",
	0xfe534d42: "smb2",
	0xff534d42: "cifs",
	0x65735546: "fuse",
	0x01021997: "9p",
	0x5346414f: "afs",
	0x6b414653: "kafs",
	0x73757245: "coda",
	0x564c:     "ncp",
	0x00c36400: "ceph",
	0x01161970: "gfs2",
	0x7461636f: "ocfs2",
	0x0bd00bd0: "lustre",
	0x47504653: "gpfs",
	0x20030528: "orangefs",
	0x786f4256: "vboxsf",
}

// fileSystem is the name of the network file system that a folder is on, empty
// for another one.
func fileSystem(folder string) (string, error) {
	var s syscall.Statfs_t
	for {
		err := syscall.Statfs(folder, &s)
		if !errors.Is(err, syscall.EINTR) {
			return remote[uint32(s.Type)], os.NewSyscallError("statfs", err)
		}
	}
}
