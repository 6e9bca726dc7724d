package backend

import (
	"sync"
	"unicode/utf8"
)

// lengths learn how long a call may be from calls that were too long.
type lengths struct {
	lengthsMu sync.Mutex
	tooLong   int // bytes
}

// noteTooLong remembers the size of a batch that was too long.
func (l *lengths) noteTooLong(batch []Segment) {
	l.lengthsMu.Lock()
	defer l.lengthsMu.Unlock()
	if n := bytesOf(batch); l.tooLong == 0 || n < l.tooLong {
		l.tooLong = n
	}
}

// knownTooLong says that a batch is no smaller than one that was too long.
func (l *lengths) knownTooLong(batch []Segment) bool {
	l.lengthsMu.Lock()
	defer l.lengthsMu.Unlock()
	return l.tooLong > 0 && bytesOf(batch) >= l.tooLong
}

func bytesOf(batch []Segment) (n int) {
	for _, s := range batch {
		n += len(s.Text)
	}
	return n
}

func charactersOf(batch []Segment) (n int) {
	for _, s := range batch {
		n += utf8.RuneCountInString(s.Text)
	}
	return n
}

// repeats bound how much is sent a second time after a call of which nobody
// knows what became: a twentieth of all that was sent, and one batch.
type repeats struct {
	repeatsMu            sync.Mutex
	sent, again, largest int // characters
}

const repeatShare = 20

// noteSent counts a batch.
func (r *repeats) noteSent(batch []Segment) {
	r.repeatsMu.Lock()
	defer r.repeatsMu.Unlock()
	n := charactersOf(batch)
	r.sent += n
	r.largest = max(r.largest, n)
}

// mayRepeat says that the batch may be sent again, and counts it.
func (r *repeats) mayRepeat(batch []Segment) bool {
	r.repeatsMu.Lock()
	defer r.repeatsMu.Unlock()
	n := charactersOf(batch)
	if r.again+n > r.sent/repeatShare+r.largest {
		return false
	}
	r.again += n
	return true
}
