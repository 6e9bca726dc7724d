package memory

import "context"

// Newest calls visit for the pair's units, the newest first, until it returns
// false; damaged ones and those of mock engines are passed over.
func (m *Memory) Newest(ctx context.Context, p Pair, visit func(Entry) bool) error {
	if m.read == nil {
		return nil
	}
	return m.fault("read units of", m.newest(ctx, p, visit))
}

func (m *Memory) newest(ctx context.Context, p Pair, visit func(Entry) bool) error {
	pair, _, err := p.find(ctx, m.read, "")
	if err != nil {
		return err
	}
	rows, err := m.read.QueryContext(ctx, "SELECT "+columns+" FROM unit WHERE pair = ? ORDER BY id DESC", pair)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var r row
		if err := r.scan(rows); err != nil {
			return err
		}
		if !r.sound() {
			m.noteDamage(r.id)
		} else if !visit(r.Entry) {
			break
		}
	}
	return rows.Err()
}
