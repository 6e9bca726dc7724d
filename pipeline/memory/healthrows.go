package memory

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// units verifies the checksum of every translation, and that its hashes lead to
// it.
func (c *checker) units() error {
	return c.each("SELECT "+columns+" FROM unit ORDER BY id", func(rows *sql.Rows) error {
		var r row
		if err := r.scan(rows); err != nil {
			return err
		}
		c.Units++
		if !r.sound() {
			c.fault(Units, r.id, "the checksum of the translation is wrong: %q", short(r.Text))
		} else if key, place := r.hashes(r.pair); key != r.key || place != r.place {
			c.fault(Units, r.id, "the translation is not found under its text: %q", short(r.Text))
		}
		return nil
	})
}

// short is the beginning of a text.
func short(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

func (c *checker) journal() error {
	return c.each("SELECT article, fingerprint, outputs, summary, sum FROM done", func(rows *sql.Rows) error {
		var article string
		var d Done
		var outputs []byte
		var sum int64
		if err := rows.Scan(&article, &d.Fingerprint, &outputs, &d.Summary, &sum); err != nil {
			return fmt.Errorf("%w: %w", errGarbled, err)
		}
		c.Articles++
		if sum != d.checksum(article, outputs) {
			c.fault(Journal, 0, "what is noted of %q is damaged", strings.TrimLeft(short(article), "\x00"))
		}
		return nil
	})
}

func (c *checker) glossaries() error {
	if c.Version < 3 {
		return nil
	}
	return c.each("SELECT pair, fingerprint, data, sum FROM glossary", func(rows *sql.Rows) error {
		var g Glossary
		var pair, sum int64
		if err := rows.Scan(&pair, &g.Fingerprint, &g.Data, &sum); err != nil {
			return fmt.Errorf("%w: %w", errGarbled, err)
		}
		if sum != g.checksum() {
			c.fault(Names, pair, "the glossary that the translations agree with is damaged")
		}
		return nil
	})
}

// spooled reads the spool through, and says when the memory is behind it.
func (c *checker) spooled() error {
	if c.Version < 7 {
		return nil
	}
	var seq int64
	if err := c.tx.QueryRowContext(c.ctx, "SELECT seq FROM revision").Scan(&seq); err != nil {
		return err
	}
	files, err := c.spool.files()
	behind := 0
	for _, f := range files {
		if err != nil {
			return err
		}
		var damaged int
		damaged, err = eachLine(f.name, func(_ int64, line []byte) {
			if r, _ := parseLine(line); r.Seq > seq {
				behind++
			}
		})
		if damaged > 0 {
			c.fault(Spool, 0, "%s: %d records cannot be read", f.name, damaged)
		}
	}
	if behind > 0 {
		c.fault(Spool, 0, "the memory has lost its %d newest changes", behind)
	}
	return err
}

// ledger looks at what can be told of a call without a checksum.
func (c *checker) ledger() error {
	if c.Version < 2 {
		return nil
	}
	return c.each("SELECT id, state, usage, cost FROM call ORDER BY id", func(rows *sql.Rows) error {
		var id, cost int64
		var state, usage string
		if err := rows.Scan(&id, &state, &usage, &cost); err != nil {
			return fmt.Errorf("%w: %w", errGarbled, err)
		}
		c.Calls++
		if cost < 0 || !json.Valid([]byte(usage)) {
			c.fault(Account, id, "what is booked of the call cannot be read")
		}
		return nil
	})
}

// counters compares the numbers of units with what is there. Every unit was
// counted as a change once, so that a file from which units have vanished has
// more changes, but never one with fewer.
func (c *checker) counters() error {
	err := c.each("SELECT id, units, (SELECT count(*) FROM unit WHERE pair = p.id) FROM pair AS p", func(rows *sql.Rows) error {
		var id int64
		var noted, there int
		err := rows.Scan(&id, &noted, &there)
		if err == nil && noted != there {
			c.fault(Counters, id, "%d translations of a pair of languages are noted, %d are there", noted, there)
		}
		return err
	})
	if err != nil {
		return err
	}
	var changes int
	err = c.tx.QueryRowContext(c.ctx, "SELECT units FROM revision").Scan(&changes)
	if errors.Is(err, sql.ErrNoRows) {
		c.fault(Counters, 0, "the counter of changes is missing")
		return nil
	}
	if err == nil && changes < c.Units {
		c.fault(Counters, 0, "%d changes are noted and %d translations are there", changes, c.Units)
	}
	return err
}
