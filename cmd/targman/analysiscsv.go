package main

import (
	"encoding/csv"
	"strconv"

	"targman/pipeline"
	"targman/pipeline/cell"
)

// analysisColumns are those of the table for spreadsheets: a row for each class
// of each article, and of all articles together, whose scope is "total".
var analysisColumns = []string{"target", "scope", "article", "path", "class", "segments", "words", "characters", "rate", "weighted_words", "error"}

// analysisCSV writes analyses as CSV (RFC 4180). Names that a spreadsheet would
// take for a formula are guarded.
func (t *translation) analysisCSV(results []result) error {
	w := csv.NewWriter(t.out)
	_ = w.Write(analysisColumns) // told of by Error
	for _, r := range results {
		if r.Analysis == nil {
			continue
		}
		for _, art := range r.Analysis.Articles {
			if art.Error != "" {
				_ = w.Write(guarded([]string{r.Analysis.Target, "article", art.Name, art.Path, "", "", "", "", "", "", art.Error}))
				continue
			}
			t.analysisRecords(w, []string{r.Analysis.Target, "article", art.Name, art.Path}, art.Classes)
		}
		t.analysisRecords(w, []string{r.Analysis.Target, "total", "", ""}, r.Analysis.Total)
	}
	w.Flush()
	return w.Error()
}

func (t *translation) analysisRecords(w *csv.Writer, first []string, classes pipeline.Volumes) {
	rates := t.cfg.rates()
	for _, c := range pipeline.Classes() {
		v := classes[c]
		weight := rates.Of(c)
		cells := append(append(guarded(first), string(c)), volumeCells(v)...)
		_ = w.Write(append(cells, strconv.FormatFloat(100*weight, 'f', -1, 64), strconv.FormatFloat(weight*float64(v.Words), 'f', -1, 64), ""))
	}
}

// guarded are cells with an apostrophe before what a spreadsheet would take for a
// formula; articles are called as anybody likes.
func guarded(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		if out[i] = c; cell.Guarded([]byte(c)) {
			out[i] = "'" + c
		}
	}
	return out
}
