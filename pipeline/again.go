package pipeline

import (
	"context"
	"strconv"

	"targman/pipeline/backend"
	"targman/pipeline/bitext"
	"targman/pipeline/settle"
)

// wrong is a translation with names that are not right.
type wrong struct {
	// before are the findings that the unit had before it was translated.
	before  []bitext.Finding
	reasons []settle.Reason
}

// askAgain asks an engine that takes instructions once more for the segments
// in which names are not right, and tells it what was wrong. What it does not
// answer, or not better, keeps its first translation.
func (l *Line) askAgain(ctx context.Context, s *sending, r backend.Request) error {
	if !l.Backend.Info().Instructs || ctx.Err() != nil {
		return nil
	}
	again := &sending{replies: s.replies, earlier: s.wrong}
	r.Segments = nil
	for _, p := range s.first {
		if w, ok := s.wrong[p]; ok {
			segment := p.segment(strconv.Itoa(len(again.first)))
			segment.Note, segment.Draft = settle.Note(w.reasons), s.replies[p]
			again.first, r.Segments = append(again.first, p), append(r.Segments, segment)
		}
	}
	if len(again.first) == 0 {
		return nil
	}
	_, err := l.Backend.Translate(ctx, r, func(reply backend.Reply) error { return l.arrive(ctx, again, reply) })
	return err
}

// before are the findings of a unit from before it was translated.
func (s *sending) before(p place) []bitext.Finding {
	if w, ok := s.earlier[p]; ok {
		return w.before
	}
	return p.unit().Findings
}

// take puts an answer on its unit and says whether it is to be kept. A second
// answer must have fewer names that are not right, and no more of anything
// else that is wrong.
func (s *sending) take(a *answer) bool {
	u := a.place.unit()
	old, second := s.earlier[a.place]
	if second && (!a.unit.Translated() || len(a.reasons) >= len(old.reasons) || faults(&a.unit) > faults(u)) {
		return false
	}
	if !a.unit.Translated() && u.Translated() {
		return false // of a stale unit: what it has is better than nothing
	}
	if len(a.reasons) > 0 && !second {
		s.wrong[a.place] = wrong{u.Findings, a.reasons}
	}
	*u = a.unit
	a.place.job.finished[a.place.i] = u.Translated()
	return u.Translated()
}

// faults counts the findings that a person should act on.
func faults(u *bitext.Unit) int {
	n := 0
	for _, f := range u.Findings {
		if f.Severity >= bitext.Warn {
			n++
		}
	}
	return n
}
