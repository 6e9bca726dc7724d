package main

import (
	"os"
	"syscall"
)

// peak is the most memory that the process had, in MB; Linux counts it in
// kibibytes (getrusage(2)).
func peak(s *os.ProcessState) int64 { return s.SysUsage().(*syscall.Rusage).Maxrss * 1024 / 1_000_000 }
