package main

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/fatih/color"

	"targman/pipeline"
	"targman/pipeline/backend"
)

// printAnalysis shows the table that translators bill by: per article and in
// total, segments, words and characters in each class.
func (t *translation) printAnalysis(a *pipeline.Analysis) {
	fmt.Fprintln(t.out, t.paint(t.out, color.Bold).Sprint(t.text("analysis.title", map[string]any{
		"Source": t.cfg.Source, "Target": a.Target, "Count": len(a.Articles)})))
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 4, 2, ' ', tabwriter.AlignRight)
	head := strings.Join([]string{t.text("analysis.segments", nil), t.text("analysis.words", nil), t.text("analysis.characters", nil)}, "\t")
	for i, art := range a.Articles {
		if i == shownArticles {
			break
		}
		if art.Error == "" {
			t.analysisRows(w, art.Name, head, art.Classes)
		}
	}
	if len(a.Articles) != 1 {
		t.analysisRows(w, t.text("summary.total", nil), head, a.Total)
	}
	_ = w.Flush() // into a string: never fails
	for line := range strings.Lines(table.String()) {
		fmt.Fprintln(t.out, strings.TrimRight(line, " \n"))
	}
	t.printForecast(a.Forecast)
	for _, art := range a.Articles {
		if art.Error != "" {
			t.problem(errors.New(art.Error))
		}
	}
}

// printForecast says what the engines would be asked for, where they count.
func (t *translation) printForecast(list []backend.Forecast) {
	for _, f := range list {
		if f.Usage.Told() {
			fmt.Fprintln(t.out, t.text("analysis.forecast", map[string]any{"Engine": f.Engine, "Calls": f.Calls, "Units": counted(f.Usage),
				"Cost": f.Cost.String(), "Currency": t.cfg.Money.Currency}))
		}
	}
}

func (t *translation) analysisRows(w *tabwriter.Writer, name, head string, classes map[pipeline.Class]pipeline.Volume) {
	fmt.Fprintf(w, "%s\t%s\t\n", name, head)
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
