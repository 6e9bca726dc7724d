package memory

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Kind says what is wrong with the file, as far as a caller may want to branch
// on it.
type Kind uint8

// The kinds of Error.
const (
	// Other is anything else, a cancelled context among it.
	Other Kind = iota
	// Corrupt is a file that is damaged or no database at all.
	Corrupt
	// Foreign is a database of another program.
	Foreign
	// Newer is a memory of a newer version of this program.
	Newer
	// Full is a disk, or a quota, without room.
	Full
	// Denied is a file or folder that may not be read or written.
	Denied
	// IO is a disk that fails. What was written last is uncertain, and trying
	// again may pretend to succeed, so nothing is tried again.
	IO
	// Locked is a file that another process kept locked for too long.
	Locked
	// Remote is a file on a network file system.
	Remote
)

// hints are the one thing to do about each kind.
var hints = [...]string{
	Corrupt: "put a backup in its place (targman memory restore), or move it away together with its -wal file",
	Foreign: "name another file for the memory",
	Newer:   "use that version, or name another file for the memory",
	Full:    "free some space and run again; what was kept before is safe",
	Denied:  "give write permission to the file and its folder, or name another file for the memory",
	IO:      "check the disk; what was kept before is safe",
	Locked:  "wait for the other run to end and run again",
	Remote:  "name a file on a local disk, or set memory.network: true where one machine alone uses it",
}

// Error is a fault of the file that holds the memory.
type Error struct {
	// Op is what was being done: "open", "keep in".
	Op string
	// Path is the file.
	Path string
	Kind Kind
	Err  error
	// hint is what to do, where it is not the one of the kind.
	hint string
}

func (e *Error) Error() string {
	s := fmt.Sprintf("%s memory %s: %v", e.Op, e.Path, e.Err)
	hint := e.hint
	if hint == "" && int(e.Kind) < len(hints) {
		hint = hints[e.Kind]
	}
	if hint != "" {
		s += "; " + hint
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf returns the kind of the *Error in the chain of err, Other if there is
// none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Other
}

func (m *Memory) fault(op string, err error) error {
	err = FileFault(op, m.path, err)
	if kind := KindOf(err); kind == IO || kind == Corrupt {
		m.trouble.note(err, true)
	}
	return err
}

// FileFault makes an *Error of what went wrong with a memory's file or one beside
// it, unless it is one already.
func FileFault(op, path string, err error) error {
	var e *Error
	if err == nil || errors.As(err, &e) {
		return err
	}
	return &Error{Op: op, Path: path, Kind: classify(err), Err: err}
}

func classify(err error) Kind {
	var e *sqlite.Error
	switch {
	case errors.As(err, &e):
		return classifyCode(e.Code())
	case errors.Is(err, errGarbled):
		return Corrupt
	case errors.Is(err, errForeign):
		return Foreign
	case errors.Is(err, errNewer):
		return Newer
	case errors.Is(err, errRemote):
		return Remote
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return Full
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS),
		errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EISDIR):
		return Denied
	case errors.Is(err, syscall.EIO):
		return IO
	}
	return Other
}

// classifyCode goes by SQLite's result code (https://www.sqlite.org/rescode.html),
// of which the low byte is the primary one.
func classifyCode(code int) Kind {
	if code == sqlite3.SQLITE_IOERR_SHMSIZE {
		// The index of the log could not grow, which is how a full disk shows
		// when it is the index that meets it.
		return Full
	}
	switch code & 0xff {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT:
		return Corrupt
	case sqlite3.SQLITE_FULL:
		return Full
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return Denied
	case sqlite3.SQLITE_IOERR:
		return IO
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return Locked
	}
	return Other
}
