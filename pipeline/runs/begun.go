package runs

import (
	"encoding/json"
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
// too: as killed, by the next run, and by List at once. end takes the note away.
func (s Store) Begin(r Run) (end func(), err error) {
	if err := os.MkdirAll(s.Folder, 0o755); err != nil {
		return func() {}, s.fault(err)
	}
	r.Message, r.Level, r.Exit, r.Meaning, r.Time = "run ended", "ERROR", killedExit, Killed, r.Started
	note, err := json.Marshal(r)
	if err != nil {
		return func() {}, s.fault(err)
	}
	name := filepath.Join(s.Folder, r.ID+begun)
	l := flock.New(name, flock.SetFlag(os.O_CREATE|os.O_RDWR))
	_, err = l.TryLock()
	if err == nil {
		err = os.WriteFile(name, note, 0o644)
	}
	end = func() {
		_ = os.Remove(name) // a run that is listed already: see lost
		_ = l.Close()
	}
	return end, s.fault(err)
}

// lost are the runs that ended without a word and are not listed yet, in order. With
// take their notes are removed.
func (s Store) lost(listed map[string]bool, take bool) (out []Run) {
	entries, _ := os.ReadDir(s.Folder) // sorted by name, which is by time
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), begun) {
			continue
		}
		name := filepath.Join(s.Folder, e.Name())
		l := flock.New(name, flock.SetFlag(os.O_RDWR))
		lock := l.TryRLock
		if take {
			lock = l.TryLock
		}
		if ok, err := lock(); !ok || err != nil {
			_ = l.Close()
			continue // at work
		}
		data, err := os.ReadFile(name)
		var r Run
		// One that died before its note was whole had done nothing.
		if err == nil && json.Unmarshal(data, &r) == nil && !listed[r.ID] && r.ID != "" {
			out = append(out, r)
		}
		if take {
			_ = os.Remove(name)
		}
		_ = l.Close()
	}
	return out
}
