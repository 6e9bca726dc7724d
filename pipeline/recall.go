package pipeline

import (
	"context"
	"fmt"
	"strings"

	"targman/pipeline/bitext"
	"targman/pipeline/memory"
)

// place is one unit of a window.
type place struct {
	job *job
	i   int
}

func (p place) unit() *bitext.Unit { return &p.job.units[p.i] }
func (p place) text() string       { return p.job.hidden[p.i].Text }

// sending is what a window still wants: each text once, and the units that
// repeat it.
type sending struct {
	first   []place
	repeats map[string][]place // by text, the first one not among them
	replies map[place]string   // the engine's answers, placeholders in them
	wrong   map[place]wrong    // answers with names that are not right
	earlier map[place]wrong    // in a second request, those of the first
	// distrusted are the memory's translations of these very texts that a penalty
	// keeps from being used.
	distrusted map[place]memory.Match
	// withheld are those that break the glossary, the best first.
	withheld map[place][]memory.Candidate
	// alike is, by text, the score of the text most like it that was found.
	alike map[string]int
}

// recall gives every unit what is already known: locale strings, memory
// matches. It returns what is left. Similar texts are looked for from the score
// on, which may be less than what is suggested.
func (l *Line) recall(ctx context.Context, jobs []*job, from int) (*sending, error) {
	var asked []place
	var queries []memory.Query
	for _, j := range jobs {
		for i := range j.units {
			p := place{j, i}
			switch u := p.unit(); u.Kind {
			case bitext.Furniture, bitext.Duplicate:
			case bitext.UI:
				l.localise(u)
			default:
				asked = append(asked, p)
				queries = append(queries, p.query())
			}
		}
	}
	matches, err := l.Memory.Recall(ctx, l.Pair, l.engine(), queries)
	if err != nil {
		return nil, fmt.Errorf("recall from memory: %w", err)
	}
	s := &sending{repeats: map[string][]place{}, replies: map[place]string{}, wrong: map[place]wrong{},
		distrusted: map[place]memory.Match{}, withheld: map[place][]memory.Candidate{}, alike: map[string]int{}}
	l.withhold(s, asked, matches)
	for k, p := range asked {
		m := matches[k]
		if m.Distrusted() {
			s.distrusted[p] = m
		}
		if m.Distrusted() || !p.accept(m) || l.stale(p.unit()) {
			s.add(p)
		}
	}
	return s, l.suggest(ctx, s, from)
}

// stale says that an engine is there to be asked again for the unit. What it
// has keeps its place until there is a better answer.
func (l *Line) stale(u *bitext.Unit) bool {
	return u.Provenance.Again != "" && l.Backend != nil && !l.Offline && !l.Backend.Info().Mock
}

func (l *Line) engine() string {
	if l.Backend == nil {
		return ""
	}
	return l.Backend.Info().Name
}

func (p place) query() memory.Query {
	u := p.unit()
	return memory.Query{Text: p.text(), Before: u.Before, After: u.After, Article: p.job.input.Name, Unit: u.ID}
}

// localise translates a string of the site's interface.
func (l *Line) localise(u *bitext.Unit) {
	source, target, ok := l.UI(words(u.Original.Text))
	from, fits := replaceWords(u.Original, source)
	to, _ := replaceWords(u.Original, target)
	if !ok || !fits || target == "" {
		u.Find(bitext.Finding{ID: "locale-missing", Severity: bitext.Warn,
			Message: fmt.Sprintf("no locale string for %q in %s; add it to the locales", u.Original.Text, l.Pair.Target)})
		return
	}
	u.Source, u.Target = from, to
	u.State, u.Origin, u.Score = bitext.Final, bitext.FromLocale, 100
}

// accept puts a memory match on the unit. A match whose codes do not fit the
// unit's is no match.
func (p place) accept(m memory.Match) bool {
	if !m.Found {
		return false
	}
	target, faults := p.job.hidden[p.i].Restore(m.Target)
	if len(faults) > 0 || target.Blank() {
		return false
	}
	u := p.unit()
	u.Target, u.State, u.Origin, u.Score, u.Provenance = target, m.State, m.Origin, m.Score, m.Provenance
	u.Suggestions, u.Provenance.Suggestions = nil, nil
	if u.Provenance.Engine != "" && u.Origin == bitext.Backend(u.Provenance.Engine) {
		u.Suggestions = m.Provenance.Suggestions // it was made here
	}
	if m.Origin == bitext.FromAdapted {
		u.Find(bitext.Finding{ID: "memory-adapted", Severity: bitext.Info,
			Message: "from a translation of this text, with the names of the glossary: " + strings.Join(m.Provenance.Repairs, ", ")})
	}
	if m.Other != "" {
		severity := bitext.Warn
		if !m.Provenance.Human {
			severity = bitext.Info
		}
		u.Find(bitext.Finding{ID: "memory-ambiguous", Severity: severity, Message: fmt.Sprintf(
			"the memory has two translations that are equally good, %q and %q; the first is used", uncoded(m.Target), uncoded(m.Other))})
	}
	return true
}

// add notes a unit that nobody knows yet.
func (s *sending) add(p place) {
	if group, ok := s.repeats[p.text()]; ok {
		s.repeats[p.text()] = append(group, p)
		return
	}
	s.repeats[p.text()] = nil
	s.first = append(s.first, p)
}

// repeat gives the units that repeat an earlier one its translation, as the
// memory would.
func (s *sending) repeat() {
	for _, f := range s.first {
		u := f.unit()
		if !u.Translated() {
			continue
		}
		for _, p := range s.repeats[f.text()] {
			m := memory.Match{Found: true, Target: s.replies[f], State: u.State, Provenance: u.Provenance,
				Origin: bitext.FromMachine, Score: memory.MachineScore}
			p.accept(m)
		}
	}
}
