package pipeline

import (
	"context"
	"slices"
	"strconv"

	"targman/pipeline/backend"
	"targman/pipeline/bitext"
)

// Analysis says what a run would find, before anything is spent.
type Analysis struct {
	Target   string            `json:"target"`
	Articles []ArticleAnalysis `json:"articles"`
	Total    Volumes           `json:"total"`
	// Weighted are the words by the line's rates; 0 where it has none.
	Weighted float64 `json:"weighted_words,omitempty"`
	// Waiting are the segments whose translation waits for an engine, because the
	// glossary has changed; they are counted in their classes too.
	Waiting Volume `json:"waiting"`
	// Withheld are the segments for which the memory has a translation that is not
	// used because it breaks the glossary; they count as similar ones.
	Withheld []Withheld `json:"withheld,omitempty"`
	// Forecast is what the engines would be asked for, and the most that it can
	// cost; empty where no engine is configured.
	Forecast []backend.Forecast `json:"forecast,omitempty"`
}

// Withheld is a segment whose translation in the memory is not used.
type Withheld struct {
	Article string `json:"article"`
	Open
}

// ArticleAnalysis is the analysis of one article.
type ArticleAnalysis struct {
	Path    string  `json:"path"`
	Name    string  `json:"name"`
	Error   string  `json:"error,omitempty"`
	Classes Volumes `json:"classes,omitempty"`
	// Weighted is as in Analysis.
	Weighted float64 `json:"weighted_words,omitempty"`
}

// Failed is the number of articles that could not be read.
func (a *Analysis) Failed() int {
	n := 0
	for _, art := range a.Articles {
		if art.Error != "" {
			n++
		}
	}
	return n
}

// analyser sorts the units of articles into classes.
type analyser struct {
	line *Line
	out  *Analysis
	// seen are the texts that the memory has no translation of, each with the
	// number of the article that has it last.
	seen map[string]int
	// asked are the texts of the forecast.
	asked map[string]bool
}

// Analyse reads, splits and matches the inputs and looks them up in the
// memory. It asks no backend and writes nothing.
func (l *Line) Analyse(ctx context.Context, inputs []Input) (*Analysis, error) {
	a := analyser{line: l, seen: map[string]int{}, asked: map[string]bool{},
		out: &Analysis{Target: l.Pair.Target, Articles: []ArticleAnalysis{}, Total: Volumes{}}}
	var err error
	for window := range l.prepareAll(ctx, inputs, nil, newSummary(l.Pair)) {
		if err == nil {
			err = a.window(ctx, window)
		}
	}
	if err == nil {
		err = ctx.Err()
	}
	if l.Rates != nil {
		a.out.Weighted = l.Rates.Weigh(a.out.Total)
	}
	return a.out, err
}

func (a *analyser) window(ctx context.Context, jobs []*job) error {
	sent, err := a.line.recall(ctx, jobs, leastCounted)
	if err != nil {
		return err
	}
	if err := a.forecast(ctx, jobs, sent); err != nil {
		return err
	}
	for _, j := range jobs {
		a.article(j, sent)
	}
	if a.line.Progress != nil {
		a.line.Progress(len(a.out.Articles))
	}
	return nil
}

func (a *analyser) article(j *job, sent *sending) {
	art := ArticleAnalysis{Path: j.input.Path, Name: j.input.Name, Classes: Volumes{}}
	if j.err != nil {
		art.Error = j.err.Error()
	}
	for i := range j.units {
		p := place{j, i}
		c, text := a.class(p, sent), p.unit().Source.Text
		art.Classes.add(c, text)
		a.out.Total.add(c, text)
		if p.waits() {
			a.out.Waiting.add(text)
		}
		if why, ok := withheld(p.unit()); ok {
			a.out.Withheld = append(a.out.Withheld, Withheld{j.input.Name, Open{p.unit().ID, text, why}})
		}
	}
	if a.line.Rates != nil {
		art.Weighted = a.line.Rates.Weigh(art.Classes)
	}
	a.out.Articles = append(a.out.Articles, art)
}

// class sorts a unit into its class. What the memory has counts as that wherever
// it stands; of other texts all but the first are repetitions.
func (a *analyser) class(p place, sent *sending) Class {
	u := p.unit()
	switch {
	case u.Kind == bitext.Furniture:
		return NotForUse
	case u.Kind == bitext.Duplicate:
		return Repetitions
	case u.Kind == bitext.UI:
		return Locale
	case u.Translated() && u.Origin != bitext.FromFuzzy:
		return known(u)
	}
	article := len(a.out.Articles)
	last, repeated := a.seen[p.text()]
	a.seen[p.text()] = article
	switch {
	case repeated && last == article:
		return Repetitions
	case repeated:
		return CrossRepetitions
	}
	return band(sent.alike[p.text()])
}

// waits says that the unit has a translation and waits for a better one.
func (p place) waits() bool {
	u := p.unit()
	return u.Translated() && u.Provenance.Again != ""
}

// forecast adds up what the engines would be asked for.
func (a *analyser) forecast(ctx context.Context, jobs []*job, s *sending) error {
	if a.line.Forecast == nil {
		return nil
	}
	r := a.line.request()
	ask := func(p place) {
		if !a.asked[p.text()] {
			a.asked[p.text()] = true
			r.Segments = append(r.Segments, p.segment(strconv.Itoa(len(r.Segments))))
		}
	}
	for _, p := range s.first {
		ask(p)
	}
	for _, j := range jobs {
		for i := range j.units {
			if p := (place{j, i}); p.waits() {
				ask(p)
			}
		}
	}
	list, err := a.line.Forecast(ctx, r)
	for _, f := range list {
		a.out.expect(f)
	}
	return err
}

// expect adds what an engine would be asked for to what it is asked already.
func (a *Analysis) expect(f backend.Forecast) {
	i := slices.IndexFunc(a.Forecast, func(g backend.Forecast) bool { return g.Engine == f.Engine })
	if i < 0 {
		a.Forecast = append(a.Forecast, f)
		return
	}
	g := &a.Forecast[i]
	g.Calls, g.Usage, g.Cost = g.Calls+f.Calls, g.Usage.Plus(f.Usage), g.Cost+f.Cost
}
