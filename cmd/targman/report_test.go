package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"targman/locales"
	"targman/pipeline"
	"targman/pipeline/bitext"
	"targman/pipeline/write"
)

// busy is a summary with something of everything.
func busy() *pipeline.Summary {
	page := []write.File{{Name: "news/talks.txt"}, {Name: "news/talks.bilingual.html"}}
	return &pipeline.Summary{Source: "en", Target: "hy", Count: 3, Written: 7, Left: 2, Total: pipeline.Counts{
		Segments: 41, Furniture: 5, Untranslated: 12,
		Origins:  map[bitext.Origin]int{bitext.FromExact: 20, bitext.FromLocale: 1, bitext.Backend("openai"): 3},
		Findings: map[string]int{"error": 1, "warn": 2, "info": 9},
	}, Articles: []pipeline.Article{
		{Path: "news/talks.txt", Name: "news/talks", Files: page, Counts: pipeline.Counts{Segments: 1, Untranslated: 1},
			Open: []pipeline.Open{{ID: "1.1", Source: "Talks began.", Reason: "the engine left it out"}, {ID: "2.1", Source: strings.Repeat("Long. ", 30), Reason: "the engine left it out"}}},
		{Path: "news/same.md", Name: "news/same", Unchanged: true, Counts: pipeline.Counts{Segments: 40, Furniture: 5,
			Origins: map[bitext.Origin]int{bitext.FromExact: 20}, Findings: map[string]int{"error": 1, "warn": 2}}},
	}, Stages: map[string]float64{"read": 0.5, "write": 1.5, "match": 2}}
}

// quiet is a summary of one article that is done.
func quiet() *pipeline.Summary {
	return &pipeline.Summary{Source: "en", Target: "hy", Count: 1, Total: pipeline.Counts{Segments: 1},
		Articles: []pipeline.Article{{Path: "a.txt", Name: "a", Unchanged: true, Counts: pipeline.Counts{Segments: 1,
			Origins: map[bitext.Origin]int{bitext.FromContext: 1}}, Files: []write.File{{Name: "a.bilingual.html"}}}}}
}

// analysed is an analysis of two articles.
func analysed() *pipeline.Analysis {
	volume := func(n int) pipeline.Volume { return pipeline.Volume{Segments: n, Words: 10 * n, Characters: 60 * n} }
	one := map[pipeline.Class]pipeline.Volume{pipeline.New: volume(7), pipeline.Repetitions: volume(2), pipeline.NotForUse: volume(1)}
	return &pipeline.Analysis{Target: "hy", Total: one, Waiting: volume(1), Articles: []pipeline.ArticleAnalysis{
		{Path: "a.txt", Name: "a", Classes: one}, {Path: "b.txt", Name: "b", Error: "read b.txt: no such file"}}}
}

// TestReport holds what a person is shown to testdata/report, in both
// languages.
func TestReport(t *testing.T) {
	catalog, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, lang := range []string{"en", "hy"} {
		for name, show := range map[string]func(t *translation){
			"summary": func(t *translation) { t.printSummary(result{Folder: "out/hy", Summary: busy()}) },
			"done":    func(t *translation) { t.printSummary(result{Folder: "out/hy", Summary: quiet()}) },
			"timings": func(t *translation) { t.timings = true; t.printSummary(result{Folder: "out/hy", Summary: busy()}) },
			"analysis": func(t *translation) {
				t.printAnalysis(result{Analysis: analysed(), Glossary: map[pipeline.Outcome]int{pipeline.Resettled: 2, pipeline.ForEngine: 1}})
			},
			"quiet": func(t *translation) { t.quiet = true; t.printSummary(result{Folder: "out/hy", Summary: busy()}) },
			"errors": func(t *translation) {
				t.fail(errors.Join(errors.New("read a.yaml: one\n  for example"), errors.New("two")))
			},
		} {
			t.Run(name+" "+lang, func(t *testing.T) {
				var out, errs bytes.Buffer
				p := &program{out: &out, err: &errs, catalog: catalog, say: catalog.Speaker(lang)}
				show(&translation{program: p, cfg: &loaded{Config: Config{Source: "en", Backend: Names{memoryOnly}, FailOn: "error"}}})
				file := name + "." + lang + ".txt"
				seen[file] = true
				golden(t, filepath.Join("testdata/report", file), out.String()+errs.String())
				for line := range strings.Lines(out.String()) {
					if strings.TrimRight(line, " \n") != strings.TrimRight(line, "\n") {
						t.Errorf("space at the end of %q", line)
					}
				}
			})
		}
	}
	_ = filepath.WalkDir("testdata/report", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !seen[filepath.Base(p)] {
			t.Errorf("nothing asks for %s", p)
		}
		return err
	})
}

// TestSummaryBeginsWithWhatWasDone lists the one article that changed among many
// that did not, and leads to its page.
func TestSummaryBeginsWithWhatWasDone(t *testing.T) {
	catalog, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	s := &pipeline.Summary{Source: "en", Target: "hy", Count: 30}
	for n := range s.Count {
		name := fmt.Sprintf("news/%02d", n)
		s.Articles = append(s.Articles, pipeline.Article{Name: name, Unchanged: n != 27,
			Files: []write.File{{Name: name + ".bilingual.html", Changed: n == 27}}})
	}
	var out bytes.Buffer
	p := &program{out: &out, err: &out, catalog: catalog, say: catalog.Speaker("en")}
	(&translation{program: p, cfg: &loaded{Config: Config{Source: "en", FailOn: "error"}}}).printSummary(result{Folder: "out/hy", Summary: s})
	lines := strings.Split(out.String(), "\n")
	if !strings.HasPrefix(lines[1], "  news/27 ") || !strings.HasPrefix(lines[2], "  news/00 ") || !strings.Contains(out.String(), "open out/hy/news/27.bilingual.html") {
		t.Errorf("the summary:\n%s", out.String())
	}
}

// golden compares with a file, or writes it with -update.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		put(t, file, got)
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s:\n%s", file, diff)
	}
}

// TestVerdict turns what came out into the exit code.
func TestVerdict(t *testing.T) {
	failed := &pipeline.Analysis{Articles: []pipeline.ArticleAnalysis{{Error: "torn"}}}
	findings := func(severity string) *pipeline.Summary {
		return &pipeline.Summary{Total: pipeline.Counts{Findings: map[string]int{severity: 1}}}
	}
	for _, x := range []struct {
		name    string
		results []result
		failOn  string
		want    int
	}{
		{"all is well", []result{{Summary: quiet()}}, "error", exitDone},
		{"segments are open", []result{{Summary: quiet()}, {Summary: busy()}}, "never", exitFindings},
		{"a finding at the level", []result{{Summary: findings("warn")}}, "warn", exitFindings},
		{"a finding above the level", []result{{Summary: findings("error")}}, "style", exitFindings},
		{"a finding below the level", []result{{Summary: findings("warn")}}, "error", exitDone},
		{"an information is never too much", []result{{Summary: findings("info")}}, "style", exitDone},
		{"findings that do not matter", []result{{Summary: findings("error")}}, "never", exitDone},
		{"the engine was given up", []result{{Summary: &pipeline.Summary{Engine: "gone", Total: pipeline.Counts{Untranslated: 1}}}, {Summary: busy()}}, "error", exitEngine},
		{"the engine was given up, and another did the rest", []result{{Summary: &pipeline.Summary{Engine: "gone"}}}, "error", exitDone},
		{"an article could not be analysed", []result{{Analysis: failed}}, "error", exitFailed},
		{"an analysis finds new text", []result{{Analysis: &pipeline.Analysis{}}}, "style", exitDone},
	} {
		tr := &translation{cfg: &loaded{Config: Config{FailOn: x.failOn}}}
		if got := exitCode(tr.verdict(x.results)); got != x.want {
			t.Errorf("%s: exit code %d, want %d", x.name, got, x.want)
		}
	}
}

// TestDocumentedFields holds the names in --json to what scripts rely on: names
// may come, none may go.
func TestDocumentedFields(t *testing.T) {
	var out bytes.Buffer
	s := busy()
	s.Engine = "gone"
	tr := &translation{program: &program{out: &out}, json: true}
	if err := tr.report([]result{{Folder: "out/hy", Summary: s, Analysis: analysed()}}); err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{"tool", "results", "folder", "summary", "analysis", "source", "target", "count", "written", "total",
		"articles", "left", "engine_error", "stages", "path", "name", "bytes", "unchanged", "segments", "furniture", "untranslated",
		"origins", "findings", "open", "id", "reason", "files", "size", "changed", "modified", "classes", "words", "characters", "error"} {
		if !strings.Contains(out.String(), `"`+field+`":`) {
			t.Errorf("there is no field %q", field)
		}
	}
	if !slices.Equal(pipeline.Stages(), []string{"read", "split", "match", "recall", "translate and keep", "settle and check", "write"}) {
		t.Errorf("the stages are %q", pipeline.Stages())
	}
}
