package main

import (
	"errors"

	"targman/pipeline"
	"targman/pipeline/backend"
	"targman/pipeline/bitext"
)

// verdict turns what came out into the error that sets the exit code.
func (t *translation) verdict(results []result) error {
	var open, budget, engine bool
	failed := t.gathered != nil && len(t.gathered.Faults) > 0
	for _, r := range results {
		if r.Analysis != nil {
			failed = failed || r.Analysis.Failed() > 0
			continue
		}
		failed = failed || r.Summary.Failed() > 0
		total := r.Summary.Total
		if r.Summary.Engine != "" && total.Untranslated+total.Stale > 0 {
			e, ok := errors.AsType[*backend.Error](r.Summary.EngineErr())
			budget, engine = budget || ok && e.Kind == backend.Budget, true
		}
		open = open || total.Untranslated > 0 || weighty(total, t.cfg.FailOn)
	}
	return gravest(failed, budget, engine, open)
}

// weighty says that there are findings at or above the level.
func weighty(c pipeline.Counts, failOn string) bool { return weighs(c.Findings, failOn) }

func weighs(findings map[string]int, failOn string) bool {
	level, ok := bitext.ParseSeverity(failOn)
	if !ok {
		return false // never
	}
	for word, n := range findings {
		if s, ok := bitext.ParseSeverity(word); ok && s >= level && n > 0 {
			return true
		}
	}
	return false
}

// gravest is the error of a run's gravest trouble: failed articles, a cap of the
// budget or an engine that was given up, or what a person has to look at.
func gravest(failed, budget, engine, open bool) error {
	switch {
	case failed:
		return errArticles
	case budget:
		return errBudget
	case engine:
		return errEngine
	case open:
		return errFindings
	}
	return nil
}
