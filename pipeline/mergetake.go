package pipeline

import (
	"fmt"
	"strings"

	"targman/pipeline/bitext"
	"targman/pipeline/memory"
)

// take merges a returned segment at its place, or says why not.
func (m *merger) take(p place, s *slip, moved bool) {
	s.done, s.fits = true, true
	u := p.unit()
	now, known := m.taken[p]
	if !known {
		_, now = bitext.Marked(u.Source, u.Target)
	}
	c := Change{File: s.File, Line: s.Line, Article: p.job.input.Name, Unit: u.ID, Moved: moved,
		Source: u.Source.Text, Before: now, After: s.text, From: u.State, To: m.state(s)}
	switch {
	case s.copied(now):
		m.out.Untranslated++
	case s.text != now && s.untouched() && m.raises(u, s):
		m.leave(s, "changed-since", fmt.Sprintf("it was reviewed as it stood then, and is now %q", now))
	case s.text != now && s.untouched():
		m.same(now)
	case s.text == now && (now == "" || !m.raises(u, s)):
		m.same(now)
	case s.text == now && known:
		m.same(now)
	case m.barred(p, s):
	case s.text == now:
		c.To = s.State
		m.approve(p, s, c)
	case s.text == "":
		m.leave(s, "target-emptied", "the translation was emptied; the one that stands is kept")
	case known:
		m.leave(s, "changed-twice", fmt.Sprintf("the files also change %s of %s to %q", u.ID, c.Article, now))
	case u.Provenance.Human && !m.o.Theirs && s.Stamp != bitext.Stamp(u.Source, u.Target):
		m.leave(s, "changed-since", fmt.Sprintf("a person has it otherwise in the memory: %q; --theirs takes the file's", now))
	default:
		m.change(p, s, c)
	}
}

// copied says that the file has the source for a translation, as tools put it
// there that translate in place, and nobody has said that this is how it should
// be.
func (s *slip) copied(now string) bool {
	return s.text != now && spaced(s.text) == s.key && s.State == bitext.Initial
}

// untouched says that nobody has changed the text since the file was written.
func (s *slip) untouched() bool { return s.Stamp != "" && s.Stamp == bitext.Stamp(s.Source, s.Target) }

func (m *merger) same(text string) {
	if text == "" {
		m.out.Untranslated++
	} else {
		m.out.Unchanged++
	}
}

// barred leaves a change of what has no translation of its own.
func (m *merger) barred(p place, s *slip) bool {
	switch u := p.unit(); u.Kind {
	case bitext.UI:
		m.leave(s, "locale-string", "it is a string of the site; change it in the locales")
	case bitext.Furniture:
		m.leave(s, "not-translated", "it belongs to the page and stays as it is")
	case bitext.Duplicate:
		m.duplicate(p, s)
	default:
		return false
	}
	return true
}

// duplicate leaves a change of a segment that repeats another, unless that was
// changed alike.
func (m *merger) duplicate(p place, s *slip) {
	j := p.job
	of := j.art.Blocks[j.units[p.i].Block].Of
	for i := range j.units {
		if u := &j.units[i]; u.Block == of && u.Source.Text == j.units[p.i].Source.Text {
			_, now := bitext.Marked(u.Source, u.Target)
			if text, ok := m.taken[place{j, i}]; ok {
				now = text
			}
			if s.text == "" || s.text == now {
				m.same(s.text)
			} else {
				m.leave(s, "repeats", fmt.Sprintf("it repeats %s and takes its translation; change that one", u.ID))
			}
			return
		}
	}
	m.leave(s, "repeats", "it repeats another segment and takes its translation; change that one")
}

// ranks order the states.
var ranks = map[bitext.State]int{bitext.Initial: 1, bitext.Translated: 2, bitext.Reviewed: 3, bitext.Final: 4}

// raises says that the file has the unchanged text further than the project. A
// state is never taken back: a file of an earlier run would undo what was
// reviewed since.
func (m *merger) raises(u *bitext.Unit, s *slip) bool {
	return ranks[s.State] > ranks[u.State] && ranks[s.State] > ranks[bitext.Translated]
}

// state is that of a changed segment. Whoever has changed a text has translated
// it, whether the tool says so or not.
func (m *merger) state(s *slip) bitext.State {
	best := bitext.Translated
	for _, state := range []bitext.State{s.State, m.o.State} {
		if ranks[state] > ranks[best] {
			best = state
		}
	}
	return best
}

// approve keeps a text that a person has left as it was and put further.
func (m *merger) approve(p place, s *slip, c Change) {
	u := p.unit()
	text, ok := p.job.hidden[p.i].Again(u.Target)
	if !ok {
		m.leave(s, "codes-unclear", "its codes cannot be told apart")
		return
	}
	v := u.Provenance
	v.Human = true
	v.By, v.Time = m.by(s), m.time(s)
	m.keep(p, c, memory.Entry{Target: text, State: c.To, Origin: u.Origin, Score: u.Score, Provenance: v})
}

// change keeps a text that a person wrote.
func (m *merger) change(p place, s *slip, c Change) {
	text, faults := p.job.hidden[p.i].Take(s.codes(p.unit()))
	for _, f := range faults {
		m.leave(s, f.ID, f.Message)
	}
	if len(faults) > 0 {
		return
	}
	v := bitext.Provenance{Human: true, By: m.by(s), Time: m.time(s)}
	for _, t := range p.unit().Terms {
		v.Concepts = append(v.Concepts, t.Concept+"="+t.Target)
	}
	m.keep(p, c, memory.Entry{Target: strings.TrimSpace(text), State: c.To, Origin: bitext.FromHuman, Provenance: v})
}

func (m *merger) keep(p place, c Change, e memory.Entry) {
	e.Query = p.query()
	m.entries = append(m.entries, e)
	m.taken[p] = c.After
	m.out.Changes = append(m.out.Changes, c)
}

func (m *merger) by(s *slip) string {
	switch {
	case m.o.By != "":
		return m.o.By
	case s.Provenance.By != "":
		return s.Provenance.By
	}
	return s.File[strings.LastIndexAny(s.File, `/\`)+1:]
}

func (m *merger) time(s *slip) string {
	if s.Provenance.Time != "" {
		return s.Provenance.Time
	}
	return m.line.Now()
}

// codes is the returned translation with the codes of the unit. The codes of
// the two sources stand in the same order, whatever they are called; one that
// the source has not got keeps its number and is nobody's.
func (s *slip) codes(u *bitext.Unit) bitext.Content {
	out := bitext.Content{}
	var text strings.Builder
	at := 0
	for _, k := range s.Target.Codes {
		text.WriteString(s.Target.Text[at:k.At])
		at = k.At
		code := bitext.Code{ID: -k.ID, Kind: k.Kind, Raw: k.Raw}
		object := false
		for i, sk := range s.Source.Codes {
			if sk.ID == k.ID && sk.Kind == k.Kind && i < len(u.Source.Codes) {
				code = u.Source.Codes[i]
				object = code.Kind == bitext.Alone && strings.HasPrefix(u.Source.Text[code.At:], bitext.Object)
			}
		}
		code.At = text.Len()
		out.Codes = append(out.Codes, code)
		if object {
			text.WriteString(bitext.Object)
		}
	}
	text.WriteString(s.Target.Text[at:])
	out.Text = text.String()
	return out
}
