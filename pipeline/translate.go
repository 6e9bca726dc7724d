package pipeline

import (
	"context"
	"errors"
	"strconv"

	"golang.org/x/sync/errgroup"

	"targman/pipeline/backend"
	"targman/pipeline/bitext"
	"targman/pipeline/memory"
)

// translate sends what is open to the backend. Each batch that arrives is
// settled, checked and kept before the next one is looked at, so that nothing
// that was paid for is lost when the run ends early.
func (l *Line) translate(ctx context.Context, s *sending, sum *Summary) error {
	if l.Backend == nil || l.Offline || len(s.first) == 0 {
		return nil
	}
	r := l.request()
	for i, p := range s.first {
		segment := p.segment(strconv.Itoa(i))
		if l.Backend.Info().Instructs { // an engine that does not is asked like for any text
			segment.Note = p.unit().Provenance.Again
		}
		r.Segments = append(r.Segments, segment)
	}
	return sum.timed("translate and keep", func() error {
		failed, err := l.Backend.Translate(ctx, r, func(reply backend.Reply) error {
			return l.arrive(ctx, s, reply)
		})
		s.blame(failed)
		if err == nil {
			err = l.askAgain(ctx, s, r)
		}
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

// request asks for nothing yet.
func (l *Line) request() backend.Request {
	return backend.Request{Source: l.Pair.Source, Target: l.Pair.Target, Style: l.Target.Style, Gate: backend.Gate{
		Source: l.Source.Letters, Target: l.Target.Letters,
		SourceRefusals: l.Source.Refusals, TargetRefusals: l.Target.Refusals,
	}}
}

// blame says, when segments wait for an engine at the end of a run, which one was
// given up.
func (l *Line) blame(sum *Summary) {
	failing, ok := l.Backend.(interface{ Err() error })
	if !ok || sum.Total.complete() {
		return
	}
	if err := failing.Err(); err != nil {
		sum.giveUp(err)
	}
}

// segment is the unit as the backend sees it.
func (p place) segment(id string) backend.Segment {
	u := p.unit()
	s := backend.Segment{ID: id, Text: p.text(), Kind: u.Kind, Article: p.job.input.Name, Before: u.Before, After: u.After,
		Title: p.job.background.title, Lead: p.job.background.lead, Section: p.job.background.sections[p.i], Earlier: p.earlier()}
	s.Terms = termsOf(u.Terms)
	for _, x := range u.Suggestions {
		s.Examples = append(s.Examples, backend.Example{Source: x.Source, Target: x.Target})
	}
	return s
}

// termsOf are the agreed names as the backend sees them.
func termsOf(terms []bitext.Term) (out []backend.Term) {
	for _, t := range terms {
		if t.Target != "" || t.Keep {
			out = append(out, backend.Term{Source: t.Canonical, Target: t.Target, Keep: t.Keep})
		}
	}
	return out
}

// arrive takes in one batch of answers.
func (l *Line) arrive(ctx context.Context, s *sending, reply backend.Reply) error {
	answers := make([]*answer, len(reply.Results))
	var g errgroup.Group
	for part := range l.Workers {
		g.Go(func() error {
			for k := part; k < len(answers); k += l.Workers {
				if p := s.place(reply.Results[k].ID); p.job != nil { // else the client reports what is missing
					answers[k] = l.answer(p, s.before(p), reply, reply.Results[k].Text)
				}
			}
			return nil
		})
	}
	_ = g.Wait() // no part returns an error
	var entries []memory.Entry
	for _, a := range answers {
		if a != nil && s.take(a) {
			s.replies[a.place] = a.entry.Target
			entries = append(entries, a.entry)
		}
	}
	return l.keepPaid(ctx, entries, reply.Bill)
}

// place is where the answer with the id belongs; its job is nil when it is not
// one of ours.
func (s *sending) place(id string) place {
	i, err := strconv.Atoi(id)
	if err != nil || i < 0 || i >= len(s.first) {
		return place{}
	}
	return s.first[i]
}

// blame notes on each unit why it has no translation.
func (s *sending) blame(failed []backend.Failure) {
	for _, f := range failed {
		p := s.place(f.ID)
		if p.job == nil {
			continue
		}
		for _, q := range append([]place{p}, s.repeats[p.text()]...) {
			if u := q.unit(); !u.Translated() { // what waits for a better answer has one
				u.Find(bitext.Finding{ID: "not-translated", Severity: bitext.Error, Message: f.Reason})
			}
		}
	}
}
