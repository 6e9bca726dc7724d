package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/fatih/color"

	"targman/pipeline"
	"targman/pipeline/backend"
)

// analysisText prints analyses for a person.
func (t *translation) analysisText(results []result) error {
	for _, r := range results {
		if r.Analysis != nil {
			t.printAnalysis(r)
		}
	}
	return nil
}

// printAnalysis shows the table that translators bill by: per article and in
// total, segments, words and characters in each class.
func (t *translation) printAnalysis(r result) {
	a := r.Analysis
	fmt.Fprintln(t.out, t.paint(t.out, color.Bold).Sprint(t.analysisTitle(a)))
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 4, 2, ' ', tabwriter.AlignRight)
	shown, one := 0, len(a.Articles) == 1
	for _, art := range a.Articles {
		if art.Error == "" && shown < shownArticles {
			t.analysisRows(w, art.Name, art.Classes, art.Weighted, one)
			shown++
		}
	}
	if !one {
		t.analysisRows(w, t.text("summary.total", nil), a.Total, a.Weighted, true)
	}
	_ = w.Flush() // into a string: never fails
	for line := range strings.Lines(table.String()) {
		fmt.Fprintln(t.out, strings.TrimRight(line, " \n"))
	}
	if more := len(a.Articles) - a.Failed() - shown; more > 0 {
		fmt.Fprintln(t.out, t.text("analysis.more", map[string]any{"Count": more}))
	}
	for _, line := range t.analysisNotes(r) {
		fmt.Fprintln(t.out, line)
	}
	t.tellFailed(a)
}

// tellFailed prints the errors of the articles that could not be read.
func (t *translation) tellFailed(a *pipeline.Analysis) {
	if a == nil {
		return
	}
	for _, art := range a.Articles {
		if art.Error != "" {
			t.problem(errors.New(art.Error))
		}
	}
}

func (t *translation) analysisTitle(a *pipeline.Analysis) string {
	return t.text("analysis.title", map[string]any{"Source": t.cfg.Source, "Target": a.Target, "Count": len(a.Articles)})
}

// analysisNotes say below the table what a run would do first, and what the
// engines would be asked for, where they count.
func (t *translation) analysisNotes(r result) (out []string) {
	if n := r.Glossary[pipeline.Resettled] + r.Glossary[pipeline.ForEngine] + r.Glossary[pipeline.ForPerson]; n > 0 {
		out = append(out, t.text("analysis.glossary", map[string]any{"Settled": r.Glossary[pipeline.Resettled],
			"Engine": r.Glossary[pipeline.ForEngine], "Person": r.Glossary[pipeline.ForPerson]}))
	}
	if n := r.Analysis.Waiting.Segments; n > 0 {
		out = append(out, t.text("analysis.waiting", map[string]any{"Count": n, "Words": r.Analysis.Waiting.Words}))
	}
	out = append(out, t.withheldLines(len(r.Analysis.Withheld), r.Analysis.Withheld)...)
	return append(out, t.forecastLines(r.Analysis.Forecast)...)
}

func (t *translation) forecastLines(list []backend.Forecast) (out []string) {
	for _, f := range list {
		if f.Usage.Told() {
			out = append(out, t.text("analysis.forecast", map[string]any{"Engine": f.Engine, "Calls": f.Calls, "Units": t.used(f.Usage),
				"Cost": f.Cost.String(), "Currency": t.cfg.Money.Currency}))
		}
	}
	return out
}

// analysisHead are the columns of a table of volumes.
func (t *translation) analysisHead() []string {
	return []string{t.text("analysis.segments", nil), t.text("analysis.words", nil), t.text("analysis.characters", nil)}
}

func (t *translation) className(c pipeline.Class) string {
	return t.text("analysis.class."+string(c), nil)
}

func volumeCells(v pipeline.Volume) []string {
	return []string{strconv.Itoa(v.Segments), strconv.Itoa(v.Words), strconv.Itoa(v.Characters)}
}

// analysisRows are the classes of an article or of all, and those that have nothing
// only where all classes are to be seen.
func (t *translation) analysisRows(w *tabwriter.Writer, name string, classes pipeline.Volumes, weighted float64, all bool) {
	row := func(name string, cells []string) { fmt.Fprintf(w, "%s\t%s\t\n", name, strings.Join(cells, "\t")) }
	row(name, t.analysisHead())
	for _, c := range pipeline.Classes() {
		if all || classes[c].Segments > 0 {
			row(t.className(c), volumeCells(classes[c]))
		}
	}
	row(t.text("summary.total", nil), volumeCells(classes.Sum()))
	if len(t.cfg.Analysis.Rates) > 0 {
		row(t.text("analysis.weighted", nil), []string{"", wordsOf(weighted), ""})
	}
	row("", []string{"", "", ""})
}

// wordsOf is a weighted number of words for a person.
func wordsOf(weighted float64) string { return strconv.FormatFloat(weighted, 'f', 1, 64) }
