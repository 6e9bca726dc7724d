package main

import (
	"errors"
	"time"
	"unicode/utf8"

	"targman/pipeline/runs"
)

// run adds up what became of all languages.
func (r *record) run(code int, err error) runs.Run {
	now := time.Now()
	out := runs.Run{Time: now.UTC(), Level: "INFO", Message: "run ended", ID: r.id(), Command: r.command, Version: tool(), Exit: code,
		Meaning: r.meaning(code), Started: r.started.UTC(), Seconds: now.Sub(r.started).Seconds(), Error: r.reason(code, err)}
	if code != exitDone && code != exitFindings {
		out.Level = "ERROR"
	}
	if r.cfg == nil {
		return out
	}
	out.Project, out.Memory, out.Targets, out.Spent.Currency = whole(r.cfg.File), whole(r.cfg.Memory.File), r.cfg.Targets, r.cfg.Money.Currency
	out.Segments.Origins, out.Findings = map[string]int{}, map[string]int{}
	if g := r.gathered; g != nil {
		out.Fetched = &runs.Fetched{Feeds: g.Feeds, Entries: g.Entries, New: g.New, Changed: g.Changed, Pages: g.Fetched, Failed: len(g.Faults)}
	}
	for _, x := range r.results {
		addResult(&out, x)
	}
	out.Articles.Left += r.due * (len(r.cfg.Targets) - len(r.results)) // languages that were not come to
	return out
}

// leftToOther is the meaning of an exit code 0 with which a run left the work to
// another one.
const leftToOther = "skipped"

// meaning is a word for the exit code that machines may rely on. Two ends share a
// code with others: a run that was left to another one, and one whose time was
// over.
func (r *record) meaning(code int) string {
	var why interruption
	switch {
	case code == exitDone && errors.As(r.cause, &lockedError{}):
		return leftToOther
	case code == timeOver.code && errors.As(r.cause, &why):
		return why.message
	}
	return exitMeanings[code]
}

// addResult adds what came out for one language.
func addResult(out *runs.Run, x result) {
	s := x.Summary
	if s == nil {
		return
	}
	a, g := &out.Articles, &out.Segments
	a.New, a.Updated, a.Unchanged = a.New+s.New, a.Updated+s.Updated, a.Unchanged+s.Unchanged
	a.Failed, a.Left = a.Failed+s.Failed(), a.Left+s.Left
	g.All, g.Untranslated, g.Stale = g.All+s.Total.Segments, g.Untranslated+s.Total.Untranslated, g.Stale+s.Total.Stale
	for origin, n := range s.Total.Origins {
		g.Origins[string(origin)] += n
	}
	for severity, n := range s.Total.Findings {
		out.Findings[severity] += n
	}
	for _, e := range x.Engines {
		out.Spent.Calls += e.Calls
		out.Spent.Characters += e.Source
		if e.Currency == out.Spent.Currency {
			out.Spent.Amount += e.Cost
		}
	}
	out.Written += s.Written
	for _, x := range s.Removed {
		out.Deleted += len(x.Deleted)
	}
	out.Damaged += x.damaged
}

// mostReason is how much of an error a run is listed with, in bytes.
const mostReason = 2000

// reason says what went wrong, where something did; what the results tell of
// comes from there.
func (r *record) reason(code int, err error) string {
	if code == exitDone || code == exitFindings {
		return ""
	}
	for _, x := range r.results {
		if x.Summary == nil || !errors.Is(err, errArticles) && !errors.Is(err, errBudget) && !errors.Is(err, errEngine) {
			continue
		}
		if errors.Is(err, errArticles) {
			for _, a := range x.Summary.Articles {
				if a.Error != "" {
					return brief(a.Error)
				}
			}
		} else if x.Summary.Engine != "" {
			return brief(x.Summary.Engine)
		}
	}
	if r.gathered != nil && len(r.gathered.Faults) > 0 && errors.Is(err, errArticles) {
		return brief(r.gathered.Faults[0].Err.Error())
	}
	if err == nil {
		return ""
	}
	return brief(err.Error())
}

// brief hides what looks like a secret and cuts what is too long.
func brief(text string) string {
	text = redact(text)
	if len(text) <= mostReason {
		return text
	}
	cut := mostReason
	for !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}
