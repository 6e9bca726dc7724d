package memory

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
)

// What can be told of a memory at each start, without reading all of it: before
// anybody is paid, and before a page that is missing is met half way.

// headerSize is that of the header of a database, in bytes; the offsets are those
// of https://www.sqlite.org/fileformat.html#the_database_header.
const headerSize = 100

// checkLength finds that the end of the file is missing. It looks twice, because
// another process may be at work with the file.
func (m *Memory) checkLength() error {
	var short error
	for range 2 {
		found, want, err := lengths(m.path)
		if err != nil || found >= want {
			return err
		}
		if log, err := os.Stat(m.path + "-wal"); err == nil && log.Size() > 0 {
			return nil // what is missing may be in the log
		}
		short = fmt.Errorf("%w: found %d bytes, expected %d", errGarbled, found, want)
	}
	return short
}

// lengths are how many bytes a database has and by its header should have, or
// two zeros where that cannot be told.
func lengths(path string) (found, want int64, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, 0, nil
	}
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	h := make([]byte, headerSize)
	n, _ := f.Read(h) // SQLite tells what is wrong with it
	if n < headerSize || string(h[:16]) != "SQLite format 3\x00" || binary.BigEndian.Uint32(h[24:]) != binary.BigEndian.Uint32(h[92:]) {
		return 0, 0, nil
	}
	page := int64(binary.BigEndian.Uint16(h[16:]))
	if page == 1 {
		page = 64 << 10
	}
	info, err := f.Stat()
	if err != nil {
		return 0, 0, err
	}
	return info.Size(), page * int64(binary.BigEndian.Uint32(h[28:])), nil
}

// mostChecked is the size of a file, in bytes, up to which its pages are looked at
// before a run pays for the first time: half a second.
const mostChecked = 128 << 20

// checkPages has SQLite look at the order of all pages
// (https://www.sqlite.org/pragma.html#pragma_quick_check).
func (m *Memory) checkPages(ctx context.Context) error {
	info, err := os.Stat(m.path)
	if err != nil || info.Size() > mostChecked {
		return err
	}
	return m.checkBy(ctx, "quick_check(1)")
}

// checkPairs compares the few pairs of languages with their index: a pair that is
// not found has no translations
// (https://www.sqlite.org/pragma.html#pragma_integrity_check).
func (m *Memory) checkPairs() error {
	return m.checkBy(context.Background(), "integrity_check(pair)")
}

func (m *Memory) checkBy(ctx context.Context, pragma string) error {
	var verdict string
	if err := m.write.QueryRowContext(ctx, "PRAGMA "+pragma).Scan(&verdict); err != nil || verdict == "ok" {
		return err
	}
	return fmt.Errorf("%w: %s", errGarbled, strings.ReplaceAll(verdict, "\n", "; "))
}

// checkSchema finds tables and indexes that are not as the migrations make them.
func (m *Memory) checkSchema() error {
	faults, err := schemaFaults(context.Background(), m.write, len(migrations))
	if err == nil && len(faults) > 0 {
		err = fmt.Errorf("%w: %s", errGarbled, faults[0])
	}
	return err
}

// latest are the definitions of today's schema.
var latest = sync.OnceValues(func() (map[string]string, error) { return definitions(len(migrations)) })

// schemaFaults compares the definitions with those that the migrations up to the
// version make.
func schemaFaults(ctx context.Context, q querier, version int) (faults []string, err error) {
	want, err := latest()
	if version < len(migrations) {
		want, err = definitions(version)
	}
	if err != nil {
		return nil, err
	}
	rows, err := q.QueryContext(ctx, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := map[string]bool{}
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, err
		}
		found[name] = true
		switch w, ok := want[name]; {
		case strings.HasPrefix(name, "sqlite_"): // statistics of SQLite
		case !ok:
			faults = append(faults, name+" is not of this program")
		case w != text:
			faults = append(faults, name+" is not as this program makes it")
		}
	}
	for name := range want {
		if !found[name] {
			faults = append(faults, name+" is missing")
		}
	}
	return faults, rows.Err()
}
