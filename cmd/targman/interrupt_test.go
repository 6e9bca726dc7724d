package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// waiting is a project whose engine waits: it opens the pipe "up" when it is
// asked and answers when something is written to the pipe "go". Opening a pipe
// waits for the other side, so the test needs neither clock nor sleep.
func waiting(t *testing.T) (folder string) {
	folder = project(t, map[string]string{
		"config.yaml": "backend: command\nfail_on: never\nbackends:\n  command:\n    batch: 1\n    run: [sh, ./engine.sh]\n",
		"engine.sh":   "echo up >up\nread go <go\ntee -a asked\n",
		"a.txt":       "One.\n\nTwo.\n\nThree.\n",
	})
	for _, pipe := range []string{"up", "go"} {
		if err := syscall.Mkfifo(filepath.Join(folder, pipe), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// meet opens a pipe of the engine and closes it again, when the engine has
// opened it too. An engine that does not come is a fault of the program.
func meet(t *testing.T, folder, pipe string, flag int) {
	t.Helper()
	met := make(chan error, 1)
	go func() {
		f, err := os.OpenFile(filepath.Join(folder, pipe), flag, 0)
		if err != nil {
			met <- err
			return
		}
		defer f.Close()
		if flag == os.O_WRONLY {
			_, err = f.WriteString("go\n")
		} else {
			_, err = io.ReadAll(f)
		}
		met <- err
	}()
	select {
	case err := <-met:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(30 * time.Second):
		t.Fatalf("the engine never opened the pipe %q", pipe)
	}
}

// asked is how many texts the engine was asked for.
func asked(folder string) int { return strings.Count(text(filepath.Join(folder, "asked")), "\n") }

// interrupt sends the signal to a run whose engine is at work, and comes back
// when the run has said that it knows.
func interrupt(t *testing.T, folder string, signal os.Signal) (c *exec.Cmd, errs *bufio.Reader) {
	t.Helper()
	c = command(t, folder, "translate", "a.txt")
	c.Stdout = &bytes.Buffer{}
	pipe, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	meet(t, folder, "up", os.O_RDONLY)
	if err := c.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	errs = bufio.NewReader(pipe)
	line, err := errs.ReadString('\n')
	if err != nil || !strings.Contains(line, "interrupted: calls under way are waited for") {
		t.Fatalf("after the signal: %q, %v", line, err)
	}
	return c, errs
}

// TestInterruptedRunKeepsWhatArrives ends with the signal's code; the call under
// way lands and is kept, and the next run does not ask for it again.
func TestInterruptedRunKeepsWhatArrives(t *testing.T) {
	for signal, want := range map[syscall.Signal]struct {
		code int
		text string
	}{
		syscall.SIGINT:  {exitInterrupted, "interrupted; what was translated is kept: run again to go on"},
		syscall.SIGTERM: {exitTerminated, "ended by SIGTERM; what was translated is kept: run again to go on"},
	} {
		t.Run(signal.String(), func(t *testing.T) {
			folder := waiting(t)
			c, errs := interrupt(t, folder, signal)
			meet(t, folder, "go", os.O_WRONLY)
			rest, _ := io.ReadAll(errs)
			e := wait(t, c)
			if e.code != want.code {
				t.Fatalf("exit code %d, want %d\n%s%s", e.code, want.code, e.out, rest)
			}
			if !strings.Contains(string(rest), want.text) {
				t.Errorf("standard error lacks %q:\n%s", want.text, rest)
			}
			if !strings.Contains(e.out, "1 article was not finished") {
				t.Errorf("the summary does not say what is left:\n%s", e.out)
			}
			if exists(filepath.Join(folder, "out/hy/a.txt")) {
				t.Error("half an article was written")
			}
			if n := asked(folder); n != 1 {
				t.Fatalf("the engine was asked %d times, want once", n)
			}
			put(t, filepath.Join(folder, "engine.sh"), "tee -a asked\n")
			end(t, command(t, folder, "translate", "a.txt")).want(t, exitDone)
			if n := asked(folder); n != 3 {
				t.Errorf("the engine was asked for %d texts in all, want 3", n)
			}
		})
	}
}

// TestSecondInterruptEndsAtOnce does not wait for the engine.
func TestSecondInterruptEndsAtOnce(t *testing.T) {
	folder := waiting(t)
	put(t, filepath.Join(folder, "engine.sh"), "echo up >up\nread go <go\n")
	c, errs := interrupt(t, folder, syscall.SIGINT)
	if err := c.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	rest, _ := io.ReadAll(errs)
	_ = wait(t, c)
	if s := c.ProcessState.Sys().(syscall.WaitStatus); !s.Signaled() || s.Signal() != syscall.SIGINT {
		t.Errorf("it ended with %v, want the signal\n%s", s, rest)
	}
	meet(t, folder, "go", os.O_WRONLY) // let the engine end
}

// TestMaxTime ends as an interrupted run does when its time is over.
func TestMaxTime(t *testing.T) {
	folder := waiting(t)
	end(t, command(t, folder, "translate", "--max-time", "-1s", "a.txt")).want(t, exitUsage, "--max-time: max_time: -1s is below zero")
	e := end(t, command(t, folder, "translate", "--max-time", "1ns", "a.txt"))
	if e.want(t, exitFindings); asked(folder) != 0 || !strings.Contains(e.err, "the time was over; what was translated is kept: run again to go on") {
		t.Errorf("%d texts were asked for\n%s", asked(folder), e.err)
	}
	end(t, command(t, folder, "translate", "--target", "hy,hy-AM", "--max-time", "1ns", "a.txt")).want(t, exitFindings)
	if line := text(filepath.Join(folder, "state/runs/runs.jsonl")); !strings.Contains(line, `"left":2}`) {
		t.Errorf("what was not come to is not counted once for each language: %s", line)
	}
	c := command(t, folder, "translate", "a.txt")
	c.Env = append(c.Env, "TARGMAN_MAX_TIME=2s")
	c.Stdout = &bytes.Buffer{}
	pipe, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	meet(t, folder, "up", os.O_RDONLY)
	errs := bufio.NewReader(pipe)
	if line, err := errs.ReadString('\n'); err != nil || !strings.Contains(line, "the time is over (2s, max_time): calls under way are waited for") {
		t.Fatalf("%q, %v", line, err)
	}
	meet(t, folder, "go", os.O_WRONLY)
	rest, _ := io.ReadAll(errs)
	if e := wait(t, c); e.code != exitFindings || asked(folder) != 1 {
		t.Errorf("exit code %d, %d texts were asked for\n%s", e.code, asked(folder), rest)
	}
	put(t, filepath.Join(folder, "engine.sh"), "tee -a asked\n")
	if end(t, command(t, folder, "translate", "--max-time", "1h", "a.txt")).want(t, exitDone); asked(folder) != 3 {
		t.Errorf("%d texts were asked for in all, want 3", asked(folder))
	}
}

// TestTwoRunsAtOnce lets one of two runs on one memory, or into one folder,
// work, and tells the other to wait. The first one is not disturbed.
func TestTwoRunsAtOnce(t *testing.T) {
	folder := waiting(t)
	first := command(t, folder, "translate", "a.txt")
	var out, errs bytes.Buffer
	first.Stdout, first.Stderr = &out, &errs
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	meet(t, folder, "up", os.O_RDONLY)
	end(t, command(t, folder, "translate", "--out", "other", "a.txt")).want(t, exitLocked,
		"lock memory state/memory.db: another run is at work with it (process ", "wait for that to end and run again")
	end(t, command(t, folder, "translate", "--memory", "other.db", "a.txt")).want(t, exitLocked,
		"lock output out/hy: another run writes there; wait for that to end and run again, or name another folder with --out")
	for _, args := range [][]string{{"translate", "a.txt"}, {"glossary", "apply", "a.txt"}, {"memory", "backup"}, {"memory", "clean", "--apply"}} {
		end(t, command(t, folder, args...)).want(t, exitLocked, "lock memory state/memory.db: another run is at work with it")
		e := end(t, command(t, folder, append(args, "--if-locked=skip")...))
		e.want(t, exitDone)
		if want := "targman: warning: nothing was done, another run is at work: lock memory "; !strings.HasPrefix(e.err, want) || strings.Count(e.err, "\n") != 1 || e.out != "" {
			t.Errorf("%s: %s%s", args, e.out, e.err)
		}
	}
	if e := end(t, command(t, folder, "translate", "--if-locked=skip", "--quiet", "--log-format=text", "a.txt")); e.code != exitDone || e.out+e.err != "" {
		t.Errorf("a crontab's line that finds another at work mails with exit code %d: %s%s", e.code, e.out, e.err)
	}
	end(t, command(t, folder, "translate", "--if-locked=never", "a.txt")).want(t, exitUsage, `--if-locked: "never" is not known`)
	end(t, command(t, folder, "translate", "--dry-run", "a.txt")).want(t, exitDone)
	end(t, command(t, folder, "memory", "export")).want(t, exitDone)
	for i := range 3 {
		if i > 0 {
			meet(t, folder, "up", os.O_RDONLY)
		}
		meet(t, folder, "go", os.O_WRONLY)
	}
	wait(t, first).want(t, exitDone)
	if n := asked(folder); n != 3 {
		t.Errorf("the engine was asked for %d texts, want 3", n)
	}
	// Nothing stays locked.
	end(t, command(t, folder, "translate", "a.txt")).want(t, exitDone)
}
