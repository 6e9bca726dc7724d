package exchange

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"targman/glossary"
)

// JoinOptions say what to do where a file does not tell, or tells something
// else than the glossary.
type JoinOptions struct {
	Options
	// Overwrite lets the file win where it and the glossary disagree.
	Overwrite bool
	// Kind and Reference are of concepts of which the file does not tell a kind
	// or a source.
	Kind      glossary.Kind
	Reference string
}

// Conflict is something in which a file and a glossary disagree.
type Conflict struct {
	Line           int
	Concept, Field string
	// Ours is what the glossary says, Theirs what the file does.
	Ours, Theirs string
}

// String is the conflict as a line for people.
func (c Conflict) String() string {
	return fmt.Sprintf("line %d: %s: %s: the glossary has %q and the file %q", c.Line, c.Concept, c.Field, c.Ours, c.Theirs)
}

// Joined is what an imported file changes in a glossary.
type Joined struct {
	// New are concepts that are not in it yet, and Changed those to which the
	// file adds something, both as they should be.
	New, Changed []*glossary.Concept
	// Lines are the lines of the file that New and Changed are from.
	Lines map[*glossary.Concept]int
	// Same counts entries that say nothing new.
	Same      int
	Conflicts []Conflict
}

// Join finds out what entries change in a glossary. What the file does not say
// stays; spellings and terms are added, and nothing is ever removed. Where the
// two disagree the glossary stands, unless the options say otherwise.
func Join(g *glossary.Glossary, entries []Entry, o JoinOptions) Joined {
	j := &join{glossary: g, matcher: g.Matcher(o.Source), o: o, ids: map[string]*glossary.Concept{}, fresh: map[string]*glossary.Concept{},
		changed: map[*glossary.Concept]bool{}, out: Joined{Lines: map[*glossary.Concept]int{}}}
	for _, c := range g.Concepts() {
		j.ids[c.ID] = c
	}
	for _, e := range entries {
		j.entry(e)
	}
	return j.out
}

type join struct {
	glossary *glossary.Glossary
	matcher  *glossary.Matcher
	o        JoinOptions
	// ids are the concepts as they are by now, and fresh the new ones by their
	// canonical spellings.
	ids, fresh map[string]*glossary.Concept
	changed    map[*glossary.Concept]bool
	out        Joined
}

func (j *join) entry(e Entry) {
	c, given, byID := j.find(e.Concept)
	switch {
	case c == nil:
		j.create(e)
	case given:
		j.fullName(e, c)
	default:
		was := c
		u := &union{join: j, line: e.Line, c: clone(c), byID: byID}
		u.concept(e.Concept)
		if !u.changed {
			j.out.Same++
			return
		}
		j.replace(was, u.c, e.Line)
	}
}

// find is the concept that an entry is about; given says that the entry has its
// full name.
func (j *join) find(c *glossary.Concept) (found *glossary.Concept, given, byID bool) {
	if old, ok := j.ids[c.ID]; ok && c.ID != "" {
		return old, false, true
	}
	name := canonical(c, j.o.Source)
	if name == "" {
		return nil, false, false
	}
	if old, ok := j.fresh[foldName(name)]; ok {
		return old, false, false
	}
	if m := j.matcher.Match(name); len(m) == 1 && m[0].Start == 0 && m[0].End >= len(strings.TrimRight(name, ".")) && !m[0].Plural {
		return j.ids[m[0].Concept.ID], m[0].Given && c.Given == nil, false
	}
	if full, ok := c.Canonical(j.o.Source, true); ok && c.Given != nil {
		if m := j.matcher.Match(full); len(m) == 1 && m[0].Start == 0 && m[0].End == len(full) {
			return j.ids[m[0].Concept.ID], true, false
		}
	}
	return nil, false, false
}

func canonical(c *glossary.Concept, locale string) string {
	s, _ := c.Canonical(locale, false)
	return s
}

func foldName(name string) string { return strings.ToLower(name) }

// fullName is about an entry and a concept that share the full name of a person,
// which one of them has in two parts: they can only agree or not.
func (j *join) fullName(e Entry, c *glossary.Concept) {
	same := true
	for _, t := range e.Concept.Targets {
		t, _ = e.Concept.Target(t.Locale, true)
		if ours, ok := c.Target(t.Locale, true); ok && ours.Preferred != t.Preferred && !slices.Contains(ours.Admitted, t.Preferred) {
			j.conflict(e.Line, c.ID, t.Locale+" of the full name", ours.Preferred, t.Preferred)
			same = false
		}
	}
	if same {
		j.out.Same++
	}
}

func (j *join) conflict(line int, id, field, ours, theirs string) {
	j.out.Conflicts = append(j.out.Conflicts, Conflict{line, id, field, ours, theirs})
}

// create makes a new concept of an entry.
func (j *join) create(e Entry) {
	c := clone(e.Concept)
	name := canonical(c, j.o.Source)
	if name == "" && len(c.Spellings) > 0 {
		name = c.Spellings[0].Canonical
	}
	c.ID = cmp.Or(c.ID, j.freeID(name))
	c.Kind = cmp.Or(c.Kind, j.o.Kind)
	c.Case = cmp.Or(c.Case, glossary.Smart)
	c.Source = cmp.Or(c.Source, j.o.Reference)
	for i := range c.Spellings {
		if s := &c.Spellings[i]; s.Locale == j.o.Source {
			s.Admitted = j.unclaimed(e.Line, c.ID, s.Admitted)
			s.Variants = j.unclaimed(e.Line, c.ID, s.Variants)
		}
	}
	if c.ID == "" {
		j.conflict(e.Line, name, "id", "", "no id can be made of it; give it one")
		return
	}
	j.ids[c.ID], j.fresh[foldName(name)] = c, c
	j.out.New = append(j.out.New, c)
	j.out.Lines[c] = e.Line
}

// unclaimed is without the spellings that mean another concept already.
func (j *join) unclaimed(line int, id string, spellings []string) []string {
	var out []string
	for _, s := range spellings {
		if owner := j.owner(s); owner != "" && owner != id {
			j.conflict(line, id, "spelling", s+" as a name of "+owner, s)
			continue
		}
		out = append(out, s)
	}
	return out
}

// owner is the id of the concept that a spelling means, or empty.
func (j *join) owner(spelling string) string {
	if c, ok := j.fresh[foldName(spelling)]; ok {
		return c.ID
	}
	if m := j.matcher.Match(spelling); len(m) == 1 && m[0].Start == 0 && m[0].End == len(spelling) && !m[0].Plural {
		return m[0].Concept.ID
	}
	return ""
}

// freeID is an id that no concept has yet.
func (j *join) freeID(name string) string {
	id := glossary.SuggestID(name)
	for n := 2; id != ""; n++ {
		free := id
		if n > 2 {
			free = fmt.Sprintf("%s-%d", id, n-1)
		}
		if _, taken := j.ids[free]; !taken {
			return free
		}
	}
	return ""
}

// replace puts a changed concept in the place of the one that was.
func (j *join) replace(was, is *glossary.Concept, line int) {
	j.ids[is.ID] = is
	for name, c := range j.fresh {
		if c == was {
			j.fresh[name] = is
		}
	}
	for _, list := range []*[]*glossary.Concept{&j.out.New, &j.out.Changed} {
		if i := slices.Index(*list, was); i >= 0 {
			(*list)[i] = is
			j.out.Lines[is] = j.out.Lines[was]
			delete(j.out.Lines, was)
			return
		}
	}
	j.out.Changed = append(j.out.Changed, is)
	j.out.Lines[is] = line
}

// clone is a concept that may be changed.
func clone(c *glossary.Concept) *glossary.Concept {
	out := *c
	out.Spellings, out.Targets = cloneSides(c.Spellings, c.Targets)
	if c.Given != nil {
		g := *c.Given
		g.Spellings, g.Targets = cloneSides(g.Spellings, g.Targets)
		out.Given = &g
	}
	return &out
}

func cloneSides(spellings []glossary.Spelling, targets []glossary.Target) ([]glossary.Spelling, []glossary.Target) {
	s, t := slices.Clone(spellings), slices.Clone(targets)
	for i := range s {
		s[i].Admitted, s[i].Variants = slices.Clip(s[i].Admitted), slices.Clip(s[i].Variants)
	}
	for i := range t {
		t[i].Admitted, t[i].Forbidden, t[i].Forms = slices.Clip(t[i].Admitted), slices.Clip(t[i].Forbidden), slices.Clip(t[i].Forms)
		t[i].Classes = maps.Clone(t[i].Classes)
	}
	return s, t
}
