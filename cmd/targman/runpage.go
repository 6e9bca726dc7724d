package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"targman/pipeline"
	"targman/pipeline/bitext"
)

// The forms of a report: JSON for machines, Markdown for mail and chat, a page
// without any file beside it for a browser.

//go:embed runpage.html
var runPage string

//go:embed runpage.css
var runStyle string

var reportForms = map[string]func(r *record, report *runReport) ([]byte, error){
	"json": (*record).reportJSON, "md": (*record).reportMarkdown, "html": (*record).reportHTML,
}

func formsOf[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// render makes the forms of a report that is to stand in the folder.
func (r *record) render(report *runReport, folder string, forms ...string) (map[string][]byte, error) {
	report.link(folder)
	out := map[string][]byte{}
	for _, form := range forms {
		data, err := reportForms[form](r, report)
		if err != nil {
			return nil, fmt.Errorf("write the report: %w", err)
		}
		out[form] = data
	}
	return out, nil
}

func (r *record) reportJSON(report *runReport) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	err := enc.Encode(report)
	return out.Bytes(), err
}

func (r *record) reportHTML(report *runReport) ([]byte, error) {
	var out bytes.Buffer
	v := r.view(report)
	err := r.writePage(&out, v.Title+" – "+v.Verdict, runStyle, runPage, v)
	return out.Bytes(), err
}

// runView is what the page and the Markdown show.
type runView struct {
	*runReport
	Title, Verdict string
	// Grave is "bad" where something failed, "open" where something waits for a
	// person, else "good".
	Grave     string
	Words     map[string]string
	Facts     []fact
	Languages []languageView
}

// fact is a line of the head of a report.
type fact struct{ Name, Value string }

type languageView struct {
	languageReport
	Title                             string
	Articles                          []reportedArticle
	Spent                             []string
	OpenTitle, FlagTitle              string
	MoreArticles, MoreOpen, MoreFlags string
}

type reportedArticle struct {
	articleReport
	Word, Segments, What string
}

func (r *record) view(report *runReport) *runView {
	r = r.plain()
	v := &runView{runReport: report,
		Title:   r.text("run.title", map[string]any{"Time": report.Started.Format("2006-01-02 15:04")}),
		Verdict: r.text("run.exit."+report.Meaning, nil), Grave: graveness(report.Exit), Words: map[string]string{}}
	for _, id := range []string{"article", "segments", "what", "segment", "source", "reason", "articles", "original", "state", "glossary", "settings", "missed"} {
		v.Words[id] = r.text("run.page."+id, nil)
	}
	v.Words["colon"] = r.text("colon", nil)
	v.Facts = r.facts(report)
	for _, l := range report.Languages {
		v.Languages = append(v.Languages, r.languageView(l))
	}
	return v
}

// plain is the record with words that have no colours, wherever standard output
// goes.
func (r *record) plain() *record {
	p, t, out := *r.program, *r.translation, *r
	p.out, t.program, out.translation = io.Discard, &p, &t
	return &out
}

func graveness(code int) string {
	switch code {
	case exitDone:
		return "good"
	case exitFindings:
		return "open"
	}
	return "bad"
}

// facts are the lines of the head.
func (r *record) facts(report *runReport) (out []fact) {
	add := func(id, value string) {
		if value != "" {
			out = append(out, fact{r.text("run.fact."+id, nil), value})
		}
	}
	a, s := report.Articles, report.Segments
	add("command", report.Command)
	add("error", report.Error)
	add("articles", r.text("run.articles", map[string]any{"New": a.New, "Updated": a.Updated, "Unchanged": a.Unchanged, "Failed": a.Failed, "Left": a.Left}))
	if f := report.Fetched; f != nil {
		add("fetched", r.text("run.fetched", map[string]any{"Feeds": f.Feeds, "Entries": f.Entries, "New": f.New, "Changed": f.Changed, "Pages": f.Pages, "Failed": f.Failed}))
	}
	add("segments", r.counts(pipeline.Counts{Untranslated: s.Untranslated, Origins: origins(s.Origins), Findings: report.Findings}, false))
	add("spent", r.spentWords(report))
	add("written", fmt.Sprint(report.Written))
	if report.Deleted > 0 {
		add("deleted", fmt.Sprint(report.Deleted))
	}
	add("time", fmt.Sprintf("%s – %s UTC (%s)", report.Started.Format("2006-01-02 15:04:05"), report.Time.Format("15:04:05"),
		time.Duration(report.Seconds*float64(time.Second)).Round(time.Second/10)))
	add("project", report.Project)
	add("run", report.ID)
	return out
}

func origins(counts map[string]int) map[bitext.Origin]int {
	out := map[bitext.Origin]int{}
	for k, n := range counts {
		out[bitext.Origin(k)] = n
	}
	return out
}

func (r *record) spentWords(report *runReport) string {
	s := report.Spent
	if s.Calls == 0 {
		return r.text("run.nothing", nil)
	}
	return r.text("run.spent", map[string]any{"Amount": fmt.Sprintf("%.4f", s.Amount), "Currency": s.Currency, "Count": s.Calls, "Characters": s.Characters})
}

func (r *record) languageView(l languageReport) languageView {
	v := languageView{languageReport: l, Title: r.text("summary.title", map[string]any{"Source": l.Source, "Target": l.Target, "Count": l.Count}),
		OpenTitle: r.text("summary.open", map[string]any{"Count": l.Total.Untranslated}),
		FlagTitle: r.text("run.flagged", map[string]any{"Count": len(l.Flagged) + l.More.Flagged})}
	for _, a := range l.Articles {
		v.Articles = append(v.Articles, reportedArticle{a, r.text("run.state."+a.State, nil), r.segments(a.Counts.Segments), cmp.Or(a.Error, r.counts(a.Counts, false))})
	}
	for _, e := range l.Engines {
		v.Spent = append(v.Spent, r.spentLine(e, 4))
		if e.Error != "" {
			v.Spent = append(v.Spent, r.text("summary.fell", map[string]any{"Engine": e.Engine, "Reason": redact(e.Error)}))
		}
	}
	for _, m := range []struct {
		n  int
		to *string
	}{{l.More.Articles, &v.MoreArticles}, {l.More.Open, &v.MoreOpen}, {l.More.Flagged, &v.MoreFlags}} {
		if m.n > 0 {
			*m.to = r.text("run.more", map[string]any{"Count": m.n})
		}
	}
	return v
}
