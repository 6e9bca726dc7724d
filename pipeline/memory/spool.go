package memory

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"time"

	"github.com/zeebo/xxh3"

	"targman/pipeline/money"
)

// spool is a second copy of what was kept last: a folder beside the memory with a
// file of JSON lines for each day, UTC. A commit is on the disk here before it is
// in the memory, so that an answer which was paid for survives a log that is lost
// or cut, and a backup put in the memory's place (replay.go). Writers take turns
// by the memory's own lock: they append inside their transaction.
type spool struct {
	folder string
	clock  func() time.Time
	mu     sync.Mutex
	file   *os.File
	// last is the newest number that this process knows of; mu guards it and file.
	last int64
}

// spoolEnd ends the name of a memory's spool.
const spoolEnd = ".spool"

// spoolDays is how many files there are at most. They are counted and not dated:
// a clock that is set wrong removes nothing.
const spoolDays = 7

var spoolName = regexp.MustCompile(`^[0-9]{8}\.jsonl$`)

// record is one commit.
type record struct {
	// Seq numbers the commits of a memory, from 1.
	Seq int64 `json:"seq"`
	// Time is in milliseconds since 1970, UTC.
	Time int64 `json:"time"`
	// Did says what a commit changed that is not in the record; empty where all is.
	Did string `json:"did,omitempty"`
	Pair
	Entries []Entry `json:"entries,omitempty"`
	// Bill settled a call, and Call is how the call stands in the ledger: with it,
	// or, where there is no bill, as it was booked.
	Bill *money.Settlement `json:"bill,omitempty"`
	Call *Booked           `json:"call,omitempty"`
	// Refused says why Engine was given up with questions, by their keys.
	Engine  string            `json:"engine,omitempty"`
	Refused map[string]string `json:"refused,omitempty"`
}

// empty says that losing the record would lose nothing.
func (r *record) empty() bool {
	return r.Did == "" && len(r.Entries)+len(r.Refused) == 0 && !r.counts()
}

// counts says that the record changes what was spent: what costs nothing and is
// not counted by the service does not.
func (r *record) counts() bool {
	switch {
	case r.Bill != nil:
		return r.Bill.Cost > 0 || r.Bill.Usage.Told() || r.Bill.State == money.Free
	case r.Call != nil:
		return r.Call.Cost > 0 || r.Call.Usage.Told()
	}
	return false
}

// spoolLine is a record as it is written: Sum is the XXH3 of the record's bytes.
type spoolLine struct {
	Sum    string          `json:"sum"`
	Record json.RawMessage `json:"record"`
}

func spoolSum(data []byte) string { return fmt.Sprintf("%016x", xxh3.Hash(data)) }

// next is the number of the next commit of a memory whose newest one is given. No
// number is given twice, even if that commit fails. The caller has mu.
func (s *spool) next(newest int64) int64 {
	s.last = max(s.last, newest) + 1
	return s.last
}

// write appends a record to the file of the day. The caller has mu.
func (s *spool) write(r *record) error {
	data, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("spool: %w", err)
	}
	line, err := json.Marshal(spoolLine{spoolSum(data), data})
	if err != nil {
		return fmt.Errorf("spool: %w", err)
	}
	if err := s.today(); err != nil {
		return err
	}
	if torn, err := s.torn(); err != nil || torn {
		line = append([]byte("\n"), line...)
	}
	_, err = s.file.Write(append(line, '\n'))
	return err
}

// add writes a record so that it is on the disk. The caller has mu.
func (s *spool) add(r *record) error {
	if err := s.write(r); err != nil {
		return err
	}
	return s.file.Sync()
}

// number gives the record the number of the transaction that it tells of. The
// caller has the spool's mu.
func (m *Memory) number(ctx context.Context, tx *sql.Tx, r *record) error {
	var newest int64
	if err := tx.QueryRowContext(ctx, "SELECT seq FROM revision").Scan(&newest); err != nil {
		return err
	}
	r.Seq, r.Time = m.spool.next(newest), m.clock().UnixMilli()
	_, err := tx.ExecContext(ctx, "UPDATE revision SET seq = ?", r.Seq)
	return err
}

// spoolIn numbers the record and has it on the disk before the transaction that
// it tells of is committed.
func (m *Memory) spoolIn(ctx context.Context, tx *sql.Tx, r *record) error {
	if r.empty() {
		return nil
	}
	m.spool.mu.Lock()
	defer m.spool.mu.Unlock()
	if err := m.number(ctx, tx, r); err != nil {
		return err
	}
	return m.spool.add(r)
}

// spoolBehind commits the transaction of a booking and then writes its record,
// which is not synced: the booking is on the disk in the memory before the call is
// made, and is wanted only when the memory has lost it. That it were lost here as
// well would take a power cut too, before the next answer was kept.
func (m *Memory) spoolBehind(ctx context.Context, tx *sql.Tx, r *record) error {
	if r.empty() {
		return tx.Commit()
	}
	m.spool.mu.Lock()
	defer m.spool.mu.Unlock()
	if err := m.number(ctx, tx, r); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	err := m.fault("book a call in", m.spool.write(r))
	if err != nil {
		m.trouble.note(err, false) // the call is not made, and no other one is booked in vain
	}
	return err
}

// spoolAlone writes a record that the memory cannot take any more.
func (m *Memory) spoolAlone(r *record) error {
	m.spool.mu.Lock()
	defer m.spool.mu.Unlock()
	r.Seq, r.Time = m.spool.next(0), m.clock().UnixMilli()
	return m.spool.add(r)
}

// open opens the file of the day, so that there is one.
func (s *spool) open() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.today()
}

// torn says that the file does not end with the end of a line, because a process
// died or the disk was full.
func (s *spool) torn() (bool, error) {
	info, err := s.file.Stat()
	if err != nil || info.Size() == 0 {
		return false, err
	}
	var end [1]byte
	_, err = s.file.ReadAt(end[:], info.Size()-1)
	return end[0] != '\n', err
}

// today opens the file of the day.
func (s *spool) today() error {
	name := filepath.Join(s.folder, s.clock().UTC().Format("20060102")+".jsonl")
	if s.file != nil && s.file.Name() == name {
		return nil
	}
	if err := s.close(); err != nil {
		return err
	}
	if err := os.MkdirAll(s.folder, 0o755); err != nil {
		return err
	}
	_, err := os.Lstat(name)
	fresh := errors.Is(err, fs.ErrNotExist)
	if s.file, err = OpenBeside(name, os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o644); err != nil || !fresh {
		return err
	}
	return errors.Join(syncFolder(s.folder), syncFolder(filepath.Dir(s.folder)), s.prune())
}

// prune removes the files whose newest records are the oldest.
func (s *spool) prune() error {
	files, err := s.files()
	if err != nil {
		return err
	}
	old := slices.DeleteFunc(files, func(d day) bool { return d.name == s.file.Name() }) // it has no record yet
	for _, f := range old[:max(0, len(old)-spoolDays+1)] {
		if err := os.Remove(f.name); err != nil {
			return err
		}
	}
	return nil
}

// day is one file of a spool. last is the number of its newest record, 0 when it
// has none.
type day struct {
	name string
	last int64
}

// files lists the files by the numbers of their newest records, ascending.
func (s *spool) files() ([]day, error) {
	entries, err := os.ReadDir(s.folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var out []day
	for _, e := range entries {
		if err == nil && spoolName.MatchString(e.Name()) {
			d := day{name: filepath.Join(s.folder, e.Name())}
			d.last, err = lastIn(d.name)
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b day) int { return int(a.last - b.last) })
	return out, err
}

func (s *spool) close() error {
	if s.file == nil {
		return nil
	}
	f := s.file
	s.file = nil
	return f.Close()
}
