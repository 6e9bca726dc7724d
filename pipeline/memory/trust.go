package memory

import (
	"cmp"
	"path"
	"slices"
	"time"

	"targman/pipeline/bitext"
)

// Penalty takes points off the score of the translations that it is for. All
// that it names must fit; what is empty fits everything. The points of several
// penalties add up.
type Penalty struct {
	// By is a pattern, as in path.Match, for the person or file that made the
	// translation; Engine one for the engine, or for "engine/model".
	By, Engine string
	// Machine is for translations that no person wrote or approved.
	Machine bool
	// Older is for translations that were made longer ago; 0 is for all.
	Older time.Duration
	// Points are what is taken off, in percent.
	Points int
}

// fits says that the penalty is for the row.
func (p *Penalty) fits(r *row, now time.Time) bool {
	v := &r.Provenance
	switch {
	case p.By != "" && !like(p.By, v.By),
		p.Engine != "" && !like(p.Engine, v.Engine) && !like(p.Engine, v.Engine+"/"+v.Model),
		p.Machine && v.Human,
		p.Older > 0 && now.Sub(time.UnixMilli(r.changed)) <= p.Older:
		return false
	}
	return true
}

// like matches without regard to the slashes of a file's name.
func like(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	base, _ := path.Match(pattern, path.Base(name))
	return err == nil && name != "" && (ok || base)
}

// points are what the penalties take off the row's score.
func (m *Memory) points(r *row) (points int) {
	if len(m.penalties) == 0 {
		return 0
	}
	now := m.clock()
	for i := range m.penalties {
		if p := &m.penalties[i]; p.fits(r, now) {
			points += p.Points
		}
	}
	return min(points, scoreExact)
}

// The scores of a match, in percent, as CAT tools count them.
const (
	scoreExact   = 100
	scoreContext = 101
	// MachineScore is that of the same text translated by a machine.
	MachineScore = 99
)

// ranked is a row with what decides among the rows of a text.
type ranked struct {
	*row
	// points are taken off, score is what is left.
	points, score int
	// context says that the neighbours are the same, at that it was made for the
	// same article, lowered that points were taken off.
	context, at, lowered bool
}

// rank judges a row for a query. What was made at this very place is not
// penalised, and neither is a person's work for this very text between these
// very neighbours: an engine's could not take its place, and would be asked and
// paid for in every run.
func (m *Memory) rank(r *row, q *Query) ranked {
	x := ranked{row: r, points: m.points(r), score: scoreExact, context: r.sameContext(q), at: q.Article != "" && r.Article == q.Article}
	human := r.Provenance.Human
	switch {
	case r.Origin == bitext.FromAlign && !human:
		x.score = min(MachineScore, r.Score) // how sure the pair is
	case !human:
		x.score = MachineScore
	case x.context:
		x.score = scoreContext
	}
	if x.points > 0 && !r.here(q) && (!human || r.Before != q.Before || r.After != q.After) {
		x.lowered = true
		x.score = max(x.score-x.points, 0)
	}
	return x
}

// own is Match.Own.
func (r *row) own(q *Query) bool {
	return r.here(q) || r.Provenance.Human && (r.Before == q.Before && r.After == q.After || q.Article != "" && r.Article == q.Article)
}

// compare orders the rows of a text, the best first.
func (x *ranked) compare(y *ranked) int {
	return cmp.Or(cmp.Compare(y.score, x.score), first(x.Provenance.Human, y.Provenance.Human), first(x.context, y.context), first(x.at, y.at),
		cmp.Compare(y.changed, x.changed), cmp.Compare(x.id, y.id))
}

func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// match is what the best of the rows is to the query.
func match(rows []ranked, q *Query) Match {
	at := 0
	for i := range rows {
		if rows[i].compare(&rows[at]) < 0 {
			at = i
		}
	}
	best := rows[at]
	m := Match{Found: true, Target: best.Target, Score: best.Score, State: best.State, Origin: best.Origin,
		Provenance: best.Provenance, Points: best.points, lowered: best.lowered, own: best.own(q),
		rest: slices.Delete(slices.Clone(rows), at, at+1), query: q}
	human := best.Provenance.Human
	switch {
	case best.here(q):
		return m
	case !human:
		m.Origin = bitext.FromMachine
	case best.context:
		m.Origin = bitext.FromContext
	default:
		m.Origin = bitext.FromExact
	}
	m.Score = best.score
	for i := range rows {
		r := &rows[i]
		if r.Target != best.Target && r.score == best.score && r.Provenance.Human == human && r.context == best.context && r.at == best.at {
			m.Other = r.Target
			break
		}
	}
	if !best.keepsState(m.Other != "") && (human || best.State != bitext.Initial) {
		m.State = bitext.Translated
	}
	return m
}

// keepsState says that what a person has said of the row's translation holds for
// the query too: between the same neighbours anywhere, and in the same article
// also where the paragraph has moved or its neighbours have changed, as long as
// there is no doubt which translation is meant.
func (x *ranked) keepsState(ambiguous bool) bool {
	return x.Provenance.Human && (x.context || x.at && !ambiguous)
}
