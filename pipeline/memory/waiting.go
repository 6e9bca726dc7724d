package memory

import "context"

// againSQL is true for a translation whose provenance asks for an engine.
const againSQL = `instr(provenance, '"again":') > 0`

// Waiting lists the translations of the pair that wait for an engine, because
// a change of the glossary could not be carried out without one; in the order
// in which they were kept.
func (m *Memory) Waiting(ctx context.Context, p Pair) ([]Unit, error) {
	if m.read == nil {
		return nil, nil
	}
	pair, _, err := p.find(ctx, m.read, "")
	if err != nil {
		return nil, m.fault("look through", err)
	}
	rows, err := m.read.QueryContext(ctx, "SELECT "+columns+" FROM unit WHERE pair = ? AND "+againSQL+" ORDER BY id", pair)
	if err != nil {
		return nil, m.fault("look through", err)
	}
	defer rows.Close()
	units, err := m.sound(rows)
	return units, m.fault("look through", err)
}
