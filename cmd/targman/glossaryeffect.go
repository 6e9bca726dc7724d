package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"

	"targman/glossary"
	"targman/pipeline"
	"targman/pipeline/lang/all"
	"targman/pipeline/memory"
)

// effects finds what the changes do to the memory, for each target language;
// why says why it cannot be told.
func (p *program) effects(ctx context.Context, cfg *loaded, old, new *glossary.Glossary) (out []*pipeline.Effect, why string, err error) {
	if _, err := os.Stat(cfg.Memory.File); errors.Is(err, fs.ErrNotExist) {
		return nil, p.text("glossary.effect.no-memory", map[string]any{"File": cfg.Memory.File}), nil
	}
	m, err := p.memoryOf(cfg, memory.Options{ReadOnly: true})
	if err != nil {
		return nil, "", fmt.Errorf("%w; or leave the effect out with --no-effect", err)
	}
	t := &translation{program: p, cfg: cfg, engines: newEngines()}
	defer t.engines.close()
	for _, target := range cfg.Targets {
		l := effectLine(cfg, new, target)
		// Without its key an engine cannot be made: then the cost stays unknown.
		if chain, err := t.chain(target); err == nil && chain != nil {
			l.Forecast = chain.Forecast
		}
		n, err := m.Count(ctx, l.Pair)
		if err != nil {
			return nil, "", errors.Join(err, m.Close())
		}
		if n == 0 {
			why = p.text("glossary.effect.no-pair", map[string]any{"File": cfg.Memory.File, "Source": cfg.Source, "Target": target})
			continue
		}
		e, err := l.Effect(ctx, m, old)
		if err != nil {
			return nil, "", errors.Join(err, m.Close())
		}
		out = append(out, e)
	}
	if n := len(m.Damaged()); n > 0 {
		p.warn(p.text("memory.damaged", map[string]any{"Count": n, "File": m.Path()}))
	}
	return out, why, m.Close()
}

// effectLine is as much of a line as a look at the memory needs.
func effectLine(cfg *loaded, g *glossary.Glossary, target string) *pipeline.Line {
	packs := all.Packs()
	l := &pipeline.Line{
		Pair:   memory.Pair{Source: cfg.Source, Target: target},
		Source: pack(packs, cfg.Source), Target: pack(packs, target),
		Glossary: g, Names: g.Matcher(cfg.Source), Workers: cfg.Workers,
	}
	if l.Workers == 0 {
		l.Workers = runtime.GOMAXPROCS(0)
	}
	return l
}

// effectWords say an effect in a few lines.
func (p *program) effectWords(cfg *loaded, e *pipeline.Effect) (title string, lines []string) {
	title = p.text("glossary.effect.title", map[string]any{"Source": e.Source, "Target": e.Target,
		"Segments": p.text("summary.segments", map[string]any{"Count": e.Total.Segments}),
		"Articles": p.text("glossary.effect.articles", map[string]any{"Count": e.Total.Articles})})
	for _, o := range outcomes {
		if n := e.Total.Outcomes[o]; n > 0 {
			lines = append(lines, p.outcome(o, n))
		}
	}
	if e.Total.Outcomes[pipeline.ForEngine] > 0 {
		lines = append(lines, p.text("glossary.effect.characters", map[string]any{"Count": e.Total.Characters, "Cost": p.costs(cfg, e)}))
	}
	if e.Moved > 0 {
		lines = append(lines, p.text("glossary.effect.moved", map[string]any{"Count": e.Moved}))
	}
	return title, lines
}

// costs say the most that the engines can cost, or that it is not known.
func (p *program) costs(cfg *loaded, e *pipeline.Effect) string {
	var parts []string
	for _, f := range e.Forecast {
		if f.Cost > 0 {
			parts = append(parts, p.text("glossary.effect.cost", map[string]any{"Engine": f.Engine, "Cost": f.Cost.String(), "Currency": cfg.Money.Currency}))
		}
	}
	if len(parts) == 0 {
		return p.text("glossary.effect.no-price", nil)
	}
	return strings.Join(parts, ", ")
}

// outcomes are in the order in which they are told.
var outcomes = []pipeline.Outcome{pipeline.Resettled, pipeline.ForEngine, pipeline.ForPerson, pipeline.Right}

func (p *program) outcome(o pipeline.Outcome, n int) string {
	switch o {
	case pipeline.Resettled:
		return p.text("glossary.effect.settled", map[string]any{"Count": n})
	case pipeline.ForEngine:
		return p.text("glossary.effect.engine", map[string]any{"Count": n})
	case pipeline.ForPerson:
		return p.text("glossary.effect.person", map[string]any{"Count": n})
	}
	return p.text("glossary.effect.right", map[string]any{"Count": n})
}

// pick takes up to n examples of the outcomes, one of each concept in turn.
func pick(examples []pipeline.Example, n int, of ...pipeline.Outcome) (out []pipeline.Example) {
	by := map[string][]pipeline.Example{}
	var ids []string
	for _, x := range examples {
		if !slices.Contains(of, x.Outcome) {
			continue
		}
		if by[x.Concept] == nil {
			ids = append(ids, x.Concept)
		}
		by[x.Concept] = append(by[x.Concept], x)
	}
	for round := 0; len(out) < n; round++ {
		before := len(out)
		for _, id := range ids {
			if round < len(by[id]) && len(out) < n {
				out = append(out, by[id][round])
			}
		}
		if len(out) == before {
			break
		}
	}
	return out
}

// printEffects tells of the effects with up to n examples of each kind.
func (p *program) printEffects(cfg *loaded, effects []*pipeline.Effect, why string, n int) {
	for _, e := range effects {
		title, lines := p.effectWords(cfg, e)
		fmt.Fprintln(p.out, title)
		for _, line := range lines {
			fmt.Fprintln(p.out, "  "+line)
		}
		p.printExamples(e, n)
	}
	if why != "" {
		fmt.Fprintln(p.out, why)
	}
}

func (p *program) printExamples(e *pipeline.Effect, n int) {
	for _, x := range pick(e.Examples, n, pipeline.Resettled) {
		fmt.Fprintf(p.out, "  %s %s\n    - %s\n    + %s\n", x.Article, x.Unit,
			marked(x.Before, x.After, bracket("[-", "-]")), marked(x.After, x.Before, bracket("{+", "+}")))
	}
	for _, x := range pick(e.Examples, n, pipeline.ForEngine, pipeline.ForPerson) {
		fmt.Fprintf(p.out, "  %s %s  %s\n      %s\n", x.Article, x.Unit, short(x.Source), x.Why)
	}
}

func bracket(open, close string) func(string, bool) string {
	return func(text string, changed bool) string {
		if changed {
			return open + text + close
		}
		return text
	}
}
