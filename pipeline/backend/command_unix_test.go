//go:build unix

package backend

import (
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"targman/pipeline/process"
)

func leaveGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }

// listen waits for the processes of a counterpart.
func listen(t *testing.T) (address string, accept func() net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l.Addr().String(), func() net.Conn {
		conn, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		return conn
	}
}

// dead fails the test when the process at the other end lives on.
func dead(t *testing.T, conn net.Conn) {
	t.Helper()
	if err := conn.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(make([]byte, 1)); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("a process lives on")
	}
}

// TestCommandEndsChildren hangs with a child; both end with the batch, and the
// answers that came before count.
func TestCommandEndsChildren(t *testing.T) {
	t.Parallel()
	address, accept := listen(t)
	e, err := NewCommand(CommandOptions{Run: run("hang with child", address)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	conns := make(chan net.Conn, 2)
	go func() {
		defer close(conns)
		conns <- accept()
		conns <- accept()
		cancel()
	}()
	reply, err := e.Translate(ctx, Request{Source: "en", Target: "hy", Segments: segments(4)})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
	if len(reply.Results) != 2 {
		t.Errorf("%d answers, want those 2 that came", len(reply.Results))
	}
	for conn := range conns {
		dead(t, conn)
	}
}

// TestCommandLeftChild ends well, but for a child that holds the output open.
func TestCommandLeftChild(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, program string
		ends          bool
	}{
		{"in the program's group", "leave child", true},
		{"in a group of its own", "leave free child", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			address, accept := listen(t)
			e, err := NewCommand(CommandOptions{Run: run(tt.program, address)})
			if err != nil {
				t.Fatal(err)
			}
			e.grace = time.Millisecond
			got := ask(t, client(e), segments(2))
			if got.ids(2) != "1 2" || got.err != nil {
				t.Errorf("delivered %q, error %v, want both", got.ids(2), got.err)
			}
			conn := accept()
			if tt.ends {
				dead(t, conn)
			}
		})
	}
}

// TestCommandStart fails before any program runs.
func TestCommandStart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, mode := range map[string]os.FileMode{"plain": 0o644, "garbage": 0o755} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte{0, 1, 2}, mode); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct{ name, run, dir, want string }{
		{"not found in PATH", "no-such-program-anywhere", "", "executable file not found"},
		{"not found", "./nothing", dir, "no such file"},
		{"not executable", "./plain", dir, "permission denied"},
		{"not a program", "./garbage", dir, "exec format error"},
		{"a folder", "./", dir, "permission denied"},
		{"no such folder", "./plain", filepath.Join(dir, "none"), "no such file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := NewCommand(CommandOptions{Run: []string{tt.run}, Dir: tt.dir, Batch: 1})
			if err != nil {
				t.Fatal(err)
			}
			w := &watched{Engine: e}
			got := ask(t, client(w), segments(3))
			if got.kind() != "set-up" || w.calls.Load() != 1 {
				t.Errorf("error %v after %d calls, want set-up after 1", got.err, w.calls.Load())
			}
			for _, part := range []string{tt.run, tt.want, "see backends.command.run"} {
				if !strings.Contains(got.failures["3"], part) {
					t.Errorf("reason %q, want %q in it", got.failures["3"], part)
				}
			}
		})
	}
	t.Run("no room for a process", func(t *testing.T) {
		e, err := NewCommand(CommandOptions{Run: []string{"x"}})
		if err != nil {
			t.Fatal(err)
		}
		err = e.failed(&os.PathError{Op: "fork/exec", Path: "x", Err: syscall.EAGAIN}, &process.Tail{})
		if asError("", err).Kind != Temporary {
			t.Errorf("error %v, want a temporary one", err)
		}
	})
}
