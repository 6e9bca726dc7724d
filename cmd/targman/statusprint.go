package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/fatih/color"

	"targman/pipeline"
)

// printStatus tells a person how a project stands.
func (p *program) printStatus(s *standing) error {
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	row := func(id, value string) {
		if value != "" {
			fmt.Fprintf(w, "%s\t%s\n", p.text("status.row."+id, nil), value)
		}
	}
	now := time.Now()
	row("project", s.Project)
	row("running", s.Running)
	row("last", p.lastRun(s, now))
	row("success", p.ago(s.Succeeded, now))
	row("articles", p.text("status.articles", map[string]any{"Done": s.Pending.Articles, "Unfinished": s.Pending.Unfinished}))
	row("note", s.Pending.Note)
	row("open", p.openWords(s))
	for _, x := range s.Spending {
		row(x.Span, p.spending(x))
	}
	for _, engine := range slices.Sorted(maps.Keys(s.Batches)) {
		row("batches", fmt.Sprint(engine, p.text("colon", nil), s.Batches[engine]))
	}
	row("memory", p.text("status.memory", map[string]any{"File": s.Memory.File, "Size": fmt.Sprintf("%.1f", float64(s.Memory.Size)/1e6)}))
	row("backup", p.ago(s.Memory.Backup, now))
	if err := w.Flush(); err != nil {
		return err
	}
	for _, a := range s.Alarms {
		fmt.Fprintln(p.out, p.paint(p.out, color.FgRed).Sprint("!"), a.Message)
	}
	if len(s.Alarms) == 0 {
		fmt.Fprintln(p.out, p.text("status.fine", nil))
	}
	return nil
}

func (p *program) lastRun(s *standing, now time.Time) string {
	last := s.last
	if last == nil {
		return p.text("runs.none", nil)
	}
	return p.ago(&last.Time, now) + p.text("colon", nil) + p.text("run.exit."+last.Meaning, nil)
}

// openWords counts what is open in the whole project.
func (p *program) openWords(s *standing) string {
	t := &translation{program: p}
	parts := []string{p.text("summary.untranslated", map[string]any{"Count": s.Pending.Untranslated})}
	if s.Pending.Stale > 0 {
		parts = append(parts, p.text("status.stale", map[string]any{"Count": s.Pending.Stale}))
	}
	if found := t.counts(pipeline.Counts{Findings: s.Pending.Findings}, false); found != "" {
		parts = append(parts, found)
	}
	return strings.Join(parts, ", ")
}

func (p *program) spending(x spentInSpan) string {
	out := fmt.Sprintf("%.2f %s", x.Amount, x.Currency)
	if x.Engine != "" {
		out = x.Engine + p.text("colon", nil) + out
	}
	if x.Cap > 0 {
		out += " " + p.text("status.cap", map[string]any{"Cap": fmt.Sprintf("%.2f", x.Cap), "Percent": fmt.Sprintf("%.0f", 100*x.Amount/x.Cap)})
	}
	return out
}

// ago is a moment and how long ago it was.
func (p *program) ago(at *time.Time, now time.Time) string {
	if at == nil {
		return p.text("status.never", nil)
	}
	return at.Format("2006-01-02 15:04") + " UTC (" + p.text("status.ago", map[string]any{"Age": age(now.Sub(*at))}) + ")"
}

// age is a duration to two places: 3d4h, 5h12m, 7m.
func age(d time.Duration) string {
	switch {
	case d >= 24*time.Hour:
		return fmt.Sprintf("%dd%dh", d/(24*time.Hour), d%(24*time.Hour)/time.Hour)
	case d >= time.Hour:
		return fmt.Sprintf("%dh%dm", d/time.Hour, d%time.Hour/time.Minute)
	case d >= time.Minute:
		return fmt.Sprintf("%dm", d/time.Minute)
	}
	return fmt.Sprintf("%ds", max(0, d/time.Second))
}
