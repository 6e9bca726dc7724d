//go:build linux

package main

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// bench is where the harnesses work.
type bench struct {
	// program is the targman under torture, reference the one whose outputs are
	// right; they differ only when a bug was seeded.
	program, reference string
	// self is this program, which is a process that commits, too.
	self   string
	root   string // of the module
	work   string // a folder of its own, removed at the end
	seed   uint64
	enough bool // stop at the first broken promise
}

// newBench builds the program.
func newBench(seed uint64) (*bench, error) {
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return nil, fmt.Errorf("find the module: %w; run this within its folder", err)
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp("", "targman-torture-")
	if err != nil {
		return nil, err
	}
	b := &bench{root: strings.TrimSpace(string(root)), work: work, seed: seed, self: self}
	b.program = filepath.Join(work, "targman")
	b.reference = b.program
	return b, b.build(b.program, "targman")
}

// build builds a command of the module, with more flags for the compiler's.
func (b *bench) build(program, command string, flags ...string) error {
	args := append([]string{"build", "-o", program}, flags...)
	c := exec.Command("go", append(args, "./cmd/"+command)...)
	c.Dir = b.root
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", command, err, out)
	}
	return nil
}

// close leaves nothing of it mounted or on the disk.
func (b *bench) close() {
	unmountBelow(b.work)
	remove(b.work)
}

// remove takes a folder of ours away; what is left is in the way of nobody.
func remove(folder string) { _ = os.RemoveAll(folder) }

// random is the source of numbers of one harness.
func (b *bench) random(harness string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(harness)) // never fails
	return rand.New(rand.NewPCG(b.seed, h.Sum64()))
}

// do runs a harness.
func (b *bench) do(h harness, steps int) (*result, error) {
	r := &result{Harness: h.name, Steps: steps, Seed: b.seed, Date: time.Now().UTC().Truncate(time.Second), Commit: b.commit(),
		Machine: platform(), Load: load(), Command: fmt.Sprintf("targman-torture %s %d --seed %d", h.name, steps, b.seed), Figures: map[string]int{}, Missed: []string{}, enough: b.enough}
	start := time.Now()
	err := h.run(b, r, steps)
	r.Seconds = time.Since(start).Round(100 * time.Millisecond).Seconds()
	if err != nil {
		return r, fmt.Errorf("%s, seed %d, step %d: %w", h.name, b.seed, r.step, err)
	}
	return r, nil
}

// commit is what was built, with a mark when it had not been committed.
func (b *bench) commit() string {
	git := exec.Command("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
	git.Dir = b.root
	out, err := git.Output()
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(out))
}

// platform says where it ran.
func platform() string {
	kernel, _ := os.ReadFile("/proc/sys/kernel/osrelease") // empty where there is none
	return fmt.Sprintf("%s/%s, %d cores, kernel %s, %s", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(),
		strings.TrimSpace(string(kernel)), runtime.Version())
}

// load is the load average of the last minute, proc_loadavg(5); 0 where there is
// none.
func load() (average float64) {
	text, _ := os.ReadFile("/proc/loadavg")
	_, _ = fmt.Sscan(string(text), &average)
	return average
}
