package pipeline

import (
	"strings"

	"golang.org/x/sync/errgroup"

	"targman/pipeline/bitext"
	"targman/pipeline/check"
	"targman/pipeline/settle"
)

// finishAll settles and checks what did not come from the backend just now,
// and gives duplicates the translation of the block they repeat.
func (l *Line) finishAll(jobs []*job) error {
	var g errgroup.Group
	g.SetLimit(l.Workers)
	for _, j := range jobs {
		g.Go(func() error {
			for i := range j.units {
				l.finish(place{j, i})
			}
			l.names().Document(j.units)
			j.copyDuplicates()
			check.Document(j.units, l.Target)
			return nil
		})
	}
	return g.Wait()
}

// finish settles and checks a unit that has a target; once.
func (l *Line) finish(p place) {
	u := p.unit()
	if !u.Translated() || p.job.finished[p.i] {
		return
	}
	p.job.finished[p.i] = true
	l.settle(u)
	if u.Provenance.Again != "" {
		u.Find(bitext.Finding{ID: "stale", Severity: bitext.Warn,
			Message: "the glossary has changed since, and no engine has been asked yet: " + strings.ReplaceAll(u.Provenance.Again, "\n", " ")})
	}
}

// settle settles and checks a unit; the reasons say what is wrong with names.
// What a mock engine made is no translation and has no names to look for; the
// checks mark it.
func (l *Line) settle(u *bitext.Unit) (reasons []settle.Reason) {
	if l.Backend == nil || !l.Backend.Info().Mock || u.Provenance.Engine != l.engine() {
		reasons = l.names().Unit(u)
	}
	check.Unit(u, l.Source, l.Target)
	return reasons
}

// names puts the names of the glossary right.
func (l *Line) names() *settle.Settler {
	l.once.Do(func() { l.settler = settle.New(l.Glossary, l.Pair.Source, l.Pair.Target, l.Target) })
	return l.settler
}

// copyDuplicates gives each unit of a duplicate block the translation of its
// twin, which stands earlier in the article.
func (j *job) copyDuplicates() {
	first := map[int]int{} // block -> index of its first unit
	for i := range j.units {
		u := &j.units[i]
		if _, ok := first[u.Block]; !ok {
			first[u.Block] = i
		}
		if u.Kind != bitext.Duplicate {
			continue
		}
		start, ok := first[j.art.Blocks[u.Block].Of]
		if !ok {
			continue
		}
		twin := &j.units[start+i-first[u.Block]]
		u.Target, u.State, u.Origin, u.Score = twin.Target, twin.State, twin.Origin, twin.Score
		u.Provenance, u.Terms, u.Findings = twin.Provenance, twin.Terms, twin.Findings
	}
}
