package pipeline

import (
	"slices"

	"targman/pipeline/backend"
	"targman/pipeline/bitext"
	"targman/pipeline/memory"
	"targman/pipeline/settle"
)

// answer is what an engine's text makes of a unit, settled and checked.
type answer struct {
	place place
	// unit has no target where the text cannot be used; its findings say why.
	unit bitext.Unit
	// reasons say what is wrong with names.
	reasons []settle.Reason
	// entry is what the memory is to keep.
	entry memory.Entry
}

// answer makes a unit of the engine's text, with the findings from before, and
// leaves the one at the place as it is. The typography is set right while the
// codes are still placeholders, which count as words there.
func (l *Line) answer(p place, before []bitext.Finding, reply backend.Reply, text string) *answer {
	a := &answer{place: p, unit: *p.unit()}
	u := &a.unit
	u.Target, u.Terms, u.Findings = bitext.Content{}, slices.Clone(u.Terms), slices.Clip(before)
	if l.Target.Polish != nil {
		text = l.Target.Polish(text, u.Source.Text)
	}
	hidden := p.job.hidden[p.i]
	target, faults := hidden.Restore(text)
	if len(faults) > 0 || target.Blank() {
		u.Findings = append(u.Findings, faults...)
		return a
	}
	engine, mock := reply.Engine, reply.Mock
	if engine == "" {
		info := l.Backend.Info()
		engine, mock = info.Name, info.Mock
	}
	u.Target, u.State, u.Origin, u.Score = target, bitext.Translated, bitext.Backend(engine), 0
	u.Provenance = bitext.Provenance{Engine: engine, Model: reply.Model, Prompt: reply.Prompt, Time: l.Now()}
	u.Provenance.Concepts = record(u.Terms)
	a.reasons = l.settle(u)
	if settled, ok := hidden.Again(u.Target); ok {
		text = settled
	}
	a.entry = memory.Entry{Query: p.query(), Target: text, State: u.State, Origin: u.Origin,
		Provenance: u.Provenance, Mock: mock}
	a.entry.Provenance.Suggestions = u.Suggestions
	return a
}
