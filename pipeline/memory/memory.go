// Package memory is the translation memory: what was translated once, by whom
// or by what, and where, in one SQLite file. Recall finds a text again, Keep
// stores it, Import and Export exchange it as TMX, and Done remembers which
// articles are finished. A human's work is never overwritten by a machine's,
// and what Keep has returned from survives a crash.
//
// Texts are plain strings in NFC whose inline codes stand as placeholders, ⟦1⟧
// ⟦2⟧ and so on, numbered from 1 in order of appearance in the source. The
// package never translates, knows no language and prints nothing. Start at
// Open and Recall.
package memory

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Memory is an open translation memory. It may be used by several goroutines
// at once, and several processes may have the same file open: writers wait for
// each other, readers wait for nobody.
type Memory struct {
	path  string
	clock func() time.Time
	// write has one connection, so that writers of this process queue here;
	// it is nil in a memory that is open for reading only.
	write *sql.DB
	// read is nil when the file does not exist and may not be created.
	read *sql.DB

	// Compiled for the writer and the readers.
	upsert, places, recall, counts bulk

	mu      sync.Mutex
	damaged map[int64]bool

	// version is that of the schema, as the readers found it.
	version int

	similar   similar
	indexOf   string
	leastKept int
	penalties []Penalty

	spool    spool
	replayed Replayed
	reserve  reserve
	trouble  trouble
}

// Options set how a memory is opened.
type Options struct {
	// Clock tells the time of a change that names none itself; time.Now when nil.
	Clock func() time.Time
	// ReadOnly opens the memory without changing or creating anything; a file
	// that does not exist then reads as an empty memory.
	ReadOnly bool
	// Penalties lower the score of translations that are trusted less.
	Penalties []Penalty
	// IndexOf is the file of the memory that this one is a copy of: its index of
	// similar texts is read, and none is written.
	IndexOf string
	// Network lets the file lie on a network file system.
	Network bool
	// fileSystem names the network file system that a folder is on; tests put in
	// one of theirs.
	fileSystem func(folder string) (string, error)
	// Wait is how long a writer waits for another one; 10 seconds when zero.
	Wait time.Duration
}

// Open opens the memory in the file at path, and creates the file and its
// folder if there are none. Errors are of type *Error; a file that is damaged,
// newer than this program or something else is left as it is.
func Open(path string, o Options) (*Memory, error) {
	m := &Memory{path: path, clock: o.Clock, penalties: o.Penalties, indexOf: o.IndexOf,
		leastKept: leastKept, damaged: map[int64]bool{}}
	if m.clock == nil {
		m.clock = time.Now
	}
	m.spool = spool{folder: path + spoolEnd, clock: m.clock}
	m.reserve.name = path + reserveEnd
	if o.Wait == 0 {
		o.Wait = 10 * time.Second
	}
	open := m.openWrite
	if o.ReadOnly {
		open = m.openRead
	}
	if err := m.patiently(o, open); err != nil {
		return nil, m.fault("open", m.plainly(o, err))
	}
	return m, nil
}

// plainly is what stands behind SQLite's word that it cannot open a file, such as
// a disk without room for another one.
func (m *Memory) plainly(o Options, err error) error {
	var e *sqlite.Error
	if o.ReadOnly || !errors.As(err, &e) || e.Code()&0xff != sqlite3.SQLITE_CANTOPEN {
		return err
	}
	probe, fault := temporary(m.path)
	if fault != nil {
		return fault
	}
	return errors.Join(err, os.Remove(probe))
}

// patiently opens the file, and again while another process or goroutine is
// just making or closing it: SQLite does not wait then, whatever its busy
// timeout, because waiting could be for ever
// (https://www.sqlite.org/c3ref/busy_handler.html).
func (m *Memory) patiently(o Options, open func(Options) error) error {
	for start := time.Now(); ; time.Sleep(openPause) {
		err := open(o)
		if err == nil {
			return nil
		}
		_ = m.Close() // the first error is the one that matters
		if classify(err) != Locked || time.Since(start) > o.Wait {
			return err
		}
	}
}

// openPause is how long to wait before a file is opened again.
const openPause = 5 * time.Millisecond

func (m *Memory) openWrite(o Options) (err error) {
	if err = os.MkdirAll(filepath.Dir(m.path), 0o755); err != nil {
		return err
	}
	if err = errors.Join(m.checkPlace(o), m.checkLength()); err != nil {
		return err
	}
	if m.write, err = sql.Open("sqlite", writeName(m.path, o.Wait)); err != nil {
		return err
	}
	m.write.SetMaxOpenConns(1)
	if err = migrate(m.write); err != nil {
		return err
	}
	if err = errors.Join(m.checkSchema(), m.checkPairs()); err != nil {
		return err
	}
	if m.upsert, err = prepare(m.write, 50, upsertSQL); err != nil {
		return err
	}
	if m.places, err = prepare(m.write, 500, placesSQL); err != nil {
		return err
	}
	if err = m.replay(context.Background()); err != nil {
		return err
	}
	return m.openPool(readName(m.path, o.Wait, false))
}

// openRead opens an existing memory without changing it. Where there is no
// write-ahead log nobody has the file open, and it is read as it lies: SQLite
// would else create a log, which may be neither wanted nor possible.
func (m *Memory) openRead(o Options) error {
	file, err := os.Stat(m.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case file.IsDir():
		return &fs.PathError{Op: "open", Path: m.path, Err: syscall.EISDIR}
	}
	if err := m.checkLength(); err != nil {
		return err
	}
	_, err = os.Stat(m.path + "-wal")
	still := errors.Is(err, fs.ErrNotExist)
	return m.openPool(readName(m.path, o.Wait, still))
}

// openPool opens the readers. An empty file, which a crash may leave behind
// before the first commit, is read like none.
func (m *Memory) openPool(name string) error {
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	version, err := inspect(db)
	if err != nil || version == 0 {
		return errors.Join(err, db.Close())
	}
	m.version = version
	m.read = db
	m.recall, err = prepare(db, 200, recallSQL)
	m.counts, _ = prepare(db, 200, countsSQL) // an index that is missing is for Check to tell of
	return err
}

// Close closes the file. Everything kept before is already safe.
func (m *Memory) Close() error {
	var errs []error
	for _, db := range []*sql.DB{m.read, m.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	m.read, m.write = nil, nil
	errs = append(errs, m.spool.close())
	return errors.Join(errs...)
}

// Path is the file as it was given to Open.
func (m *Memory) Path() string { return m.path }

// Damaged lists the rows, by their id in the file, whose checksum was found
// wrong since the memory was opened; ascending. They are never returned by
// Recall or Export.
func (m *Memory) Damaged() []int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	ids := make([]int64, 0, len(m.damaged))
	for id := range m.damaged {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func (m *Memory) noteDamage(id int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.damaged[id] = true
}

// writable says why nothing can be written, or nil.
func (m *Memory) writable() error {
	if m.write == nil {
		return fmt.Errorf("it is open for reading only: %w", fs.ErrPermission)
	}
	return m.trouble.broken()
}
