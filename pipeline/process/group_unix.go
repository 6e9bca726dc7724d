//go:build unix

package process

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// EndTogether puts the program into a process group of its own, so that what
// it started ends with it, and so that an interrupt from the keyboard reaches
// us alone: we let it finish its batch.
func EndTogether(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return EndGroup(cmd) }
}

// EndGroup ends the program and what it started.
func EndGroup(cmd *exec.Cmd) error {
	err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	if errors.Is(err, syscall.ESRCH) {
		return os.ErrProcessDone
	}
	return err
}
