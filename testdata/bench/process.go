package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// process is what a run of the program took.
type process struct {
	wall, processor time.Duration
	// peak is the most memory it had, in MB of 1,000,000 bytes.
	peak int64
	out  []byte
}

func (p process) String() string {
	return fmt.Sprintf("%.2f s (%.2f s of processor time), %d MB", p.wall.Seconds(), p.processor.Seconds(), p.peak)
}

// targman builds the program once and runs it in a folder. That it has findings
// is no error.
func (b *bench) targman(folder string, args ...string) (process, error) {
	program := b.folder + "/targman"
	if _, err := os.Stat(program); err != nil {
		if out, err := exec.Command("go", "build", "-o", program, "./cmd/targman").CombinedOutput(); err != nil {
			return process{}, fmt.Errorf("build targman: %w\n%s", err, out)
		}
	}
	var stdout, stderr bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = folder, &stdout, &stderr
	start := time.Now()
	err := cmd.Run()
	p := process{wall: time.Since(start), out: stdout.Bytes()}
	if err != nil && cmd.ProcessState.ExitCode() != 3 {
		return p, fmt.Errorf("targman %s: %w\n%s", strings.Join(args, " "), err, stderr.Bytes())
	}
	p.processor = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	p.peak = peak(cmd.ProcessState)
	return p, nil
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
