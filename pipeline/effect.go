package pipeline

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"sync"

	"targman/glossary"
	"targman/pipeline/backend"
	"targman/pipeline/memory"
)

// Stock is what the line asks of a memory when the glossary has changed.
type Stock interface {
	Sweep(ctx context.Context, p memory.Pair, s memory.Sweep) (int, error)
	Glossary(ctx context.Context, p memory.Pair) (memory.Glossary, bool, error)
	Revise(ctx context.Context, p memory.Pair, rs []memory.Revision, g memory.Glossary) (memory.Revised, error)
}

// Outcome is what a change of the glossary means for a translation.
type Outcome string

// The outcomes, the gravest last.
const (
	// Right has nothing to be changed in it.
	Right Outcome = "right"
	// Resettled becomes right by putting names into the forms that stand there.
	Resettled Outcome = "settled"
	// ForPerson was made or approved by a person, who has to look at it.
	ForPerson Outcome = "person"
	// ForEngine cannot be put right without an engine.
	ForEngine Outcome = "engine"
)

// Tally counts the translations whose source text has a changed concept.
type Tally struct {
	Segments int `json:"segments"`
	// Articles are those that the segments were first met in.
	Articles int             `json:"articles"`
	Outcomes map[Outcome]int `json:"outcomes"`
	// Characters are those of the different source texts that an engine has to
	// be asked for.
	Characters int `json:"characters"`

	articles map[string]bool
}

// Effect is what a change of the glossary does to the memory of a pair.
type Effect struct {
	Source string `json:"source"`
	Target string `json:"target"`
	// Searched is how many translations the memory has.
	Searched int `json:"searched"`
	// Changed is how many of them change in any way, Moved how many of these get
	// another source text or context.
	Changed int   `json:"changed"`
	Moved   int   `json:"moved"`
	Total   Tally `json:"total"`
	// Concepts are by id, the new one of a renamed concept.
	Concepts map[string]*Tally `json:"concepts"`
	// Examples are translations of which no two change alike, by concept and
	// then in the order in which they were kept.
	Examples []Example `json:"examples"`
	// Forecast is what the engines would be asked for, and the most that it can
	// cost; empty where the line forecasts nothing.
	Forecast []backend.Forecast `json:"forecast,omitempty"`
	// Articles are the names of the articles that change, ascending.
	Articles []string `json:"articles"`

	mu        sync.Mutex
	revisions []memory.Revision
	examples  map[string]Example
	asked     map[string]bool
	request   backend.Request
	touched   map[string]bool
}

// Example is one translation and what becomes of it.
type Example struct {
	Concept string  `json:"concept"`
	Outcome Outcome `json:"outcome"`
	Article string  `json:"article"`
	Unit    string  `json:"unit"`
	Source  string  `json:"source"`
	Before  string  `json:"before"`
	After   string  `json:"after"`
	// Why says what is left wrong; empty where nothing is.
	Why string `json:"why,omitempty"`

	id int64
}

// manyExamples bounds the examples of an effect.
const manyExamples = 5000

// NoEffect is that of a glossary that has not changed.
func NoEffect(p memory.Pair) *Effect {
	return &Effect{Source: p.Source, Target: p.Target, Total: newTally(), Concepts: map[string]*Tally{},
		examples: map[string]Example{}, asked: map[string]bool{}, touched: map[string]bool{}}
}

func newTally() Tally { return Tally{Outcomes: map[Outcome]int{}, articles: map[string]bool{}} }

func (t *Tally) add(o Outcome, article string, characters int) {
	t.Segments++
	t.Outcomes[o]++
	t.Characters += characters
	t.articles[article] = true
	t.Articles = len(t.articles)
}

// Effect says what the change from another glossary to the line's does to the
// memory, and changes nothing. Of the line it needs the pair, what is known of
// the languages, the glossary and the number of workers.
func (l *Line) Effect(ctx context.Context, stock Stock, old *glossary.Glossary) (*Effect, error) {
	e := NoEffect(l.Pair)
	e.request = l.request()
	r := l.resettler(old, e)
	sweep := memory.Sweep{Wanted: r.wanted, Context: r.respells, Take: r.take, Workers: l.Workers}
	if len(r.changes) == 0 {
		sweep.Wanted = func(string) bool { return false }
	}
	var err error
	if e.Searched, err = stock.Sweep(ctx, l.Pair, sweep); err != nil {
		return nil, err
	}
	e.Examples = slices.SortedFunc(maps.Values(e.examples), func(a, b Example) int {
		return cmp.Or(cmp.Compare(a.Concept, b.Concept), cmp.Compare(a.id, b.id))
	})
	if l.Forecast != nil && len(e.request.Segments) > 0 {
		if e.Forecast, err = l.Forecast(ctx, e.request); err != nil {
			return nil, err
		}
	}
	e.Articles = slices.Sorted(maps.Keys(e.touched))
	slices.SortFunc(e.revisions, func(a, b memory.Revision) int { return cmp.Compare(a.Old.ID, b.Old.ID) })
	return e, nil
}

// add takes one translation in.
func (e *Effect) add(f *fate) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if f.changed {
		e.Changed++
		e.revisions = append(e.revisions, memory.Revision{Old: f.old, New: f.new})
		e.touched[f.old.Article] = true
	}
	if f.moved {
		e.Moved++
	}
	if len(f.concepts) == 0 {
		return
	}
	total, characters := Right, 0
	for _, o := range f.concepts {
		total = graver(total, o)
	}
	if total == ForEngine && !e.asked[f.new.Text] {
		e.asked[f.new.Text] = true
		characters = f.characters()
		e.request.Segments = append(e.request.Segments, f.segment(strconv.Itoa(len(e.asked))))
	}
	e.Total.add(total, f.old.Article, characters)
	for id, o := range f.concepts {
		t := e.Concepts[id]
		if t == nil {
			fresh := newTally()
			t, e.Concepts[id] = &fresh, &fresh
		}
		c := 0
		if o == ForEngine {
			c = characters
		}
		t.add(o, f.old.Article, c)
		e.show(id, o, f)
	}
}

// show keeps the translation as an example unless one that changes alike was
// kept before it.
func (e *Effect) show(id string, o Outcome, f *fate) {
	if o == Right {
		return
	}
	key := id + "\x00" + f.alike(o)
	was, ok := e.examples[key]
	if ok && was.id < f.old.ID || !ok && len(e.examples) >= manyExamples {
		return
	}
	e.examples[key] = Example{Concept: id, Outcome: o, Article: f.old.Article, Unit: f.old.Entry.Unit, Source: f.new.Text,
		Before: f.old.Target, After: f.new.Target, Why: f.why[id], id: f.old.ID}
}

var gravity = []Outcome{Right, Resettled, ForPerson, ForEngine}

func graver(a, b Outcome) Outcome {
	if slices.Index(gravity, b) > slices.Index(gravity, a) {
		return b
	}
	return a
}
