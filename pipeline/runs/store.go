package runs

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"targman/pipeline/fsys"
)

// Store is a folder with the runs of one project or of several.
type Store struct {
	// Folder is made when the first run is added.
	Folder string
	// Keep is how many runs of translate are kept, and how many others, so that many
	// small commands do not push the nights out; at least 1.
	Keep int
}

// index is the file with a line for each run, the newest last.
const index = "runs.jsonl"

// mostLine is the longest line that is read, in bytes.
const mostLine = 1 << 20

// lockWait is how long one process waits for another to add its run.
const lockWait = 10 * time.Second

// Add writes the files of the run's report, by their extensions, then the run
// itself, whose Report becomes empty where that could not be written: a full disk may
// still have room for a line. Older runs go with their reports once there are more
// than Keep allows. Then it writes the files elsewhere, by their paths. No other process adds
// meanwhile, and what one that was killed has left half-written is removed. What
// fails leaves what was there; the rest is done.
func (s Store) Add(r *Run, report, elsewhere map[string][]byte) error {
	unlock, err := s.lock()
	if err != nil {
		r.Report = ""
		return s.fault(err)
	}
	defer unlock()
	err = s.fault(errors.Join(removeLeftovers(s.Folder, ""), s.report(r, report), s.add(r)))
	for _, name := range slices.Sorted(maps.Keys(elsewhere)) {
		failed := removeLeftovers(filepath.Dir(name), filepath.Base(name))
		if failed == nil {
			failed = fsys.Replace(name, elsewhere[name])
		}
		if failed != nil {
			err = errors.Join(err, fmt.Errorf("write %s: %w; see report.files and report.metrics", name, fsys.Cause(failed)))
		}
	}
	return err
}

func (s Store) fault(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("keep the report of the run in %s: %w", s.Folder, fsys.Cause(err))
}

// report writes all files of the report, or none.
func (s Store) report(r *Run, files map[string][]byte) error {
	for _, ext := range slices.Sorted(maps.Keys(files)) {
		if err := fsys.Replace(filepath.Join(s.Folder, r.ID+"."+ext), files[ext]); err != nil {
			r.Report = ""
			for ext := range files {
				_ = os.Remove(filepath.Join(s.Folder, r.ID+"."+ext)) // it may not be there
			}
			return err
		}
	}
	return nil
}

// add lists the run, once, behind those that ended without a word.
func (s Store) add(r *Run) error {
	lines, err := s.lines()
	if err != nil {
		return err
	}
	listed := len(lines)
	lines = slices.DeleteFunc(lines, func(line []byte) bool { return ids([][]byte{line})[r.ID] })
	var fresh [][]byte
	for _, r := range append(s.lost(ids(lines)), *r) {
		line, err := json.Marshal(r)
		if err != nil {
			return err
		}
		fresh = append(fresh, line)
	}
	if len(lines) == listed && len(lines)+len(fresh) <= s.Keep {
		err = s.append(bytes.Join(fresh, []byte("\n")))
	} else {
		err = s.renew(append(lines, fresh...))
	}
	if err != nil {
		return err
	}
	s.clear(ids(append(lines, fresh...)))
	return nil
}

// renew writes the list anew with the newest lines.
func (s Store) renew(lines [][]byte) error {
	lines = newest(lines, s.Keep)
	if err := fsys.Replace(filepath.Join(s.Folder, index), append(bytes.Join(lines, []byte("\n")), '\n')); err != nil {
		return err
	}
	return s.forget(lines)
}

// newest are so many of the newest runs of translate, and as many of the others.
func newest(lines [][]byte, keep int) (out [][]byte) {
	left := map[bool]int{true: keep, false: keep}
	for _, line := range slices.Backward(lines) {
		var r Run
		_ = json.Unmarshal(line, &r) // what is no run counts as one of translate
		if other := r.Command != ""; left[other] > 0 {
			left[other]--
			out = append(out, line)
		}
	}
	slices.Reverse(out)
	return out
}

// temporary are the files of fsys.Replace.
var temporary = regexp.MustCompile(`^\.(.+)\.tmp-\d+$`)

// removeLeftovers removes the half-written files of a name in a folder, or of every
// name where that is empty. The caller sees to it that nobody is writing them.
func removeLeftovers(folder, name string) error {
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		if m := temporary.FindStringSubmatch(e.Name()); m != nil && (name == "" || m[1] == name) && e.Type().IsRegular() {
			err = errors.Join(err, os.Remove(filepath.Join(folder, e.Name())))
		}
	}
	return err
}

// lock keeps two processes from adding at once; the kernel frees it when one
// dies.
func (s Store) lock() (unlock func(), err error) {
	if err := os.MkdirAll(s.Folder, 0o755); err != nil {
		return nil, err
	}
	ctx, stop := context.WithTimeout(context.Background(), lockWait)
	defer stop()
	l := flock.New(s.Folder, flock.SetFlag(os.O_RDONLY))
	// What cannot be locked at all, as on some network file systems, is added
	// to all the same: a line is one write.
	if ok, err := l.TryLockContext(ctx, 5*time.Millisecond); !ok && errors.Is(err, context.DeadlineExceeded) {
		return nil, errors.New("another process has it locked")
	}
	return func() { _ = l.Close() }, nil
}

// append adds a line to the list. No symbolic link leads it elsewhere.
func (s Store) append(line []byte) error {
	root, err := os.OpenRoot(s.Folder)
	if err != nil {
		return err
	}
	defer root.Close()
	f, err := root.OpenFile(index, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	return appendTo(f, line)
}

// appendTo adds a line and closes the file. When that fails half-way the half is
// cut off again; one that a power cut has left is ended first.
func appendTo(f *os.File, line []byte) error {
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return errors.Join(err, f.Close())
	}
	line = append(line, '\n')
	if last := make([]byte, 1); size > 0 {
		if _, err := f.ReadAt(last, size-1); err == nil && last[0] != '\n' {
			line = append([]byte{'\n'}, line...)
		}
	}
	if _, err = f.Write(line); err == nil {
		err = f.Sync()
	}
	if err != nil {
		_ = f.Truncate(size) // the first error is the one that matters
	}
	return errors.Join(err, f.Close())
}

// lines are those of the index, broken ones left out.
func (s Store) lines() (out [][]byte, err error) {
	f, err := os.Open(filepath.Join(s.Folder, index))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 64<<10)
	for {
		line, err := in.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) <= mostLine && json.Valid(line) {
			out = append(out, line)
		}
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// named are the files of a run's report.
var named = regexp.MustCompile(`^(\d{8}T\d{6}\.\d{3}Z-\d+)\.(?:json|md|html)$`)

// IsReport says that a file's name is that of a run's report.
func IsReport(name string) bool { return named.MatchString(name) }

// forget removes the reports of runs that are listed no more.
func (s Store) forget(lines [][]byte) error {
	kept := ids(lines)
	entries, err := os.ReadDir(s.Folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if m := named.FindStringSubmatch(e.Name()); m != nil && !kept[m[1]] {
			err = errors.Join(err, os.Remove(filepath.Join(s.Folder, e.Name())))
		}
	}
	return err
}

// ids are the names of the runs in lines.
func ids(lines [][]byte) map[string]bool {
	out := map[string]bool{}
	for _, line := range lines {
		var r Run
		if json.Unmarshal(line, &r) == nil {
			out[r.ID] = true
		}
	}
	return out
}

// List gives the runs on the memory, by the name of its file, since a project may
// have been moved; the newest last. Without a name they are those on any memory. A
// folder that is not there has none.
func (s Store) List(memory string) ([]Run, error) {
	lines, err := s.lines()
	if err != nil {
		return nil, fmt.Errorf("read the runs in %s: %w", s.Folder, err)
	}
	var all, out []Run
	for _, line := range lines {
		var r Run
		if json.Unmarshal(line, &r) == nil {
			all = append(all, r)
		}
	}
	for _, r := range append(all, s.lost(ids(lines))...) {
		if memory == "" || filepath.Base(r.Memory) == filepath.Base(memory) {
			out = append(out, r)
		}
	}
	return out, nil
}
