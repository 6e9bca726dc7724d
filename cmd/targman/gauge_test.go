package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// used is what a process took.
type used struct {
	// CPU is the time of processors, which does not depend on what else the
	// machine does.
	CPU time.Duration
	// RSS is the most memory it had, in bytes.
	RSS int64
	// Signal ended it, where it is not 0.
	Signal syscall.Signal
}

// mostSeconds of processor time end a process that would not end by itself;
// GAUGE_SECONDS in its environment allows another number.
const mostSeconds = 120

// gauge runs the program and writes what it took to file descriptor 3. The test
// itself cannot measure: between fork and exec a child has the memory of its
// parent, and getrusage(2) counts that in.
func gauge() {
	seconds, err := strconv.ParseUint(os.Getenv("GAUGE_SECONDS"), 10, 32)
	if err != nil {
		seconds = mostSeconds
	}
	limit := syscall.Rlimit{Cur: seconds, Max: seconds}
	if err := syscall.Setrlimit(syscall.RLIMIT_CPU, &limit); err != nil {
		panic(err)
	}
	c := exec.Command("/proc/self/exe", os.Args[1:]...)
	c.Args[0] = "targman" // what TestMain looks at
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	_ = c.Run() // the state tells
	u := used{CPU: c.ProcessState.UserTime() + c.ProcessState.SystemTime()}
	if status, ok := c.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		u.Signal = status.Signal()
	}
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.RSS = int64(usage.Maxrss) * 1024 // Linux counts in kilobytes: getrusage(2)
	}
	if err := json.NewEncoder(os.NewFile(3, "gauge")).Encode(u); err != nil {
		panic(err)
	}
	os.Exit(c.ProcessState.ExitCode())
}

// gauged runs the program in the folder to its end and says what it took.
func gauged(t *testing.T, folder string, args ...string) (ended, used) {
	t.Helper()
	return gaugedCommand(t, command(t, folder, args...))
}

// gaugedCommand runs a command of the program to its end and says what it took.
func gaugedCommand(t *testing.T, c *exec.Cmd) (ended, used) {
	t.Helper()
	c.Args[0] = "gauge"
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	c.ExtraFiles = []*os.File{out}
	e := end(t, c)
	out.Close()
	var u used
	if err := json.NewDecoder(in).Decode(&u); err != nil {
		t.Fatalf("read what %q took: %v\n%s", c.Args[1:], err, e.err)
	}
	return e, u
}
