package main

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/fatih/color"

	"targman/pipeline"
	"targman/pipeline/bitext"
	"targman/pipeline/write"
)

// shownArticles is how many articles the summary lists one by one; --json has
// them all.
const shownArticles = 20

// printSummary tells a person what a run came to.
func (t *translation) printSummary(r result) {
	s := r.Summary
	if t.quiet {
		t.printProblems(s)
		return
	}
	fmt.Fprintln(t.out, t.paint(t.out, color.Bold).Sprint(t.text("summary.title", map[string]any{
		"Source": s.Source, "Target": s.Target, "Count": s.Count})))
	t.printArticles(s)
	t.printProblems(s)
	t.printOpen(s)
	t.printWithheld(s)
	t.printEngines(r.Engines)
	t.printRemoved(s)
	fmt.Fprintln(t.out, t.text("summary.files", map[string]any{"Folder": r.Folder, "Count": s.Written}))
	if t.timings {
		t.printTimings(s)
	}
	t.printNext(r)
}

func (t *translation) printArticles(s *pipeline.Summary) {
	w := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	row := func(name string, c pipeline.Counts, unchanged bool) {
		fmt.Fprintf(w, "  %s\t%s\t%s\n", name, t.segments(c.Segments), t.counts(c, unchanged))
	}
	for i, a := range doneFirst(s.Articles) {
		if i == shownArticles {
			break
		}
		if a.Error == "" {
			row(a.Name, a.Counts, a.Unchanged)
		}
	}
	if s.Count > 1 {
		row(t.text("summary.total", nil), s.Total, false)
	}
	_ = w.Flush() // to a terminal or pipe: nothing to be done about it
	if s.Left > 0 {
		fmt.Fprintln(t.out, " ", t.text("summary.left", map[string]any{"Count": s.Left}))
	}
	if more := s.Count - shownArticles; more > 0 {
		fmt.Fprintln(t.out, " ", t.text("summary.more", map[string]any{"Count": more}))
	}
}

// doneFirst has the articles that the run has done before those that stayed as
// they were.
func doneFirst(list []pipeline.Article) []pipeline.Article {
	return slices.SortedStableFunc(slices.Values(list), func(a, b pipeline.Article) int {
		switch {
		case a.Done() == b.Done():
			return 0
		case a.Done():
			return -1
		}
		return 1
	})
}

func (t *translation) segments(n int) string {
	return t.text("summary.segments", map[string]any{"Count": n})
}

// counts lists segments by origin, then what is not translated, then findings.
func (t *translation) counts(c pipeline.Counts, unchanged bool) string {
	var parts []string
	for _, o := range slices.Sorted(maps.Keys(c.Origins)) {
		parts = append(parts, fmt.Sprintf("%d %s", c.Origins[o], o))
	}
	if c.Furniture > 0 {
		parts = append(parts, t.text("summary.furniture", map[string]any{"Count": c.Furniture}))
	}
	if c.Untranslated > 0 {
		parts = append(parts, t.paint(t.out, color.FgYellow).Sprint(t.text("summary.untranslated", map[string]any{"Count": c.Untranslated})))
	}
	for _, s := range []bitext.Severity{bitext.Error, bitext.Warn} {
		if n := c.Findings[s.String()]; n > 0 {
			parts = append(parts, t.text("summary.findings."+s.String(), map[string]any{"Count": n}))
		}
	}
	if unchanged {
		parts = append(parts, t.text("summary.unchanged", nil))
	}
	return strings.Join(parts, ", ")
}

// printProblems tells of the articles that failed and of an engine that was
// given up, on standard error.
func (t *translation) printProblems(s *pipeline.Summary) {
	if s.Engine != "" {
		t.problem(s.EngineErr())
	}
	full := false
	for _, a := range s.Articles {
		if a.Error == "" {
			continue
		}
		// A folder that takes nothing more fails every article alike.
		_, storage := errors.AsType[*write.StorageError](a.Err())
		if !storage || !full {
			t.problem(a.Err())
		}
		full = full || storage
	}
}

// printOpen shows the first segments without a translation.
func (t *translation) printOpen(s *pipeline.Summary) {
	left := s.Total.Untranslated
	if left == 0 {
		return
	}
	fmt.Fprintln(t.out, t.text("summary.open", map[string]any{"Count": left}))
	shown, said := 0, s.Engine
	for _, a := range s.Articles {
		for _, o := range a.Open {
			if shown == 10 {
				break
			}
			shown++
			fmt.Fprintf(t.out, "  %s %s  %s\n", a.Name, o.ID, short(o.Source))
			if o.Reason != "" && o.Reason != said { // one reason is said once
				fmt.Fprintln(t.out, "     ", o.Reason)
				said = o.Reason
			}
		}
	}
	if left > shown {
		fmt.Fprintln(t.out, " ", t.text("summary.open-more", map[string]any{"Count": left - shown}))
	}
}

// printWithheld shows the first segments for which the memory has a translation
// that breaks the glossary.
func (t *translation) printWithheld(s *pipeline.Summary) {
	var list []pipeline.Withheld
	for _, a := range s.Articles {
		for _, o := range a.WithheldFrom {
			list = append(list, pipeline.Withheld{Article: a.Name, Open: o})
		}
	}
	for _, line := range t.withheldLines(s.Total.Withheld, list) {
		fmt.Fprintln(t.out, line)
	}
}

// withheldLines say how many translations of the memory are withheld, and list
// the first ones.
func (t *translation) withheldLines(n int, list []pipeline.Withheld) (out []string) {
	if n == 0 {
		return nil
	}
	out = append(out, t.text("withheld", map[string]any{"Count": n}))
	for _, w := range list[:min(len(list), 10)] {
		out = append(out, fmt.Sprintf("  %s %s  %s", w.Article, w.ID, w.Reason))
	}
	return out
}

// short cuts a text to what fits on a line.
func short(text string) string { return cut(text, 90) }

// cut cuts a text to so many characters.
func cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

func (t *translation) printTimings(s *pipeline.Summary) {
	all := 0.0
	for _, seconds := range s.Stages {
		all += seconds
	}
	for _, stage := range pipeline.Stages() {
		fmt.Fprintf(t.out, "  %-18s %8.2f s %5.1f %%\n", stage, s.Stages[stage], 100*s.Stages[stage]/max(all, 1e-9))
	}
}

// printNext says what to do next.
func (t *translation) printNext(r result) {
	total := r.Summary.Total
	for _, a := range doneFirst(r.Summary.Articles) {
		i := slices.IndexFunc(a.Files, func(f write.File) bool { return strings.HasSuffix(f.Name, ".bilingual.html") })
		if i >= 0 {
			page := filepath.Join(r.Folder, filepath.FromSlash(path.Clean(a.Files[i].Name)))
			fmt.Fprintln(t.out, t.text("next.open", map[string]any{"File": page}))
			break
		}
	}
	switch {
	case total.Untranslated > 0 && slices.Contains(t.cfg.Backend, memoryOnly):
		fmt.Fprintln(t.out, t.text("next.backend", nil))
	case total.Untranslated > 0:
		fmt.Fprintln(t.out, t.text("next.retry", nil))
	case weighty(total, t.cfg.FailOn):
		fmt.Fprintln(t.out, t.text("next.findings", map[string]any{"Level": t.cfg.FailOn}))
	}
}

// tellOthers says which files of folders are no articles.
func (t *translation) tellOthers(in *inputs) {
	if len(in.damaged) > 0 {
		t.warn(t.text("gather.damaged", map[string]any{"Count": len(in.damaged), "File": in.damaged[0]}))
	}
	if t.quiet || len(in.others) == 0 {
		return
	}
	var parts []string
	for _, ext := range slices.Sorted(maps.Keys(in.others)) {
		parts = append(parts, fmt.Sprintf("%d × %q", in.others[ext], ext))
	}
	t.warn(t.text("inputs.others", map[string]any{"List": strings.Join(parts, ", ")}))
}
