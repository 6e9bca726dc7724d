package pipeline

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"targman/pipeline/backend"
	"targman/pipeline/bitext"
)

// Volume is an amount of text.
type Volume struct {
	Segments   int `json:"segments"`
	Words      int `json:"words"`
	Characters int `json:"characters"`
}

func (v *Volume) add(text string) {
	v.Segments++
	v.Words += len(strings.Fields(text))
	v.Characters += utf8.RuneCountInString(text)
}

func (v *Volume) plus(w Volume) {
	v.Segments += w.Segments
	v.Words += w.Words
	v.Characters += w.Characters
}

// Class is a row of the analysis that translators bill by.
type Class string

// The classes, in the order they are shown.
const (
	Repetitions Class = "repetitions"
	Locale      Class = "locale"
	Context     Class = "context"
	Exact       Class = "exact"
	Machine     Class = "machine"
	Adapted     Class = "adapted"
	Fuzzy95     Class = "95-99"
	Fuzzy85     Class = "85-94"
	Fuzzy75     Class = "75-84"
	Fuzzy50     Class = "50-74"
	New         Class = "new"
	NotForUse   Class = "not translated"
)

// Classes lists the classes in the order they are shown.
func Classes() []Class {
	return []Class{Repetitions, Locale, Context, Exact, Machine, Adapted, Fuzzy95, Fuzzy85, Fuzzy75, Fuzzy50, New, NotForUse}
}

// Analysis says what a run would find, before anything is spent.
type Analysis struct {
	Target   string            `json:"target"`
	Articles []ArticleAnalysis `json:"articles"`
	Total    map[Class]Volume  `json:"total"`
	// Forecast is what the engines would be asked for, and the most that it can
	// cost; empty where no engine is configured.
	Forecast []backend.Forecast `json:"forecast,omitempty"`
}

// ArticleAnalysis is the analysis of one article.
type ArticleAnalysis struct {
	Path    string           `json:"path"`
	Name    string           `json:"name"`
	Error   string           `json:"error,omitempty"`
	Classes map[Class]Volume `json:"classes,omitempty"`
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

// Analyse reads, splits and matches the inputs and looks them up in the
// memory. It asks no backend and writes nothing.
func (l *Line) Analyse(ctx context.Context, inputs []Input) (*Analysis, error) {
	out := &Analysis{Target: l.Pair.Target, Total: map[Class]Volume{}}
	sum := newSummary(l.Pair)
	seen := map[string]bool{}
	prepared := l.prepareAll(ctx, inputs, nil, sum)
	var err error
	for window := range prepared {
		if err == nil {
			err = l.analyseWindow(ctx, window, seen, out)
		}
	}
	if err == nil {
		err = ctx.Err()
	}
	return out, err
}

func (l *Line) analyseWindow(ctx context.Context, jobs []*job, seen map[string]bool, out *Analysis) error {
	sent, err := l.recall(ctx, jobs)
	if err != nil {
		return err
	}
	if err := l.forecast(ctx, sent, seen, out); err != nil {
		return err
	}
	for _, j := range jobs {
		a := ArticleAnalysis{Path: j.input.Path, Name: j.input.Name, Classes: map[Class]Volume{}}
		if j.err != nil {
			a.Error = j.err.Error()
		}
		for i := range j.units {
			c := classOf(place{j, i}, seen)
			v := a.Classes[c]
			v.add(j.units[i].Source.Text)
			a.Classes[c] = v
		}
		for c, v := range a.Classes {
			t := out.Total[c]
			t.plus(v)
			out.Total[c] = t
		}
		out.Articles = append(out.Articles, a)
	}
	return nil
}

// forecast adds up what the engines would be asked for; seen are the texts of
// earlier windows.
func (l *Line) forecast(ctx context.Context, s *sending, seen map[string]bool, out *Analysis) error {
	if l.Forecast == nil {
		return nil
	}
	r := l.request()
	for i, p := range s.first {
		if !seen[p.text()] {
			r.Segments = append(r.Segments, p.segment(strconv.Itoa(i)))
		}
	}
	list, err := l.Forecast(ctx, r)
	for _, f := range list {
		i := slices.IndexFunc(out.Forecast, func(g backend.Forecast) bool { return g.Engine == f.Engine })
		if i < 0 {
			out.Forecast = append(out.Forecast, f)
			continue
		}
		g := &out.Forecast[i]
		g.Calls, g.Usage, g.Cost = g.Calls+f.Calls, g.Usage.Plus(f.Usage), g.Cost+f.Cost
	}
	return err
}

// classOf sorts a unit into its class; seen are the texts met before.
func classOf(p place, seen map[string]bool) Class {
	u := p.unit()
	switch {
	case u.Kind == bitext.Furniture:
		return NotForUse
	case u.Kind == bitext.Duplicate:
		return Repetitions
	case u.Origin == bitext.FromLocale:
		return Locale
	case u.Score == 101:
		return Context
	case u.Origin == bitext.FromMachine:
		return Machine
	case u.Origin == bitext.FromAdapted:
		return Adapted
	case u.Translated() && u.Origin != bitext.FromFuzzy:
		return Exact
	case seen[p.text()]:
		return Repetitions
	}
	seen[p.text()] = true
	if len(u.Suggestions) == 0 {
		return New
	}
	return band(u.Suggestions[0].Score)
}

// band is the class of a fuzzy match.
func band(score int) Class {
	switch {
	case score >= 95:
		return Fuzzy95
	case score >= 85:
		return Fuzzy85
	case score >= 75:
		return Fuzzy75
	case score >= 50:
		return Fuzzy50
	}
	return New
}
