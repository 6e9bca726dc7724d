//go:build linux

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// freeze stops every thread of the process, those in the middle of a system call
// when it is over. It says no when the process ended before.
func (p *process) freeze() (frozen bool, err error) {
	if err := p.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		return false, nil // it is over
	}
	tasks := fmt.Sprintf("/proc/%d/task/*/stat", p.cmd.Process.Pid)
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(200 * time.Microsecond) {
		switch states := threadStates(tasks); {
		case strings.Trim(states, "ZX") == "":
			return false, nil
		case strings.Trim(states, "TtZX") == "":
			return true, nil
		}
	}
	return false, fmt.Errorf("process %d does not stop: %s", p.cmd.Process.Pid, threadStates(tasks))
}

// threadStates has a letter for each thread: proc_pid_stat(5).
func threadStates(pattern string) (states string) {
	files, _ := filepath.Glob(pattern) // the pattern is right
	for _, file := range files {
		stat, err := os.ReadFile(file)
		if err != nil {
			continue // the thread is gone
		}
		if i := strings.LastIndex(string(stat), ") "); i >= 0 && len(stat) > i+2 {
			states += string(stat[i+2])
		}
	}
	return states
}
