package pipeline

import (
	"context"
	"errors"
	"strconv"

	"targman/pipeline/backend"
	"targman/pipeline/bitext"
	"targman/pipeline/memory"
)

// translate sends what is open to the backend. Each batch that arrives is
// settled, checked and kept before the next one is looked at, so that nothing
// that was paid for is lost when the run ends early.
func (l *Line) translate(ctx context.Context, s *sending, sum *Summary) error {
	if l.Backend == nil || len(s.first) == 0 {
		return nil
	}
	r := backend.Request{Source: l.Pair.Source, Target: l.Pair.Target, Style: l.Target.Style}
	for i, p := range s.first {
		r.Segments = append(r.Segments, p.segment(strconv.Itoa(i)))
	}
	return sum.timed("translate and keep", func() error {
		failed, err := l.Backend.Translate(ctx, r, func(reply backend.Reply) error {
			return l.arrive(ctx, s, reply)
		})
		s.blame(failed)
		// An engine that was given up does not stop the line: what the memory
		// has is still worth writing. The client does not ask it again.
		if given, ok := errors.AsType[*backend.Error](err); ok {
			if ctx.Err() == nil {
				sum.giveUp(given)
			}
			return nil
		}
		return err
	})
}

// segment is the unit as the backend sees it.
func (p place) segment(id string) backend.Segment {
	u := p.unit()
	s := backend.Segment{ID: id, Text: p.text(), Kind: u.Kind, Before: u.Before, After: u.After}
	for _, t := range u.Terms {
		if t.Target != "" || t.Keep {
			s.Terms = append(s.Terms, backend.Term{Source: t.Canonical, Target: t.Target, Keep: t.Keep})
		}
	}
	return s
}

// arrive takes in one batch of answers.
func (l *Line) arrive(ctx context.Context, s *sending, reply backend.Reply) error {
	var entries []memory.Entry
	for _, res := range reply.Results {
		i, err := strconv.Atoi(res.ID)
		if err != nil || i < 0 || i >= len(s.first) {
			continue // not one of ours; the client reports what is missing
		}
		p := s.first[i]
		if e, ok := l.answer(p, res, reply); ok {
			s.replies[p] = e.Target
			entries = append(entries, e)
		}
	}
	return l.keep(ctx, entries)
}

// answer puts an engine's text on the unit. The typography is set right while
// the codes are still placeholders, which count as words there.
func (l *Line) answer(p place, res backend.Result, reply backend.Reply) (memory.Entry, bool) {
	u := p.unit()
	text := res.Text
	if l.Target.Polish != nil {
		text = l.Target.Polish(text)
	}
	target, faults := p.job.hidden[p.i].Restore(text)
	if len(faults) > 0 || target.Blank() {
		u.Findings = append(u.Findings, faults...)
		return memory.Entry{}, false
	}
	info := l.Backend.Info()
	u.Target, u.State, u.Origin, u.Score = target, bitext.Translated, bitext.Backend(info.Name), 0
	u.Provenance = bitext.Provenance{Engine: info.Name, Model: reply.Model, Prompt: reply.Prompt, Time: l.Now()}
	for _, t := range u.Terms {
		u.Provenance.Concepts = append(u.Provenance.Concepts, t.Concept+"="+t.Target)
	}
	l.finish(p)
	return memory.Entry{Query: p.query(), Target: text, State: u.State, Origin: u.Origin,
		Provenance: u.Provenance, Mock: info.Mock}, true
}

// blame notes on each unit why it has no translation.
func (s *sending) blame(failed []backend.Failure) {
	for _, f := range failed {
		i, err := strconv.Atoi(f.ID)
		if err != nil || i < 0 || i >= len(s.first) {
			continue
		}
		p := s.first[i]
		for _, q := range append([]place{p}, s.repeats[p.text()]...) {
			q.unit().Find(bitext.Finding{ID: "not-translated", Severity: bitext.Error, Message: f.Reason})
		}
	}
}
