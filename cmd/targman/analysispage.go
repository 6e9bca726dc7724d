package main

import (
	_ "embed"
	"strconv"
	"strings"

	"targman/pipeline"
)

//go:embed analysispage.html
var analysisPageText string

//go:embed analysispage.css
var analysisPageStyle string

// analysisView is what the page shows.
type analysisView struct {
	Words map[string]string
	// Head are the columns of the totals, Classes those of the articles.
	Head, Classes []string
	Weighted      bool
	Results       []analysedView
}

// analysedView is one language. The texts of Articles and Failed are anybody's.
type analysedView struct {
	Title    string
	Notes    []string
	Bar      []stretch
	Total    []classView
	Articles []articleView
	Failed   []string
}

// stretch is a part of the bar of all words: where it begins and how long it is,
// in thousandths.
type stretch struct {
	Class, Title string
	At, Length   int
}

// classView is a row of the totals.
type classView struct {
	Class, Name string
	Cells       []string
}

// articleView is a row of the table of articles.
type articleView struct {
	Name, Path string
	Words      []int
	Sum        pipeline.Volume
	Weighted   string
}

// analysisPage writes the page.
func (t *translation) analysisPage(results []result) error {
	v := analysisView{
		Weighted: len(t.cfg.Analysis.Rates) > 0,
		Words: map[string]string{
			"title": t.text("analyse.page.title", nil), "class": t.text("analyse.page.class", nil), "article": t.text("analyse.page.article", nil),
			"words": t.text("analyse.page.words", nil), "total": t.text("summary.total", nil), "weighted": t.text("analysis.weighted", nil),
			"segments": t.text("analysis.segments", nil), "characters": t.text("analysis.characters", nil), "note": t.text("analyse.page.note", nil),
		},
		Head: append(t.analysisHead(), "%"),
	}
	if v.Weighted {
		v.Head = append(v.Head, t.text("analyse.page.rate", nil), t.text("analysis.weighted", nil))
	}
	for _, c := range pipeline.Classes() {
		v.Classes = append(v.Classes, unbroken(t.className(c)))
	}
	for _, r := range results {
		if r.Analysis != nil {
			v.Results = append(v.Results, t.analysedView(r))
		}
	}
	return t.writePage(t.out, v.Words["title"], analysisPageStyle, analysisPageText, v)
}

func (t *translation) analysedView(r result) analysedView {
	a := r.Analysis
	v := analysedView{Title: t.analysisTitle(a), Notes: t.analysisNotes(r)}
	all := a.Total.Sum()
	at := 0
	for _, c := range pipeline.Classes() {
		row := t.classView(c, a.Total[c], all)
		v.Total = append(v.Total, row)
		if length := 1000 * a.Total[c].Words / max(all.Words, 1); c != pipeline.NotForUse && length > 0 {
			v.Bar = append(v.Bar, stretch{"c" + string(c), row.Name + t.text("colon", nil) + strconv.Itoa(a.Total[c].Words), at, length})
			at += length
		}
	}
	last := classView{Class: "sum", Name: t.text("summary.total", nil), Cells: append(volumeCells(all), percent(all.Words, all.Words))}
	if len(t.cfg.Analysis.Rates) > 0 {
		last.Cells = append(last.Cells, "", wordsOf(a.Weighted))
	}
	v.Total = append(v.Total, last)
	for _, art := range a.Articles {
		if art.Error != "" {
			v.Failed = append(v.Failed, art.Error)
			continue
		}
		row := articleView{Name: art.Name, Path: art.Path, Sum: art.Classes.Sum(), Weighted: wordsOf(art.Weighted)}
		for _, c := range pipeline.Classes() {
			row.Words = append(row.Words, art.Classes[c].Words)
		}
		v.Articles = append(v.Articles, row)
	}
	return v
}

func (t *translation) classView(c pipeline.Class, volume, all pipeline.Volume) classView {
	v := classView{Class: "c" + string(c), Name: unbroken(t.className(c)), Cells: volumeCells(volume)}
	share := percent(volume.Words, all.Words)
	if c == pipeline.NotForUse {
		share = ""
	}
	v.Cells = append(v.Cells, share)
	if rates := t.cfg.rates(); rates != nil {
		v.Cells = append(v.Cells, strconv.FormatFloat(100*rates.Of(c), 'f', -1, 64), wordsOf(rates.Of(c)*float64(volume.Words)))
	}
	return v
}

// percent is the share of a whole with one decimal.
func percent(part, whole int) string {
	return strconv.FormatFloat(100*float64(part)/float64(max(whole, 1)), 'f', 1, 64)
}

// unbroken keeps a percent sign with its number.
func unbroken(name string) string { return strings.ReplaceAll(name, " %", "\u00a0%") }
