//go:build unix

package backend

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// endTogether puts the program into a process group of its own, so that what
// it started ends with it, and so that an interrupt from the keyboard reaches
// us alone: we let it finish its batch.
func endTogether(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return endGroup(cmd) }
}

// endGroup ends the program and what it started.
func endGroup(cmd *exec.Cmd) error {
	err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	if errors.Is(err, syscall.ESRCH) {
		return os.ErrProcessDone
	}
	return err
}
