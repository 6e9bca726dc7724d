package main

import (
	"context"
	"slices"
	"time"

	"targman/pipeline/bitext"
	"targman/pipeline/memory"
	"targman/pipeline/money"
	"targman/pipeline/score"
)

// enginesCompared is what is shown: totals of each engine, and each segment with all
// answers side by side. Its field names are part of the interface.
type enginesCompared struct {
	Tool   string `json:"tool"`
	Source string `json:"source"`
	Target string `json:"target"`
	// Of is how many different segments the articles have, Segments those of the
	// sample, References how many of these people have translated.
	Of         int               `json:"segments_of_articles"`
	References int               `json:"references"`
	Currency   string            `json:"currency"`
	Engines    []engineResult    `json:"engines"`
	Segments   []comparedSegment `json:"segments"`
}

// engineResult is what an engine came to over the sample.
type engineResult struct {
	Engine   string `json:"engine"`
	Model    string `json:"model,omitempty"`
	Mock     bool   `json:"mock,omitempty"`
	Answered int    `json:"answered"`
	Open     int    `json:"open"`
	Names    names  `json:"names"`
	// Findings counts those of the checks by severity, errors to style.
	Findings map[string]int `json:"findings"`
	// ChrF and BLEU are over the segments with a reference; an open one counts as
	// an empty text. Nil where there is no reference, or the engine is a mock.
	ChrF    *score.Score `json:"chrf2,omitempty"`
	BLEU    *score.Score `json:"bleu,omitempty"`
	Calls   int          `json:"calls"`
	Usage   money.Usage  `json:"usage"`
	Cost    float64      `json:"cost"`
	Seconds float64      `json:"seconds"`
	Error   string       `json:"error,omitempty"`
}

// names counts the agreed names that segments have.
type names struct {
	Wanted int `json:"wanted"`
	// Answered are those that the engine had right, Right those that are after
	// what could be put right was.
	Answered int `json:"right_as_answered"`
	Right    int `json:"right_after_repair"`
}

// comparedSegment is a segment with its answers, in the order of the engines.
type comparedSegment struct {
	Article   string           `json:"article"`
	Unit      string           `json:"unit"`
	Source    string           `json:"source"`
	Reference string           `json:"reference,omitempty"`
	Answers   []comparedAnswer `json:"answers"`
}

type comparedAnswer struct {
	Engine string `json:"engine"`
	Text   string `json:"text,omitempty"`
	Names  names  `json:"names"`
	// ChrF is that of the segment alone.
	ChrF     *float64         `json:"chrf2,omitempty"`
	Findings []bitext.Finding `json:"findings,omitempty"`

	unit bitext.Unit
}

// compared adds up what came out.
func (b *bench) compared(ctx context.Context) (*enginesCompared, error) {
	c := &enginesCompared{Tool: tool(), Source: b.cfg.Source, Target: b.cfg.Targets[0], Of: b.all, Currency: b.cfg.Money.Currency}
	for _, s := range b.sample {
		if s.pattern != "" {
			c.References++
		}
		row := comparedSegment{Article: s.at.article, Unit: s.at.unit, Source: plain(s.unit.Source), Reference: s.pattern}
		for _, o := range b.results {
			row.Answers = append(row.Answers, answerOf(o, s))
		}
		c.Segments = append(c.Segments, row)
	}
	for i, o := range b.results {
		r := engineResult{Engine: o.info.Name, Model: o.info.Model, Mock: o.info.Mock, Seconds: o.seconds, Findings: map[string]int{}}
		if o.err != nil {
			r.Error = o.err.Error()
		}
		r.add(c, i)
		c.Engines = append(c.Engines, r)
	}
	return c, b.spending(ctx, c)
}

// answerOf is an engine's answer for a segment of the sample.
func answerOf(o *outcomeOf, s sampled) comparedAnswer {
	u := o.units[s.at]
	a := comparedAnswer{Engine: o.info.Name, Text: plain(u.Target), unit: u}
	for _, f := range u.Findings {
		if f.Severity >= bitext.Style || f.ID == "term-repaired" {
			a.Findings = append(a.Findings, f)
		}
	}
	if !o.info.Mock {
		a.Names = namesOf(u)
		if s.pattern != "" && u.Translated() {
			chrf := score.ChrF2([]score.Pair{{Translation: a.Text, References: []string{s.pattern}}}).Value
			a.ChrF = &chrf
		}
	}
	return a
}

// wrongNames are the findings that say that a name is not right.
var wrongNames = []string{"term-missing", "term-wrong", "term-forbidden", "term-ambiguous", "term-malformed"}

// namesOf counts the names of a unit.
func namesOf(u bitext.Unit) (n names) {
	for _, t := range u.Terms {
		if t.Target != "" || t.Keep {
			n.Wanted++
		}
	}
	if !u.Translated() {
		return n
	}
	wrong, repaired := 0, 0
	for _, f := range u.Findings {
		switch {
		case slices.Contains(wrongNames, f.ID):
			wrong++
		case f.ID == "term-repaired":
			repaired++
		}
	}
	n.Right = max(0, n.Wanted-wrong)
	n.Answered = max(0, n.Right-repaired)
	return n
}

// add adds up the answers in column i.
func (r *engineResult) add(c *enginesCompared, i int) {
	var pairs []score.Pair
	for _, s := range c.Segments {
		a := s.Answers[i]
		if a.unit.Translated() {
			r.Answered++
		} else {
			r.Open++
		}
		r.Names.Wanted += a.Names.Wanted
		r.Names.Answered += a.Names.Answered
		r.Names.Right += a.Names.Right
		for _, f := range a.Findings {
			if f.Severity >= bitext.Style {
				r.Findings[f.Severity.String()]++
			}
		}
		if s.Reference != "" {
			pairs = append(pairs, score.Pair{Translation: a.Text, References: []string{s.Reference}})
		}
	}
	if len(pairs) > 0 && !r.Mock {
		chrf, bleu := score.ChrF2(pairs), score.BLEU(pairs)
		r.ChrF, r.BLEU = &chrf, &bleu
	}
}

// spending reads from the ledger what the engines have cost.
func (b *bench) spending(ctx context.Context, c *enginesCompared) error {
	return b.memory.Calls(ctx, b.began.Add(-time.Second), time.Time{}, func(call memory.Booked) error {
		for i := range c.Engines {
			if r := &c.Engines[i]; call.Run == b.engines.run && call.Engine == r.Engine {
				r.Calls++
				r.Usage = r.Usage.Plus(call.Usage)
				r.Cost += call.Cost.Units()
			}
		}
		return nil
	})
}
