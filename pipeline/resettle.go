package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"targman/glossary"
	"targman/pipeline/backend"
	"targman/pipeline/bitext"
	"targman/pipeline/memory"
	"targman/pipeline/protect"
	"targman/pipeline/settle"
)

// Resettle brings the memory in line with the glossary when that has changed
// since the last time, in one transaction: names are put right in the forms
// that stand there, source texts get the agreed spelling, and what cannot be
// put right is marked, so that a run with an engine asks for it. Nobody is
// asked here. A dry one changes nothing. Where the memory does not say which
// glossary it follows, each translation says what its names were.
func (l *Line) Resettle(ctx context.Context, stock Stock, dry bool) (*Effect, error) {
	state, ok, err := stock.Glossary(ctx, l.Pair)
	if err != nil {
		return nil, err
	}
	is := memory.Glossary{Fingerprint: l.Glossary.Fingerprint()}
	if ok && state.Fingerprint == is.Fingerprint {
		return NoEffect(l.Pair), nil
	}
	var old *glossary.Glossary
	if ok {
		old, _ = glossary.Stored(state.Data) // one that cannot be read is as good as none
	}
	e, err := l.Effect(ctx, stock, old)
	if err != nil || dry {
		return e, err
	}
	if is.Data, err = json.Marshal(l.Glossary); err != nil {
		return nil, fmt.Errorf("store glossary: %w", err)
	}
	_, err = stock.Revise(ctx, l.Pair, e.revisions, is)
	return e, err
}

// resettler looks at translations after a change of the glossary.
type resettler struct {
	line    *Line
	effect  *Effect
	changes []glossary.Change
	// unknown says that nobody knows the glossary from before.
	unknown bool
	// respells says that source texts may be spelled anew.
	respells bool
	// concepts are the ids that are touched, each with that of the new concept.
	concepts map[string]string
	// was and is find the touched concepts alone; before finds all old ones.
	was, is, before *glossary.Matcher
	settler         *settle.Settler
}

func (l *Line) resettler(old *glossary.Glossary, e *Effect) *resettler {
	r := &resettler{line: l, effect: e, concepts: map[string]string{}, unknown: old == nil}
	if old == nil {
		old = l.Glossary.Only()
	}
	for _, c := range glossary.Compare(old, l.Glossary) {
		if !c.Touches(l.Pair.Source, l.Pair.Target) {
			continue
		}
		r.changes = append(r.changes, c)
		r.respells = r.respells || c.Respells(l.Pair.Source)
		r.concepts[c.ID] = c.ID
		if c.Was != "" {
			r.concepts[c.Was] = c.ID
		}
	}
	ids := slices.Collect(maps.Keys(r.concepts))
	r.was, r.is = old.Only(ids...).Matcher(l.Pair.Source), l.Glossary.Only(ids...).Matcher(l.Pair.Source)
	r.before = old.Matcher(l.Pair.Source)
	r.settler = l.names().After(r.changes)
	return r
}

// wanted says that a touched concept may stand in the text. Every text in which
// the whole glossary finds one passes.
func (r *resettler) wanted(text string) bool {
	return len(r.is.Match(text)) > 0 || len(r.was.Match(text)) > 0
}

func (r *resettler) take(units []memory.Unit) error {
	for _, u := range units {
		if f := r.fate(u); f.changed || len(f.concepts) > 0 {
			r.effect.add(f)
		}
	}
	return nil
}

// fate is what becomes of one translation.
type fate struct {
	old memory.Unit
	new memory.Entry
	// changed says that it is not what it was, moved that its source text or
	// context is not.
	changed, moved bool
	// concepts are the touched ones in it, each with its outcome; why says what
	// is left wrong with each.
	concepts map[string]Outcome
	why      map[string]string
	terms    []bitext.Term
}

// segment is what an engine would be asked for.
func (f *fate) segment(id string) backend.Segment {
	return backend.Segment{ID: id, Text: f.new.Text, Article: f.new.Article, Before: f.new.Before, After: f.new.After, Terms: termsOf(f.terms)}
}

// characters are those of the source text without placeholders.
func (f *fate) characters() int {
	c, _ := protect.Of(f.new.Text).Restore(f.new.Text)
	return utf8.RuneCountInString(c.Text)
}

// alike is the same for translations that change alike.
func (f *fate) alike(o Outcome) string {
	n := len(f.old.Provenance.Repairs)
	if made := f.new.Provenance.Repairs; o == Resettled && len(made) > n {
		return strings.Join(made[n:], "\x00")
	}
	return string(o)
}

// fate settles a copy of the translation.
func (r *resettler) fate(m memory.Unit) *fate {
	f := &fate{old: m, new: m.Entry, concepts: map[string]Outcome{}, why: map[string]string{}}
	u, write := unitOf(m.Entry)
	r.line.match(&u)
	if text, ok := protect.Of(m.Text).Again(u.Source); ok {
		f.new.Text = text
	}
	f.new.Before, f.new.After = r.canonical(m.Before), r.canonical(m.After)
	f.moved = f.new.Query != m.Query
	person := m.Provenance.Human || m.State == bitext.Reviewed || m.State == bitext.Final
	f.touch(r, &u)
	if person && r.unknown || len(f.concepts) == 0 && !f.moved {
		f.concepts = nil
		f.changed = f.moved
		return f
	}
	reasons := r.settler.Unit(&u)
	if !person {
		f.new.Target = write(u.Target)
		f.new.Provenance = u.Provenance
		f.new.Provenance.Concepts = record(u.Terms)
	}
	f.terms = u.Terms
	f.judge(r, reasons, person)
	f.changed = f.moved || f.new.Target != m.Target || !f.new.Provenance.Equal(m.Provenance)
	return f
}

// unitOf is a unit of a translation, and what writes its target back.
func unitOf(e memory.Entry) (bitext.Unit, func(bitext.Content) string) {
	h := protect.Of(e.Text)
	source, _ := h.Restore(e.Text)
	u := bitext.Unit{Source: source, State: e.State, Provenance: e.Provenance}
	target, _ := h.Restore(e.Target)
	if text, ok := h.Again(target); ok && text == e.Target {
		u.Target = target
		return u, func(c bitext.Content) string {
			if text, ok := h.Again(c); ok {
				return text
			}
			return e.Target
		}
	}
	// The codes are not those of the source: they are letters like others.
	u.Target = bitext.Content{Text: e.Target}
	return u, func(c bitext.Content) string { return c.Text }
}

// canonical is a neighbour's text in the agreed spelling.
func (r *resettler) canonical(text string) string {
	if !r.respells || len(r.is.Match(text)) == 0 {
		return text
	}
	u := bitext.Unit{Source: bitext.Content{Text: text}}
	r.line.match(&u)
	return u.Source.Text
}

// touch notes the touched concepts that stand in the source text, now or
// before. Where the glossary from before is unknown, those count whose terms the
// translation has otherwise.
func (f *fate) touch(r *resettler, u *bitext.Unit) {
	for _, t := range u.Terms {
		known := slices.Contains(f.old.Provenance.Concepts, t.Concept+"="+t.Target)
		if id, ok := r.concepts[t.Concept]; ok && !(r.unknown && known) {
			f.concepts[id] = Right
		}
	}
	for _, m := range r.before.Match(f.old.Text) {
		if id, ok := r.concepts[m.Concept.ID]; ok {
			f.concepts[id] = Right
		}
	}
}

// judge gives each concept its outcome, and the translation its mark.
func (f *fate) judge(r *resettler, reasons []settle.Reason, person bool) {
	if f.new.Target != f.old.Target {
		for id := range f.concepts {
			f.concepts[id] = Resettled
		}
	}
	var mine []settle.Reason
	for _, reason := range reasons {
		if _, ok := f.concepts[reason.Concept]; !ok || r.unknown && len(f.old.Provenance.Concepts) == 0 {
			continue
		}
		mine = append(mine, reason)
		f.why[reason.Concept] = reason.Finding().Message
		f.concepts[reason.Concept] = ForEngine
		if person {
			f.concepts[reason.Concept] = ForPerson
		}
	}
	switch {
	case person:
	case len(mine) > 0:
		f.new.Provenance.Again = settle.Note(mine)
	case len(reasons) == 0:
		f.new.Provenance.Again = ""
	}
}

// record is what a translation remembers of its terms.
func record(terms []bitext.Term) (out []string) {
	for _, t := range terms {
		out = append(out, t.Concept+"="+t.Target)
	}
	return out
}
