package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/fatih/color"

	"targman/pipeline"
)

// printAnalysis shows the table that translators bill by: per article and in
// total, segments, words and characters in each class.
func (t *translation) printAnalysis(a *pipeline.Analysis) {
	fmt.Fprintln(t.out, t.paint(t.out, color.Bold).Sprint(t.text("analysis.title", map[string]any{
		"Source": t.cfg.Source, "Target": a.Target, "Count": len(a.Articles)})))
	w := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', tabwriter.AlignRight)
	head := []string{"", t.text("analysis.segments", nil), t.text("analysis.words", nil), t.text("analysis.characters", nil)}
	for i, art := range a.Articles {
		if i == shownArticles {
			break
		}
		t.analysisRows(w, art.Name, head, art.Classes)
	}
	if len(a.Articles) != 1 {
		t.analysisRows(w, t.text("summary.total", nil), head, a.Total)
	}
	_ = w.Flush() // to a terminal or pipe: nothing to be done about it
	for _, art := range a.Articles {
		if art.Error != "" {
			t.warn(art.Error)
		}
	}
}

func (t *translation) analysisRows(w *tabwriter.Writer, name string, head []string, classes map[pipeline.Class]pipeline.Volume) {
	fmt.Fprintf(w, "%s\t%s\t\n", name, strings.Join(head[1:], "\t"))
	var sum pipeline.Volume
	for _, c := range pipeline.Classes() {
		v := classes[c]
		if c != pipeline.NotForUse {
			sum.Segments, sum.Words, sum.Characters = sum.Segments+v.Segments, sum.Words+v.Words, sum.Characters+v.Characters
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t\n", t.text("analysis.class."+strings.ReplaceAll(string(c), " ", "-"), nil), v.Segments, v.Words, v.Characters)
	}
	fmt.Fprintf(w, "%s\t%d\t%d\t%d\t\n\t\t\t\t\n", t.text("summary.total", nil), sum.Segments, sum.Words, sum.Characters)
}
