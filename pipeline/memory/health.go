package memory

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// Part is a part of a memory's file that can be damaged by itself.
type Part string

// The parts of a memory.
const (
	// Structure is the file itself: its pages and the order of its indexes.
	Structure Part = "structure"
	// Schema is the definition of tables and indexes.
	Schema Part = "schema"
	// Units are the translations.
	Units Part = "unit"
	// Journal says which articles are finished.
	Journal Part = "journal"
	// Names is the glossary that the translations agree with.
	Names Part = "glossary"
	// Account is the ledger.
	Account Part = "ledger"
	// Counters are the numbers that are kept of all this.
	Counters Part = "counter"
	// Spool is the second copy of what was kept last.
	Spool Part = "spool"
)

// Fault is damage that Check found.
type Fault struct {
	Part Part `json:"part"`
	// ID is the row in the file, 0 where it is none.
	ID     int64  `json:"id,omitempty"`
	Detail string `json:"detail"`
}

// Health is what Check found.
type Health struct {
	// Version is that of the schema, 0 for a memory that holds nothing yet.
	Version int `json:"schema"`
	// Units, Articles and Calls are how many rows there are, damaged ones
	// included.
	Units    int `json:"units"`
	Articles int `json:"articles"`
	Calls    int `json:"calls"`
	// Faults are the first hundred; Damage counts all of them.
	Faults []Fault      `json:"faults"`
	Damage map[Part]int `json:"damage"`
}

// Sound says that nothing was found.
func (h *Health) Sound() bool { return len(h.Damage) == 0 }

// maxFaults is how many faults are listed.
const maxFaults = 100

func (h *Health) fault(part Part, id int64, format string, args ...any) {
	h.Damage[part]++
	if len(h.Faults) < maxFaults {
		h.Faults = append(h.Faults, Fault{part, id, fmt.Sprintf(format, args...)})
	}
}

// checker goes through a memory in one transaction, so that what others write
// meanwhile is not taken for damage.
type checker struct {
	ctx   context.Context
	tx    *sql.Tx
	spool *spool
	Health
}

// Check reads every row and every index of the memory and lists what is
// damaged. An error means that it could not be read, for another reason than
// damage.
func (m *Memory) Check(ctx context.Context) (Health, error) {
	c := checker{ctx: ctx, spool: &m.spool, Health: Health{Damage: map[Part]int{}, Faults: []Fault{}}}
	if m.read == nil {
		return c.Health, nil
	}
	tx, err := m.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return c.Health, m.fault("check", err)
	}
	defer tx.Rollback()
	c.tx = tx
	for _, step := range []func() error{c.structure, c.schema, c.units, c.journal, c.glossaries, c.ledger, c.counters, c.spooled} {
		if err := step(); err != nil {
			if classify(err) != Corrupt || ctx.Err() != nil {
				return c.Health, m.fault("check", err)
			}
			c.fault(Structure, 0, "%v", err)
		}
	}
	return c.Health, nil
}

// each runs a query and has scan read each of its rows.
func (c *checker) each(query string, scan func(*sql.Rows) error) error {
	rows, err := c.tx.QueryContext(c.ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// structure has SQLite look at each page and compare each index with its table
// (https://www.sqlite.org/pragma.html#pragma_integrity_check), and looks for
// rows that belong to none.
func (c *checker) structure() error {
	err := c.each(fmt.Sprintf("PRAGMA integrity_check(%d)", maxFaults), func(rows *sql.Rows) error {
		var line string
		err := rows.Scan(&line)
		if err == nil && line != "ok" {
			c.fault(Structure, 0, "%s", strings.ReplaceAll(line, "\n", "; "))
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.each("PRAGMA foreign_key_check", func(rows *sql.Rows) error {
		var table, parent string
		var id sql.NullInt64
		var key int
		err := rows.Scan(&table, &id, &parent, &key)
		if err == nil {
			c.fault(Structure, id.Int64, "a row of table %s belongs to no row of table %s", table, parent)
		}
		return err
	})
}

// schema compares the definitions with those that the migrations make.
func (c *checker) schema() error {
	if err := c.tx.QueryRowContext(c.ctx, "PRAGMA user_version").Scan(&c.Version); err != nil {
		return err
	}
	faults, err := schemaFaults(c.ctx, c.tx, c.Version)
	for _, f := range faults {
		c.fault(Schema, 0, "%s", f)
	}
	return err
}

// definitions are the statements that the schema of the version consists of, by
// the names of what they make.
func definitions(version int) (map[string]string, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }() // nothing is in it that could be lost
	db.SetMaxOpenConns(1)
	for _, step := range migrations[:min(version, len(migrations))] {
		if _, err := db.Exec(step); err != nil {
			return nil, err
		}
	}
	rows, err := db.Query("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, err
		}
		out[name] = text
	}
	return out, rows.Err()
}
