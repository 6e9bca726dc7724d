package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Tests that need more than a script can say run the program as a process of
// its own, here.

// ended is what a process left behind.
type ended struct {
	code     int
	out, err string
}

// command is a call of the program in the folder, with an environment of
// nothing but the path, that tells in words what goes wrong.
func command(t *testing.T, folder string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, args...)
	c.Args[0] = "targman" // what TestMain looks at
	c.Dir, c.Env = folder, []string{"PATH=" + os.Getenv("PATH"), "GORACE=" + goRace, envName("log.format") + "=" + logText}
	return c
}

// end runs a command to its end.
func end(t *testing.T, c *exec.Cmd) ended {
	t.Helper()
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return wait(t, c)
}

// wait is the end of a command that was started with buffers for its output.
func wait(t *testing.T, c *exec.Cmd) ended {
	t.Helper()
	if err := c.Wait(); err != nil {
		if _, ok := errors.AsType[*exec.ExitError](err); !ok {
			t.Fatal(err)
		}
	}
	e := ended{code: c.ProcessState.ExitCode()}
	if b, ok := c.Stdout.(*bytes.Buffer); ok {
		e.out = b.String()
	}
	if b, ok := c.Stderr.(*bytes.Buffer); ok {
		e.err = b.String()
	}
	return e
}

// want fails unless the program ended with the code and its standard error is
// one message that holds all the texts.
func (e ended) want(t *testing.T, code int, texts ...string) {
	t.Helper()
	if e.code != code {
		t.Fatalf("exit code %d, want %d\n%s%s", e.code, code, e.out, e.err)
	}
	if n := strings.Count(e.err, "targman: error:"); n != min(len(texts), 1) {
		t.Errorf("%d messages, want %d:\n%s", n, min(len(texts), 1), e.err)
	}
	for _, text := range texts {
		if !strings.Contains(e.err, text) {
			t.Errorf("the message lacks %q:\n%s", text, e.err)
		}
	}
}

// project is a folder with the files, by their names.
func project(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		put(t, filepath.Join(folder, name), text)
	}
	t.Cleanup(func() { noLeftovers(t, folder) })
	return folder
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func exists(file string) bool {
	_, err := os.Lstat(file)
	return err == nil
}

// text is a file's text, empty where there is none.
func text(file string) string {
	data, _ := os.ReadFile(file)
	return string(data)
}
