//go:build linux

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// process is a run of the program.
type process struct {
	cmd     *exec.Cmd
	out     bytes.Buffer
	err     bytes.Buffer
	started time.Time
}

// ended is what a process left behind.
type ended struct {
	// code is the exit code; -1 when a signal ended it.
	code   int
	signal syscall.Signal
	out    string
	err    string
	took   time.Duration
}

// start runs a command in the folder, with nothing in its environment but the path.
func start(folder, name string, args ...string) (*process, error) {
	p := &process{cmd: exec.Command(name, args...), started: time.Now()}
	p.cmd.Dir, p.cmd.Env = folder, []string{"PATH=" + os.Getenv("PATH"), "TZ=UTC"}
	p.cmd.Stdout, p.cmd.Stderr = &p.out, &p.err
	// Its own group, so that a signal from the terminal reaches it through us.
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	return p, nil
}

// wait is its end.
func (p *process) wait() (ended, error) {
	err := p.cmd.Wait()
	if _, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
		return ended{}, fmt.Errorf("wait for %s: %w", p.cmd.Path, err)
	}
	e := ended{code: p.cmd.ProcessState.ExitCode(), out: p.out.String(), err: p.err.String(), took: time.Since(p.started)}
	if s, ok := p.cmd.ProcessState.Sys().(syscall.WaitStatus); ok && s.Signaled() {
		e.signal = s.Signal()
	}
	return e, nil
}

// panicked says that the program did not end of its own will.
func (e ended) panicked() bool {
	return strings.Contains(e.err, "panic: ") || strings.Contains(e.err, "fatal error: ") || strings.Contains(e.err, "\ngoroutine ")
}

// String is how it ended, in one line.
func (e ended) String() string {
	how := fmt.Sprintf("exit code %d", e.code)
	if e.code < 0 {
		how = fmt.Sprintf("signal %q", e.signal)
	}
	if last := strings.TrimSpace(e.err); last != "" {
		how += ": " + last[strings.LastIndexByte(last, '\n')+1:]
	}
	return how
}
