package memory

import (
	"database/sql"
	"errors"
	"fmt"
)

// application marks the file as a memory of this program, for SQLite's
// application_id and the file(1) command; "tgmm" in ASCII.
const application = 0x74676d6d

// oldest is the first SQLite release in which a reset of the write-ahead log
// cannot corrupt the file (https://www.sqlite.org/changes.html#version_3_51_3).
var oldest = [3]int{3, 51, 3}

// migrations lead from one version of the schema to the next; the version of a
// file, PRAGMA user_version, is the number of steps it has taken.
var migrations = []string{schema1, schema2, schema3, schema4, schema5, schema6, schema7}

// A pair is two languages; the translations of a mock engine have a pair of
// their own, so that play never mixes with work. The key of a unit is a hash of
// pair and text, its place one of the text with its context; most of the time
// of a writer goes into these two indexes, so they hold nothing else. unit_rank
// has the best row of a text first, so that a text which stands in ten thousand
// places is found as fast as any other.
const schema1 = `
CREATE TABLE pair (
	id     INTEGER PRIMARY KEY,
	source TEXT NOT NULL,
	target TEXT NOT NULL,
	mock   TEXT NOT NULL,
	units  INTEGER NOT NULL DEFAULT 0, -- how many there are
	UNIQUE (source, target, mock)
) STRICT;

CREATE TABLE unit (
	id         INTEGER PRIMARY KEY,
	pair       INTEGER NOT NULL REFERENCES pair,
	key        INTEGER NOT NULL,
	place      INTEGER NOT NULL,
	human      INTEGER NOT NULL,
	changed    INTEGER NOT NULL, -- milliseconds since 1970, UTC
	text       TEXT NOT NULL,
	before     TEXT NOT NULL,
	after      TEXT NOT NULL,
	article    TEXT NOT NULL,
	unit       TEXT NOT NULL,
	target     TEXT NOT NULL,
	state      TEXT NOT NULL,
	origin     TEXT NOT NULL,
	score      INTEGER NOT NULL,
	provenance TEXT NOT NULL, -- JSON
	sum        INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX unit_place ON unit (key, place);
CREATE INDEX unit_rank ON unit (key, human DESC, changed DESC);

CREATE TABLE done (
	pair        INTEGER NOT NULL REFERENCES pair,
	article     TEXT NOT NULL,
	fingerprint TEXT NOT NULL,
	outputs     BLOB NOT NULL,
	summary     BLOB NOT NULL,
	sum         INTEGER NOT NULL,
	PRIMARY KEY (pair, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
	id    INTEGER PRIMARY KEY CHECK (id = 1),
	units INTEGER NOT NULL,
	human INTEGER NOT NULL
) STRICT;
INSERT INTO revision VALUES (1, 0, 0);
`

var (
	errForeign = errors.New("it is a database, but not a translation memory")
	errNewer   = errors.New("it was written by a newer version of this program")
	errGarbled = errors.New("it is damaged")
)

// inspect returns the version of the schema, 0 for an empty file, and changes
// nothing.
func inspect(db *sql.DB) (version int, err error) {
	var app, tables int
	var library string
	err = db.QueryRow(`SELECT a.application_id, v.user_version,
		(SELECT count(*) FROM sqlite_schema), sqlite_version()
		FROM pragma_application_id a, pragma_user_version v`).Scan(&app, &version, &tables, &library)
	if err != nil {
		return 0, err
	}
	if err = checkLibrary(library); err != nil {
		return 0, err
	}
	switch {
	case app == 0 && version == 0 && tables == 0:
		return 0, nil
	case app != application:
		return 0, errForeign
	case version > len(migrations):
		return 0, fmt.Errorf("%w: found schema %d, expected at most %d", errNewer, version, len(migrations))
	}
	return version, nil
}

func checkLibrary(version string) error {
	var v [3]int
	if _, err := fmt.Sscanf(version, "%d.%d.%d", &v[0], &v[1], &v[2]); err != nil {
		return fmt.Errorf("read SQLite version %q: %w", version, err)
	}
	for i := range v {
		if v[i] != oldest[i] {
			if v[i] < oldest[i] {
				return fmt.Errorf("found SQLite %s, expected at least %d.%d.%d", version, oldest[0], oldest[1], oldest[2])
			}
			break
		}
	}
	return nil
}

// migrate brings the file to the newest schema, in one transaction. The
// journal mode is part of the file and set before, because SQLite cannot
// change it inside a transaction; and only once the file is known as ours.
func migrate(db *sql.DB) error {
	if _, err := inspect(db); err != nil {
		return err
	}
	var mode string
	if err := db.QueryRow("PRAGMA journal_mode = WAL").Scan(&mode); err != nil {
		return err
	}
	if mode != "wal" {
		return fmt.Errorf("set journal mode: found %q, expected wal; use a file on a local disk", mode)
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var version int
	if err := tx.QueryRow("PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version >= len(migrations) {
		return nil
	}
	for _, step := range migrations[version:] {
		if _, err := tx.Exec(step); err != nil {
			return err
		}
	}
	// Pragmas take no parameters; both numbers are constants of this package.
	_, err = tx.Exec(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", application, len(migrations)))
	if err != nil {
		return err
	}
	return tx.Commit()
}
