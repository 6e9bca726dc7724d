package runs

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// Killed is the meaning of a run that ended without a word: it was killed, or the
// machine went down.
const Killed = "killed"

// killedExit is what a shell says of a killed program.
const killedExit = 137

// begun ends the name of the file that says that a run is at work. The run has it
// locked; the kernel frees it when the process ends, however it ends.
const begun = ".begun"

// Begin notes that a run is at work, so that one that never comes to Add is listed
// too: as killed, by the next run, and by List at once. end takes the note away; of
// a run that could not be listed, as on a full disk, it leaves the note, which says
// then what the run has come to and is listed in its place.
func (s Store) Begin(r Run) (end func(Run), err error) {
	if err := os.MkdirAll(s.Folder, 0o755); err != nil {
		return func(Run) {}, s.fault(err)
	}
	r.Message, r.Level, r.Exit, r.Meaning, r.Time = "run ended", "ERROR", killedExit, Killed, r.Started
	note, err := json.Marshal(r)
	if err != nil {
		return func(Run) {}, s.fault(err)
	}
	name := filepath.Join(s.Folder, r.ID+begun)
	l := flock.New(name, flock.SetFlag(os.O_CREATE|os.O_RDWR))
	if err = l.Lock(); err == nil { // somebody may just be looking at it
		err = os.WriteFile(name, note, 0o644)
	}
	end = func(r Run) {
		if lines, err := s.lines(); err == nil && ids(lines)[r.ID] {
			_ = os.Remove(name) // a run that is listed already: see lost
		} else {
			_ = rewrite(name, r) // it says "killed" then
		}
		_ = l.Close()
	}
	return end, s.fault(err)
}

// rewrite puts the run into its note, in the room that the note has on the disk.
func rewrite(name string, r Run) error {
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if info, err := f.Stat(); err == nil { // white space is no part of JSON
		line = append(line, bytes.Repeat([]byte{' '}, max(0, int(info.Size())-len(line)))...)
	}
	_, err = f.WriteAt(line, 0)
	return errors.Join(err, f.Sync(), f.Close())
}

// lost are the runs that ended without being listed, in order.
func (s Store) lost(listed map[string]bool) (out []Run) {
	s.notes(func(_ string, r Run) {
		// One that died before its note was whole had done nothing.
		if r.ID != "" && !listed[r.ID] {
			out = append(out, r)
		}
	})
	return out
}

// clear removes the notes of runs that are listed, and of those that never were.
func (s Store) clear(listed map[string]bool) {
	s.notes(func(name string, r Run) {
		if r.ID == "" || listed[r.ID] {
			_ = os.Remove(name) // the next run tries again
		}
	})
}

// notes gives each the notes of runs that are at work no more, in order; a run
// without a name is one whose note is not whole.
func (s Store) notes(each func(name string, r Run)) {
	entries, _ := os.ReadDir(s.Folder) // sorted by name, which is by time
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), begun) {
			continue
		}
		name := filepath.Join(s.Folder, e.Name())
		l := flock.New(name, flock.SetFlag(os.O_RDONLY)) // others may look, too
		if ok, err := l.TryRLock(); ok && err == nil {
			each(name, read(name))
		}
		_ = l.Close()
	}
}

// read reads a note.
func read(name string) (r Run) {
	data, err := os.ReadFile(name)
	if err != nil || json.Unmarshal(data, &r) != nil {
		return Run{}
	}
	return r
}
