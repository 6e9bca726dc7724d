package memory

import (
	"context"
	"sync"
)

// trouble is what has gone wrong with the disk since the memory was opened.
type trouble struct {
	mu sync.Mutex
	// err is the first fault; no call is booked after it. final says that nothing
	// is committed any more either: a disk that has failed once may pretend to
	// succeed the next time (https://wiki.postgresql.org/wiki/Fsync_Errors).
	err   error
	final bool
}

func (t *trouble) note(err error, final bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.err == nil {
		t.err = err
	}
	t.final = t.final || final
}

func (t *trouble) broken() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.final {
		return t.err
	}
	return nil
}

// spendable says why nothing more is to be paid for, or nil.
func (m *Memory) spendable() error {
	m.trouble.mu.Lock()
	defer m.trouble.mu.Unlock()
	return m.trouble.err
}

// surely does something that must not be lost. When there is no room it does it
// again in that of the reserve, and says by its error that nothing more is to be
// begun; kept is true then.
func (m *Memory) surely(op string, do func() error) (kept bool, err error) {
	err = m.fault(op, do())
	if KindOf(err) != Full {
		return err == nil, err
	}
	m.trouble.note(err, false)
	if !m.reserve.release() {
		return false, err
	}
	if again := m.fault(op, do()); again != nil {
		return false, again
	}
	return true, err
}

// paidTries is how often an answer waits for another process that writes, each
// time as long as Options.Wait: the import of a large file takes its time.
const paidTries = 30

// paid keeps what was paid for. What the memory cannot take any more goes into
// the spool alone, and into the memory when that is next opened.
func (m *Memory) paid(ctx context.Context, op string, r record) (kept bool, err error) {
	for range paidTries {
		kept, err = m.surely(op, func() error { return m.keep(ctx, r) })
		if KindOf(err) != Locked {
			break
		}
	}
	if kept {
		return true, err
	}
	switch KindOf(err) {
	case Full, IO, Corrupt, Denied:
	default:
		return false, err
	}
	m.trouble.note(err, true)
	r.Entries = lasting(r.Entries)
	if !r.empty() {
		_ = m.spoolAlone(&r) // the first fault is the one that matters
	}
	return false, err
}
