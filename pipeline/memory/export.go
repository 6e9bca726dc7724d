package memory

import (
	"context"
	"database/sql"
	"io"
	"strings"
	"unicode/utf8"
)

// Exported counts what Export wrote.
type Exported struct {
	Written int
	// Skipped counts the units that were not written, by reason; those that
	// the filter leaves out are not counted.
	Skipped map[string]int
}

// Export writes the pair's units in the format, TMX 1.4b when it is zero, in the order in which they were
// first kept; only those for which the filter is true, all when it is nil.
// Importing the file into an empty memory makes an equal one. What mock engines
// made stays at home.
func (m *Memory) Export(ctx context.Context, p Pair, f Format, w io.Writer, filter func(Entry) bool) (Exported, error) {
	out := Exported{Skipped: map[string]int{}}
	p, err := p.canonical()
	if err != nil {
		return out, err
	}
	f = f.orTMX()
	t, err := f.create(w, p)
	if err != nil {
		return out, err
	}
	if m.read != nil {
		if err := m.export(ctx, p, f.xml, t, filter, &out); err != nil {
			return out, m.fault("export from", err)
		}
	}
	return out, t.close()
}

func (m *Memory) export(ctx context.Context, p Pair, xml bool, t unitWriter, filter func(Entry) bool, out *Exported) error {
	tx, err := m.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	pair, _, err := p.find(ctx, tx, "")
	if err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, "SELECT "+columns+" FROM unit WHERE pair = ? ORDER BY id", pair)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var r row
		if err := r.scan(rows); err != nil {
			return err
		}
		switch {
		case !r.sound():
			m.noteDamage(r.id)
			out.Skipped[damagedRow]++
		case filter != nil && !filter(r.Entry):
		case !r.legal(xml):
			out.Skipped[illegalLetter]++
		default:
			out.Written++
			if err := t.unit(&r); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// legal says that the file can hold every text of the row: UTF-8, and in XML
// what that allows (https://www.w3.org/TR/xml/#charsets); the encoders would
// replace what they cannot, silently.
func (r *row) legal(xml bool) bool {
	v := &r.Provenance
	list := append([]string{r.Text, r.Before, r.After, r.Article, r.Unit, r.Target, string(r.State),
		string(r.Origin), v.By, v.Engine, v.Model, v.Prompt, v.Time, v.Again}, v.Concepts...)
	for _, s := range append(list, v.Repairs...) {
		if !utf8.ValidString(s) || xml && strings.ContainsFunc(s, illegal) {
			return false
		}
	}
	return true
}

func illegal(c rune) bool {
	return c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c == 0xFFFE || c == 0xFFFF
}
