//go:build linux

package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // reads a memory without the product's own code

	"targman/pipeline/memory"
)

// state is what lies in the file of a memory.
type state struct {
	// kept has the translation of each text.
	kept map[string]string
	// booked has the state of each call in the ledger by its id.
	booked map[int64]string
	// What is counted as spent: calls and characters; characters of calls whose
	// end nobody knows, and how many calls are still open.
	calls, characters, unknown, open int
	// damage is what is wrong with the file; one that is unreadable was not read
	// any further.
	damage     []string
	unreadable bool
}

// Calls of these states may have been billed; a free one was not.
const (
	callIntent  = "intent"
	callUnknown = "unknown"
	callFree    = "free"
)

// readState looks at a copy of the file and its log, so that looking changes
// nothing, not even by replaying the log. No process may have it open.
func readState(file string) (*state, error) {
	folder, err := os.MkdirTemp("", "targman-torture-look-")
	if err != nil {
		return nil, err
	}
	defer remove(folder)
	copied := filepath.Join(folder, "memory.db")
	for _, end := range []string{"", "-wal"} {
		if err := copyFile(file+end, copied+end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("copy the memory: %w", err)
		}
	}
	return readCopy(copied)
}

func readCopy(file string) (*state, error) {
	s := &state{kept: map[string]string{}, booked: map[int64]string{}}
	if info, err := os.Stat(file); err != nil || info.Size() == 0 {
		if errors.Is(err, fs.ErrNotExist) || err == nil {
			return s, nil
		}
		return nil, err
	}
	db, err := sql.Open("sqlite", file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	var verdict string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		s.unreadable = true
		s.damage = append(s.damage, fmt.Sprintf("integrity_check: %q, error %v", verdict, err))
		return s, nil
	}
	var version int
	if err := db.QueryRow("PRAGMA user_version").Scan(&version); err != nil || version == 0 {
		return s, err // died before the first commit
	}
	if err := errors.Join(s.readUnits(db), s.readCalls(db)); err != nil {
		return nil, fmt.Errorf("read the memory: %w", err)
	}
	health, err := memory.CheckFile(context.Background(), file)
	if err != nil {
		return nil, fmt.Errorf("check the memory: %w", err)
	}
	for _, f := range health.Faults {
		s.damage = append(s.damage, fmt.Sprintf("%s %d: %s", f.Part, f.ID, f.Detail))
	}
	return s, nil
}

func (s *state) readUnits(db *sql.DB) error {
	rows, err := db.Query("SELECT text, target FROM unit")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var text, target string
		if err := rows.Scan(&text, &target); err != nil {
			return err
		}
		s.kept[text] = target
	}
	return rows.Err()
}

func (s *state) readCalls(db *sql.DB) error {
	rows, err := db.Query("SELECT id, state, (SELECT ifnull(sum(characters), 0) FROM share WHERE call = id) FROM call")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var state string
		var characters int
		if err := rows.Scan(&id, &state, &characters); err != nil {
			return err
		}
		s.book(id, state, characters)
	}
	return rows.Err()
}

func (s *state) book(id int64, state string, characters int) {
	s.booked[id] = state
	if state != callFree {
		s.calls++
		s.characters += characters
	}
	if state == callIntent || state == callUnknown {
		s.unknown += characters
	}
	if state == callIntent {
		s.open++
	}
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o666)
}
