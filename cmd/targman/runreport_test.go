package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"targman/locales"
	"targman/pipeline"
	"targman/pipeline/bitext"
	"targman/pipeline/gather"
	"targman/pipeline/runs"
	"targman/pipeline/write"
)

// hostile is what somebody may have put into an article.
const hostile = `<img src=x onerror=alert(1)> [x](javascript:y) | "q" 'a' & Հայ`

// recorded is a record of a run with something of everything.
func recorded(t *testing.T, lang string) (*record, *runReport) {
	t.Helper()
	catalog, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	s := busy()
	s.New, s.Updated, s.Unchanged = 1, 1, 1
	s.Articles[0].New, s.Articles[0].URL = true, "https://example.org/Talks_2026-Round-Two?a=1&copy;=2|3&token=abcdef0123 `x>"
	s.Articles[0].Flagged = []pipeline.Flag{{ID: "3.1", Source: hostile, Rule: "term-missing", Severity: bitext.Warn, Message: hostile}}
	s.Articles = append(s.Articles,
		pipeline.Article{Path: "news/torn.html", Name: "news/torn", Error: "read news/torn.html: there is no text in it; leave it out"},
		pipeline.Article{Path: "javascript:x.txt", Name: "javascript:x 100%", URL: "javascript:alert(1)", Counts: pipeline.Counts{Segments: 1}, Files: []write.File{{Name: "javascript:x 100%.bilingual.html", Changed: true}}})
	p := &program{out: &bytes.Buffer{}, err: &bytes.Buffer{}, catalog: catalog, say: catalog.Speaker(lang)}
	tr := &translation{program: p, cfg: &loaded{Config: Config{Source: "en", Targets: []string{"hy"}, Money: MoneyConfig{Currency: "EUR"}, Memory: MemoryConfig{File: "/srv/news/state/memory.db"}, Report: ReportConfig{Keep: 5}}, File: "/srv/news/config.yaml"}}
	tr.gathered = &gather.Report{Feeds: 1, Entries: 50, New: 3, Fetched: 3, Faults: []gather.Fault{{URL: "https://example.org/?key=abcdef0123", Err: errors.New("404")}}}
	tr.results = []result{{Folder: "/srv/news/out/hy", Summary: s, glossary: "1a2b", settings: "3c4d", damaged: 1, Engines: []askedEngine{
		{Engine: "openai", spent: &spent{Calls: 4, Segments: 30, Source: 1800, Cost: 0.5, Currency: "EUR"}, Error: "openai: the quota is used up"}}}}
	r := &record{translation: tr, started: time.Date(2026, 11, 27, 4, 0, 0, 0, time.UTC), begun: true, cause: errArticles}
	run := r.run(exitFailed, errArticles)
	run.ID, run.Version, run.Time, run.Seconds = "20261127T040000.000Z-1", "targman 1", r.started.Add(9*time.Second), 9
	return r, r.build(run)
}

// TestRunReport holds the forms of a report to testdata/run, in both languages.
func TestRunReport(t *testing.T) {
	seen := map[string]bool{}
	for _, lang := range []string{"en", "hy"} {
		r, report := recorded(t, lang)
		files, err := r.render(report, "/srv/news/state/runs", formsOf(reportForms)...)
		if err != nil {
			t.Fatal(err)
		}
		for form, data := range files {
			name := "report." + lang + "." + form
			if form == "html" { // its style is in a file of its own, and its hash follows from that
				data = bytes.ReplaceAll(data, []byte(runStyle), []byte("STYLE"))
			}
			seen[name] = true
			golden(t, filepath.Join("testdata/run", name), string(data))
			for _, no := range []string{" <img", "><img", "abcdef0123", `href="javascript:`} {
				if strings.Contains(string(data), no) && form != "json" {
					t.Errorf("%s has %s", name, no)
				}
			}
		}
	}
	entries, err := os.ReadDir("testdata/run")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !seen[e.Name()] {
			t.Errorf("nothing asks for %s", e.Name())
		}
	}
}

// TestLongReport bounds the lists of a run of thousands of articles, and counts all.
func TestLongReport(t *testing.T) {
	r, _ := recorded(t, "en")
	long := strings.Repeat("Long. ", 5000)
	s := &pipeline.Summary{Source: "en", Target: "hy", Count: 5000, New: 5000, Total: pipeline.Counts{Untranslated: 25000}}
	for i := range 600 {
		a := pipeline.Article{Name: fmt.Sprint("a", i), New: true, Counts: pipeline.Counts{Segments: 10, Untranslated: 5}}
		for k := range 5 {
			a.Open = append(a.Open, pipeline.Open{ID: fmt.Sprint(k, ".1"), Source: long})
			a.Flagged = append(a.Flagged, pipeline.Flag{ID: fmt.Sprint(k, ".2"), Source: "x", Severity: bitext.Warn})
		}
		s.Articles = append(s.Articles, a)
	}
	s.Articles[599].Error, s.Articles[599].New = "torn", false
	r.results = []result{{Folder: "/out", Summary: s}}
	report := r.build(r.run(exitFailed, errArticles))
	l := report.Languages[0]
	if len(l.Articles) != shownRows || l.More.Articles != 4800 || len(l.Open) != shownRows || l.More.Open != 24800 || len(l.Flagged) != shownRows || l.More.Flagged != 599*5-shownRows {
		t.Errorf("%d articles, %d open, %d flagged; %+v more", len(l.Articles), len(l.Open), len(l.Flagged), l.More)
	}
	if l.Articles[0].State != "failed" {
		t.Errorf("what failed does not stand first: %+v", l.Articles[0])
	}
	files, err := r.render(report, "/out", formsOf(reportForms)...)
	if err != nil {
		t.Fatal(err)
	}
	for form, data := range files {
		if len(data) > 1<<20 {
			t.Errorf("%s has %d bytes", form, len(data))
		}
	}
}

// TestLineFields holds the names in the line of a run to what is documented: names
// may come, none may go.
func TestLineFields(t *testing.T) {
	r, _ := recorded(t, "en")
	run := r.run(exitFailed, errArticles)
	run.Report = "x"
	line, err := json.Marshal(run)
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{"time", "level", "msg", "run", "version", "project", "memory", "exit", "meaning", "error", "started", "seconds", "targets",
		"articles", "new", "updated", "unchanged", "failed", "left", "segments", "all", "origins", "untranslated", "stale", "findings", "spent", "amount",
		"currency", "calls", "characters", "written", "damaged", "report", "fetched", "feeds", "entries", "changed", "pages"} {
		if !strings.Contains(string(line), `"`+field+`":`) {
			t.Errorf("there is no field %q in %s", field, line)
		}
	}
	var back runs.Run
	if err := json.Unmarshal(line, &back); err != nil || back.Articles != run.Articles || strings.Contains(string(line), "\n") {
		t.Errorf("the line is not read again: %v", err)
	}
}
