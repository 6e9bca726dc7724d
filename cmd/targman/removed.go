package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"targman/pipeline"
)

// shownRemoved is how many articles that are there no more are listed; --json has
// them all.
const shownRemoved = 10

// tellEdited warns of outputs that somebody had changed and that were written anew.
func (t *translation) tellEdited(s *pipeline.Summary, folder string) {
	if s == nil || len(s.Edited) == 0 {
		return
	}
	list := slices.Clone(s.Edited[:min(len(s.Edited), shownRemoved)])
	for i, name := range list {
		list[i] = filepath.Join(folder, filepath.FromSlash(name))
	}
	t.warn(t.text("summary.edited", map[string]any{"Count": len(s.Edited), "Files": strings.Join(list, ", ")}))
}

// printRemoved tells of the outputs of articles that are there no more: those
// that are left, those that were deleted, and those that somebody has changed.
func (t *translation) printRemoved(s *pipeline.Summary) {
	t.removedFiles(s, "summary.removed", func(r pipeline.Removed) []string { return r.Kept })
	t.removedFiles(s, "summary.deleted", func(r pipeline.Removed) []string { return r.Deleted })
	t.removedFiles(s, "summary.changed", func(r pipeline.Removed) []string { return r.Changed })
}

func (t *translation) removedFiles(s *pipeline.Summary, id string, of func(pipeline.Removed) []string) {
	var lines []string
	files := 0
	for _, r := range s.Removed {
		if n := len(of(r)); n > 0 {
			files += n
			lines = append(lines, fmt.Sprintf("  %s  %s", r.Path, t.text("summary.outputs", map[string]any{"Count": n, "File": of(r)[0]})))
		}
	}
	if len(lines) == 0 {
		return
	}
	fmt.Fprintln(t.out, t.text(id, map[string]any{"Count": len(lines), "Files": files}))
	for i, line := range lines {
		if i == shownRemoved {
			fmt.Fprintln(t.out, " ", t.text("summary.removed-more", map[string]any{"Count": len(lines) - i}))
			break
		}
		fmt.Fprintln(t.out, line)
	}
}
