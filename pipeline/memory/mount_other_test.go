//go:build !linux

package memory

import (
	"os"
	"testing"
)

func mountTmpfs(dir, options string) (unmount func(), ok bool) { return nil, false }

func remountReadOnly(t *testing.T, dir string) { t.Fatal("nothing is mounted") }

func blocks(info os.FileInfo) int64 { return info.Size() }
