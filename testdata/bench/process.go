package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// process is what a run of the program took.
type process struct {
	Wall, Processor time.Duration
	// Peak is the most memory it had, in MB of 1,000,000 bytes.
	Peak int64
	// Code is the exit code, Told what it said on standard error.
	Code int
	Told string
}

func (p process) String() string {
	return fmt.Sprintf("%.2f s (%.2f s of processor time), %d MB", p.Wall.Seconds(), p.Processor.Seconds(), p.Peak)
}

// targman builds the program once and runs it in a folder. That it has findings
// is no error.
func (b *bench) targman(folder string, args ...string) (p process, err error) {
	program := b.folder + "/targman"
	if _, err := os.Stat(program); err != nil {
		if out, err := exec.Command("go", "build", "-o", program, "./cmd/targman").CombinedOutput(); err != nil {
			return p, fmt.Errorf("build targman: %w\n%s", err, out)
		}
	}
	self, err := os.Executable()
	if err != nil {
		return p, err
	}
	// A child begins with the peak of its parent (getrusage(2) of Linux keeps it
	// over an exec), so it is another process, a small one, that runs it.
	cmd := exec.Command(self, append([]string{watch, program}, args...)...)
	cmd.Dir = folder
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &p)
	}
	if err != nil {
		return p, fmt.Errorf("targman %s: %w", strings.Join(args, " "), err)
	}
	if p.Code != 0 && p.Code != 3 {
		return p, fmt.Errorf("targman %s: exit code %d\n%s", strings.Join(args, " "), p.Code, p.Told)
	}
	return p, nil
}

// watch is the first argument of a process that runs the others and prints what
// that took.
const watch = "-watch-process"

func watched(args []string) error {
	var stderr bytes.Buffer
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stderr = &stderr
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	_ = cmd.Wait() // the exit code tells
	s := cmd.ProcessState
	return json.NewEncoder(os.Stdout).Encode(process{Wall: time.Since(start), Processor: s.UserTime() + s.SystemTime(), Peak: peak(s),
		Code: s.ExitCode(), Told: stderr.String()})
}

// project makes a folder with a configuration and room for articles.
func (b *bench) project(name string) (string, error) {
	folder := filepath.Join(b.folder, name)
	if err := os.MkdirAll(filepath.Join(folder, "in"), 0o755); err != nil {
		return "", err
	}
	names, err := filepath.Abs("glossary")
	if err != nil {
		return "", err
	}
	config := fmt.Sprintf("source: en\ntargets: [hy]\ninput: [in]\nout: out\nglossary: [%q]\nmemory: {file: memory.db}\nbackend: memory\noutput: {formats: [document, xlf]}\n", names)
	return folder, os.WriteFile(filepath.Join(folder, "config.yaml"), []byte(config), 0o644)
}
