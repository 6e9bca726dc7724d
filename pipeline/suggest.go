package pipeline

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"targman/pipeline/bitext"
	"targman/pipeline/memory"
)

// Fuzzy says what becomes of translations of similar texts.
type Fuzzy struct {
	// Least is the score, in percent, from which on they are suggested; 0 looks
	// for none.
	Least int
	// Use is the score from which on the best one becomes the unit's text; 0 is
	// never.
	Use int
	// Most is how many a unit has at most.
	Most int
}

// Similar is a memory that finds texts like others.
type Similar interface {
	Similar(ctx context.Context, p memory.Pair, texts []string, least, most int) ([][]memory.Candidate, error)
}

// suggest looks in the memory for texts like those that are left. Where only
// numbers and names differ, they are put into the translation; what scores high
// enough becomes the text; the rest is kept as suggestions for a person or an
// engine.
func (l *Line) suggest(ctx context.Context, s *sending, from int) error {
	texts, found, err := l.similar(ctx, s, from)
	if err != nil {
		return fmt.Errorf("look for similar texts in the memory: %w", err)
	}
	for i, text := range texts {
		found[i] = l.offered(s, text, found[i])
	}
	filled := make([]bool, len(s.first))
	var g errgroup.Group
	for part := range max(l.Workers, 1) {
		g.Go(func() error {
			for i := part; i < len(s.first); i += max(l.Workers, 1) {
				filled[i] = l.offer(s.first[i], found[i])
				for _, p := range s.repeats[texts[i]] {
					l.offer(p, found[i])
				}
			}
			return nil
		})
	}
	_ = g.Wait() // no part returns an error
	left := s.first[:0]
	for i, p := range s.first {
		if filled[i] {
			delete(s.repeats, texts[i])
			continue
		}
		left = append(left, p)
	}
	s.first = left
	return nil
}

// similar lists the texts that are left and, for each, what the memory has that
// is not good enough to be its translation, the best first.
func (l *Line) similar(ctx context.Context, s *sending, from int) (texts []string, found [][]memory.Candidate, err error) {
	for _, p := range s.first {
		texts = append(texts, p.text())
	}
	found = make([][]memory.Candidate, len(texts))
	if similar, ok := l.Memory.(Similar); ok && from > 0 && len(texts) > 0 {
		if found, err = similar.Similar(ctx, l.Pair, texts, from, l.Fuzzy.Most); err != nil {
			return nil, nil, err
		}
	}
	for i, p := range s.first {
		same := s.withheld[p]
		if m, ok := s.distrusted[p]; ok {
			same = append(same, memory.Candidate{Text: p.text(), Match: m})
		}
		for _, c := range same {
			if c.Score >= from && from > 0 {
				found[i] = insert(found[i], c)
			}
		}
	}
	return texts, found, nil
}

// insert puts a candidate behind those that are as good.
func insert(found []memory.Candidate, c memory.Candidate) []memory.Candidate {
	at := slices.IndexFunc(found, func(d memory.Candidate) bool { return d.Score < c.Score })
	if at < 0 {
		at = len(found)
	}
	return slices.Insert(found, at, c)
}

// offered notes how alike the best of the candidates is, and leaves those that
// are to be suggested.
func (l *Line) offered(s *sending, text string, found []memory.Candidate) []memory.Candidate {
	if len(found) > 0 {
		s.alike[text] = found[0].Score
	}
	return slices.DeleteFunc(found, func(c memory.Candidate) bool { return c.Score < l.Fuzzy.Least || l.Fuzzy.Least == 0 })
}

// offer gives the unit what was found for it, and says whether it has a text
// now. A translation of the very text that no penalty keeps from being used is
// here because it was withheld.
func (l *Line) offer(p place, found []memory.Candidate) bool {
	u := p.unit()
	if u.Translated() {
		return false // it waits for a better answer and keeps what it has
	}
	for _, c := range found {
		by := c.Provenance.By
		if by == "" {
			by = c.Provenance.Engine
		}
		u.Suggestions = append(u.Suggestions, bitext.Suggestion{Score: c.Score, Source: uncoded(c.Text), Target: uncoded(c.Target),
			By: by, Machine: !c.Provenance.Human})
	}
	if u.Translated() { // it waits for an engine, and has a better text meanwhile
		return false
	}
	for _, c := range found {
		if l.adapt(p, c) {
			return true
		}
	}
	best := slices.IndexFunc(found, func(c memory.Candidate) bool { return c.Text != p.text() || c.Distrusted() })
	return l.Fuzzy.Use > 0 && best >= 0 && found[best].Score >= l.Fuzzy.Use && p.fill(found[best])
}

// fill takes the translation of a text that is merely alike. It is nobody's
// word on this text, so its state is initial, and a person should look at it.
func (p place) fill(c memory.Candidate) bool {
	if !p.put(c, c.Target) {
		return false
	}
	u := p.unit()
	u.State, u.Origin, u.Score = bitext.Initial, bitext.FromFuzzy, c.Score
	u.Find(bitext.Finding{ID: "memory-fuzzy", Severity: bitext.Warn,
		Message: fmt.Sprintf("the translation of a text that is like this one to %d %%: %q", c.Score, uncoded(c.Text))})
	return true
}

// put restores the codes of a text made from the candidate's, and notes what
// made it. No person has approved it.
func (p place) put(c memory.Candidate, text string) bool {
	target, faults := p.job.hidden[p.i].Restore(text)
	if len(faults) > 0 || target.Blank() {
		return false
	}
	u := p.unit()
	u.Target, u.Provenance = target, c.Provenance
	u.Provenance.Human, u.Provenance.Suggestions = false, nil
	return true
}

var placeholder = regexp.MustCompile(`⟦[0-9]+⟧`)

// uncoded is a text of the memory without its inline codes.
func uncoded(text string) string {
	return strings.TrimSpace(placeholder.ReplaceAllString(text, ""))
}
