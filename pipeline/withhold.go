package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"targman/pipeline/bitext"
	"targman/pipeline/memory"
)

// withheldID is the finding of a unit for whose text the memory has a
// translation that breaks the glossary.
const withheldID = "memory-withheld"

// withheld says why a translation of the memory was withheld from the unit.
func withheld(u *bitext.Unit) (why string, ok bool) {
	for _, f := range u.Findings {
		if f.ID == withheldID {
			return f.Message, true
		}
	}
	return "", false
}

// withhold takes away the matches in which names stand that are not those of
// today's glossary and cannot be put right, and gives the next best ones in
// their place. What it took is kept as a suggestion.
func (l *Line) withhold(s *sending, asked []place, matches []memory.Match) {
	taken := make([][]memory.Match, len(asked))
	workers := max(l.Workers, 1)
	var g errgroup.Group
	for part := range workers {
		g.Go(func() error {
			for k := part; k < len(asked); k += workers {
				matches[k], taken[k] = l.trusted(asked[k], matches[k])
			}
			return nil
		})
	}
	_ = g.Wait() // no part returns an error
	for k, list := range taken {
		for _, m := range list {
			s.withheld[asked[k]] = append(s.withheld[asked[k]], memory.Candidate{Text: asked[k].text(), Match: m})
		}
	}
}

// trusted is the best match that may be used, and those before it that may not.
// What was made at this very place or by a person in this article stands,
// whatever the glossary says: it is told of as any other fault. So does what an
// engine of the line made: it was asked twice, and is again when the glossary
// changes.
func (l *Line) trusted(p place, m memory.Match) (good memory.Match, taken []memory.Match) {
	if len(p.unit().Terms) == 0 {
		return m, nil
	}
	for m.Found && !m.Distrusted() && !m.Own() && (m.Provenance.Human || m.Provenance.Engine == "") {
		good, wrong := l.inLine(p, m)
		if len(wrong) == 0 {
			return good, taken
		}
		taken = append(taken, m)
		p.unit().Find(bitext.Finding{ID: withheldID, Severity: bitext.Warn, Message: fmt.Sprintf(
			"the memory has a translation of this text, but its names are not those of the glossary: %q (%s)", uncoded(m.Target), strings.Join(wrong, "; "))})
		m = m.Next()
	}
	return m, taken
}

// inLine is the match with the agreed names, which need not be changed, put in
// the forms that stand there, or made so; wrong says what is left of others.
func (l *Line) inLine(p place, m memory.Match) (good memory.Match, wrong []string) {
	u, wrong := l.trial(p, m, m.Provenance.Human)
	if len(wrong) == 0 || !m.Provenance.Human {
		return m, wrong
	}
	if u, wrong = l.trial(p, m, false); len(wrong) > 0 {
		return m, wrong
	}
	text, ok := p.job.hidden[p.i].Again(u.Target)
	if !ok {
		return m, []string{"its inline codes do not fit"}
	}
	m.Target, m.Provenance, m.State = text, u.Provenance, bitext.Translated
	m.Origin, m.Score, m.Other = bitext.FromAdapted, adaptedScore, ""
	return m, nil
}

// trial settles a copy of the unit with the match as a person's or a machine's,
// and says which names in it are not the agreed ones. A name that is only
// missing is none: a pronoun may stand for it.
func (l *Line) trial(p place, m memory.Match, human bool) (u bitext.Unit, wrong []string) {
	target, faults := p.job.hidden[p.i].Restore(m.Target)
	if len(faults) > 0 {
		return u, nil // it is no match, for another reason
	}
	u = *p.unit()
	u.Target, u.State, u.Provenance = target, bitext.Translated, m.Provenance
	u.Provenance.Human, u.Provenance.Suggestions = human, nil
	u.Terms, u.Findings = slices.Clone(u.Terms), nil
	for _, r := range l.names().Unit(&u) {
		if f := r.Finding(); f.Severity == bitext.Error {
			wrong = append(wrong, f.Message)
		}
	}
	return u, wrong
}
