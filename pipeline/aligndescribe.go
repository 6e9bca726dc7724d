package pipeline

import (
	"context"
	"fmt"
	"math"

	"targman/pipeline/align"
	"targman/pipeline/bitext"
	"targman/pipeline/check"
	"targman/pipeline/memory"
	"targman/pipeline/protect"
)

// describe says of each unit how sure its pair is, and looks at it as at any
// translation. No text is changed: a person wrote it.
// Nor is it said when, so that aligning again writes the same bytes.
func (a *Aligner) describe(c *composed, pairs []align.Pair) {
	for i, p := range pairs {
		u := &c.units[c.at[i]]
		switch {
		case p.Target.Len() == 0:
			u.Find(bitext.Finding{ID: "align-alone", Severity: bitext.Warn, Message: "the translation has no sentence for it"})
			a.match(u)
			continue
		case p.Source.Len() == 0:
			u.Find(bitext.Finding{ID: "align-alone", Severity: bitext.Warn, Message: "the source has no sentence for it"})
		case p.Confidence < a.Least:
			u.Find(bitext.Finding{ID: "align-uncertain", Severity: bitext.Warn,
				Message: fmt.Sprintf("the two may not belong together (confidence %d %%)", percent(p))})
		default:
			u.State = bitext.Translated
		}
		u.Origin, u.Score = bitext.FromAlign, percent(p)
		u.Provenance = bitext.Provenance{Human: true, Engine: string(bitext.FromAlign)}
		if p.Linked() {
			a.match(u)
			a.names().Unit(u)
			check.Unit(u, a.Source, a.Target)
		}
	}
	a.names().Document(c.units)
	check.Document(c.units, a.Target)
	var last *bitext.Unit
	for i := range c.units {
		u := &c.units[i]
		u.Provenance.Human = false // nobody has looked at the pair
		if !u.Translatable() || u.Source.Blank() {
			continue
		}
		if last != nil {
			u.Before, last.After = last.Source.Text, u.Source.Text
		}
		last = u
	}
}

// percent is the confidence of a pair; what is linked has 1 at least, for 0
// means that there is none.
func percent(p align.Pair) int {
	if !p.Linked() {
		return 0
	}
	return max(1, int(math.Floor(100*p.Confidence)))
}

// keepPairs brings the sure pairs into the memory and says how many. One whose
// codes or addresses are not those of the source is left out.
func (a *Aligner) keepPairs(ctx context.Context, article string, c *composed, pairs []align.Pair) (int, error) {
	var entries []memory.Entry
	for i, p := range pairs {
		if !p.Linked() || p.Confidence < a.Least {
			continue
		}
		u := &c.units[c.at[i]]
		hidden := protect.Hide(u.Source)
		text, ok := hidden.Again(u.Target)
		if !ok {
			continue
		}
		entries = append(entries, memory.Entry{
			Query:  memory.Query{Text: hidden.Text, Before: u.Before, After: u.After, Article: article, Unit: u.ID},
			Target: text, State: u.State, Origin: u.Origin, Score: u.Score, Provenance: u.Provenance,
		})
	}
	return len(entries), a.Line.keep(ctx, entries)
}
