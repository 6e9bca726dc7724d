package main

import (
	"cmp"
	"fmt"

	"github.com/fatih/color"
)

// shownChanges is how many changes and how many left segments are listed;
// --json has them all.
const shownChanges = 50

// print tells a person what was merged: each change as it was and as it is, each
// segment that was left and why, and the numbers.
func (m *merging) print(r mergeResult) {
	fmt.Fprintln(m.out, m.paint(m.out, color.Bold).Sprintf("%s → %s", m.cfg.Source, r.Target))
	for i, c := range r.Changes {
		if i == shownChanges {
			fmt.Fprintln(m.out, " ", m.text("merge.more", map[string]any{"Count": len(r.Changes) - i}))
			break
		}
		to := string(c.To)
		if c.From != c.To {
			to = string(c.From) + " → " + to
		}
		if c.Moved {
			to += ", " + m.text("merge.moved", nil)
		}
		fmt.Fprintf(m.out, "  %s %s  (%s)\n", c.Article, c.Unit, to)
		if c.Before != c.After {
			fmt.Fprintln(m.out, "    -", cmp.Or(short(c.Before), "∅"))
			fmt.Fprintln(m.out, "    +", short(c.After))
		}
	}
	if len(r.Left) > 0 {
		fmt.Fprintln(m.out, m.paint(m.out, color.FgYellow).Sprint(m.text("merge.left", map[string]any{"Count": len(r.Left)})))
	}
	for i, l := range r.Left {
		if i == shownChanges {
			fmt.Fprintln(m.out, " ", m.text("merge.more", map[string]any{"Count": len(r.Left) - i}))
			break
		}
		fmt.Fprintf(m.out, "  %s:%d: %s %s: %s\n", l.File, l.Line, cmp.Or(l.Document, "-"), cmp.Or(l.Unit, "-"), l.Message)
		fmt.Fprintln(m.out, "   ", short(l.Source), "=", cmp.Or(short(l.Target), "∅"))
	}
	merged := "merge.merged"
	if m.dryRun {
		merged = "merge.would"
	}
	fmt.Fprintln(m.out, m.text(merged, map[string]any{"Count": len(r.Changes), "Unchanged": r.Unchanged,
		"Untranslated": r.Untranslated, "Left": len(r.Left), "Segments": r.Segments}))
	if !m.dryRun && len(r.Changes) > 0 {
		fmt.Fprintln(m.out, m.text("summary.files", map[string]any{"Folder": r.Folder, "Count": r.Written}))
	}
}
