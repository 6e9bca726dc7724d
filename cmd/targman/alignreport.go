package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"targman/pipeline"
	"targman/pipeline/write"
)

// shownAlone is how many files without a partner are named.
const shownAlone = 20

// tellUnpaired names the files without a partner: nothing is passed over in
// silence.
func (a *alignment) tellUnpaired(c *couples) {
	if len(c.Alone) == 0 {
		return
	}
	a.warn(a.text("align.unpaired", map[string]any{"Count": len(c.Alone), "List": strings.Join(c.Alone[:min(len(c.Alone), shownAlone)], ", ")}))
}

// reportAligned prints what became of the couples.
func (a *alignment) reportAligned(folder string, results []pipeline.Coupled, c *couples) error {
	if a.json {
		return a.printJSON(map[string]any{"tool": tool(), "folder": folder, "couples": results, "unpaired": append([]string{}, c.Alone...)})
	}
	for i := range results {
		r := &results[i]
		switch {
		case r.Err() != nil:
			a.problem(r.Err())
		case r.Verdict == "unrelated":
			a.warn(a.text("align.unrelated", map[string]any{"Source": r.Source, "Target": r.Target}))
		case r.Verdict == "unknown":
			a.warn(a.text("align.unknown", map[string]any{"Source": r.Source, "Target": r.Target}))
		}
	}
	if a.quiet {
		return nil
	}
	w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
	written := 0
	for i := range results {
		r := &results[i]
		if len(r.Files) > 0 {
			fmt.Fprintf(w, "%s\t%s\t%s\n", r.Name, a.text("align.pairs", map[string]any{"Count": r.Pairs}), a.coupled(r))
		}
		for _, f := range r.Files {
			if f.Changed {
				written++
			}
		}
	}
	_ = w.Flush() // what cannot be printed is remembered by the printer
	fmt.Fprintln(a.out, a.text("summary.files", map[string]any{"Folder": folder, "Count": written}))
	if page := pageOf(folder, results); page != "" {
		fmt.Fprintln(a.out, a.text("next.open", map[string]any{"File": page}))
	}
	return nil
}

// coupled says what a couple came to beside its pairs.
func (a *alignment) coupled(r *pipeline.Coupled) string {
	var parts []string
	for _, p := range []struct {
		id string
		n  int
	}{{"align.review", r.Review}, {"align.alone-source", r.Alone[0]}, {"align.alone-target", r.Alone[1]}, {"align.kept", r.Kept}} {
		if p.n > 0 {
			parts = append(parts, a.text(p.id, map[string]any{"Count": p.n}))
		}
	}
	if n := r.Furniture[0] + r.Furniture[1]; n > 0 {
		parts = append(parts, a.text("summary.furniture", map[string]any{"Count": n}))
	}
	return strings.Join(parts, ", ")
}

// pageOf is the first bilingual page.
func pageOf(folder string, results []pipeline.Coupled) string {
	for _, r := range results {
		i := slices.IndexFunc(r.Files, func(f write.File) bool { return strings.HasSuffix(f.Name, ".bilingual.html") })
		if i >= 0 {
			return filepath.Join(folder, filepath.FromSlash(r.Files[i].Name))
		}
	}
	return ""
}
