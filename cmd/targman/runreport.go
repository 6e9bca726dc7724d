package main

import (
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"targman/pipeline"
	"targman/pipeline/runs"
)

// shownRows is how many rows each list of a report has at most; the counts are of
// all.
const shownRows = 200

// shownText is how much of a text a report shows, in characters.
const shownText = 500

// runReport is the report of a run, as JSON has it. The field names are part of
// the interface.
type runReport struct {
	runs.Run
	// Missed are addresses that could not be had, with the reason.
	Missed    []missedReport   `json:"missed,omitempty"`
	Languages []languageReport `json:"languages"`
}

type missedReport struct {
	Address string `json:"address"`
	Reason  string `json:"reason"`
}

// languageReport is what became of one language.
type languageReport struct {
	Source string `json:"source"`
	Target string `json:"target"`
	// Folder has the outputs; a whole path.
	Folder string `json:"folder"`
	// Glossary and Settings are hashes of what was in effect from the start of the
	// run to its end.
	Glossary string          `json:"glossary"`
	Settings string          `json:"settings"`
	Count    int             `json:"count"`
	Written  int             `json:"written"`
	Left     int             `json:"left"`
	Total    pipeline.Counts `json:"total"`
	Engines  []askedEngine   `json:"engines"`
	// EngineError says why engines were given up.
	EngineError string `json:"engine_error,omitempty"`
	// Removed are articles of earlier runs that are there no more.
	Removed []pipeline.Removed `json:"removed,omitempty"`
	// Articles are the failed, new and updated ones; then the lists of
	// segments. More counts what a list has no room for, as far as the run noted
	// it.
	Articles []articleReport `json:"articles"`
	Open     []openReport    `json:"open"`
	Flagged  []flagReport    `json:"flagged"`
	More     moreReport      `json:"more"`
}

type moreReport struct {
	Articles int `json:"articles"`
	Open     int `json:"open"`
	Flagged  int `json:"flagged"`
}

// articleReport is what became of an article: new, updated, unchanged or failed.
type articleReport struct {
	Name string `json:"name"`
	Path string `json:"path"`
	// URL is the address of the original, where it is one of the web.
	URL   string `json:"url,omitempty"`
	State string `json:"state"`
	Error string `json:"error,omitempty"`
	pipeline.Counts
	// Files are the names of the outputs below the folder; Link leads from the
	// report to the one to read first.
	Files []string `json:"files,omitempty"`
	Link  string   `json:"link,omitempty"`
}

type openReport struct {
	Article string `json:"article"`
	pipeline.Open
	Link string `json:"link,omitempty"`
	file string // that Link leads to
}

type flagReport struct {
	Article string `json:"article"`
	pipeline.Flag
	Link string `json:"link,omitempty"`
	file string
}

// build makes the report of a run.
func (r *record) build(run runs.Run) *runReport {
	out := &runReport{Run: run, Languages: []languageReport{}}
	if r.gathered != nil {
		for _, f := range r.gathered.Faults[:min(len(r.gathered.Faults), shownRows)] {
			out.Missed = append(out.Missed, missedReport{redactNamed(f.URL), redactNamed(f.Err.Error())})
		}
	}
	for _, x := range r.results {
		if x.Summary != nil {
			out.Languages = append(out.Languages, reportLanguage(x))
		}
	}
	return out
}

func reportLanguage(x result) languageReport {
	s := x.Summary
	l := languageReport{Source: s.Source, Target: s.Target, Folder: whole(x.Folder), Glossary: x.glossary, Settings: x.settings,
		Count: s.Count, Written: s.Written, Left: s.Left, Total: s.Total, Engines: x.Engines, EngineError: redact(s.Engine),
		Articles: []articleReport{}, Open: []openReport{}, Flagged: []flagReport{}}
	l.Removed = s.Removed[:min(len(s.Removed), shownRows)]
	if l.Engines == nil {
		l.Engines = []askedEngine{}
	}
	for _, failed := range []bool{true, false} { // what failed must not fall off the end
		for _, a := range s.Articles {
			if (a.Error != "") == failed && stateOf(a) != "unchanged" {
				l.article(a)
			}
		}
	}
	for _, a := range s.Articles {
		if a.Error == "" {
			l.segments(a)
		}
	}
	l.More.Articles = max(0, s.Failed()+s.New+s.Updated-len(l.Articles))
	l.More.Open = s.Total.Untranslated - len(l.Open)
	return l
}

func (l *languageReport) article(a pipeline.Article) {
	if len(l.Articles) == shownRows {
		return
	}
	r := articleReport{Name: a.Name, Path: a.Path, URL: originalOf(a), State: stateOf(a), Error: redact(a.Error), Counts: a.Counts}
	r.Files = outputsOf(a)
	l.Articles = append(l.Articles, r)
}

// segments lists the open and the flagged segments of an article.
func (l *languageReport) segments(a pipeline.Article) {
	file := best(outputsOf(a))
	for _, o := range a.Open {
		if len(l.Open) < shownRows {
			o.Source, o.Reason = cut(o.Source, shownText), cut(redact(o.Reason), shownText)
			l.Open = append(l.Open, openReport{Article: a.Name, Open: o, file: file})
		}
	}
	for _, f := range a.Flagged {
		if len(l.Flagged) < shownRows {
			f.Source, f.Message = cut(f.Source, shownText), cut(f.Message, shownText)
			l.Flagged = append(l.Flagged, flagReport{Article: a.Name, Flag: f, file: file})
		} else {
			l.More.Flagged++
		}
	}
}

// originalOf is the address of the original, where it is one that a browser opens a
// page by.
func originalOf(a pipeline.Article) string {
	if strings.HasPrefix(a.URL, "https://") || strings.HasPrefix(a.URL, "http://") {
		return redactNamed(a.URL)
	}
	return ""
}

// stateOf is what became of an article.
func stateOf(a pipeline.Article) string {
	switch {
	case a.Error != "":
		return "failed"
	case a.New:
		return "new"
	case a.Written() > 0:
		return "updated"
	}
	return "unchanged"
}

// link fills in the links for a report that stands in the folder.
func (r *runReport) link(folder string) {
	for i := range r.Languages {
		l := &r.Languages[i]
		for j := range l.Articles {
			l.Articles[j].Link = relative(folder, l.Folder, best(l.Articles[j].Files))
		}
		for j := range l.Open {
			l.Open[j].Link = relative(folder, l.Folder, l.Open[j].file)
		}
		for j := range l.Flagged {
			l.Flagged[j].Link = relative(folder, l.Folder, l.Flagged[j].file)
		}
	}
}

// outputsOf are the names of the article's outputs.
func outputsOf(a pipeline.Article) (names []string) {
	for _, f := range a.Files {
		names = append(names, f.Name)
	}
	return names
}

// best is the output to read first.
func best(files []string) string {
	for _, name := range files {
		if strings.HasSuffix(name, ".bilingual.html") {
			return name
		}
	}
	if len(files) > 0 {
		return files[0]
	}
	return ""
}

// relative is the address of an output as seen from a folder
// (https://www.rfc-editor.org/rfc/rfc3986#section-4.2).
func relative(from, folder, name string) string {
	if name == "" {
		return ""
	}
	rel, err := filepath.Rel(whole(from), filepath.Join(folder, filepath.FromSlash(name)))
	if err != nil {
		return "" // on another volume
	}
	return (&url.URL{Path: filepath.ToSlash(rel)}).String()
}

// sortedCounts are the names of counts in order.
func sortedCounts[K ~string](counts map[K]int) []K { return slices.Sorted(maps.Keys(counts)) }
