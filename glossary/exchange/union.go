package exchange

import (
	"slices"
	"strings"

	"targman/glossary"
)

// union adds to a concept what an entry says about it.
type union struct {
	*join
	line int
	c    *glossary.Concept
	// byID says that the two are one by their id, so that even the canonical
	// spelling may differ.
	byID    bool
	changed bool
}

func (u *union) concept(theirs *glossary.Concept) {
	c := u.c
	kind, source, wanted := string(c.Kind), c.Source, string(c.Case)
	u.text("kind", &kind, string(theirs.Kind))
	u.text("case", &wanted, string(theirs.Case))
	u.text("note", &c.Note, theirs.Note)
	u.text("source", &source, theirs.Source)
	c.Kind, c.Source, c.Case = glossary.Kind(kind), source, glossary.Case(wanted)
	u.keep(theirs)
	c.Spellings = u.spellings("", c.Spellings, theirs.Spellings)
	c.Targets = u.targets("", c.Targets, theirs.Targets)
	if theirs.Given == nil {
		return
	}
	if c.Given == nil {
		given := *theirs.Given
		c.Given, u.changed = &given, true
		return
	}
	if c.Given.After != theirs.Given.After {
		u.disagree("given.after", yesNo(c.Given.After), yesNo(theirs.Given.After), func() { c.Given.After = theirs.Given.After })
	}
	c.Given.Spellings = u.spellings(givenMark, c.Given.Spellings, theirs.Given.Spellings)
	c.Given.Targets = u.targets(givenMark, c.Given.Targets, theirs.Given.Targets)
}

func yesNo(is bool) string {
	if is {
		return yes
	}
	return "no"
}

// keep takes over that a name stays as it is.
func (u *union) keep(theirs *glossary.Concept) {
	switch {
	case !theirs.Keep || u.c.Keep:
	case len(u.c.Targets) > 0:
		u.disagree("keep", "no", yes, func() { u.c.Keep = true })
	default:
		u.c.Keep, u.changed = true, true
	}
}

// text takes over a text where there is none.
func (u *union) text(field string, ours *string, theirs string) {
	switch {
	case theirs == "" || theirs == *ours:
	case *ours == "":
		*ours, u.changed = theirs, true
	default:
		u.disagree(field, *ours, theirs, func() { *ours = theirs })
	}
}

// disagree is a conflict, or lets the file win.
func (u *union) disagree(field, ours, theirs string, take func()) {
	if u.o.Overwrite {
		take()
		u.changed = true
		return
	}
	u.conflict(u.line, u.c.ID, field, ours, theirs)
}

func (u *union) spellings(before string, ours, theirs []glossary.Spelling) []glossary.Spelling {
	for _, t := range theirs {
		i := slices.IndexFunc(ours, func(s glossary.Spelling) bool { return s.Locale == t.Locale })
		if i < 0 {
			ours, u.changed = append(ours, t), true
			continue
		}
		s := &ours[i]
		field := before + t.Locale
		known := func(spelling string) bool {
			return spelling == s.Canonical || slices.Contains(s.Admitted, spelling) || slices.Contains(s.Variants, spelling)
		}
		if !known(t.Canonical) && (u.byID || before != "") {
			u.text(field+".canonical", &s.Canonical, t.Canonical)
		}
		own := func(list []string) []string {
			list = slices.DeleteFunc(slices.Clone(list), known)
			if before != "" || t.Locale != u.o.Source {
				return list
			}
			return u.unclaimed(u.line, u.c.ID, list)
		}
		s.Admitted = u.list(s.Admitted, own(t.Admitted))
		s.Variants = u.list(s.Variants, own(t.Variants))
	}
	slices.SortFunc(ours, func(a, b glossary.Spelling) int { return strings.Compare(a.Locale, b.Locale) })
	return ours
}

// list adds what is not there yet.
func (u *union) list(ours, theirs []string) []string {
	for _, s := range theirs {
		if !slices.Contains(ours, s) {
			ours, u.changed = append(ours, s), true
		}
	}
	return ours
}

func (u *union) targets(before string, ours, theirs []glossary.Target) []glossary.Target {
	for _, t := range theirs {
		i := slices.IndexFunc(ours, func(s glossary.Target) bool { return s.Locale == t.Locale })
		if i < 0 {
			ours, u.changed = append(ours, t), true
			continue
		}
		u.target(before+t.Locale, &ours[i], t)
	}
	slices.SortFunc(ours, func(a, b glossary.Target) int { return strings.Compare(a.Locale, b.Locale) })
	return ours
}

// class takes over the class of an admitted term.
func (u *union) class(field string, ours *glossary.Target, term, theirs string) {
	if !slices.Contains(ours.Admitted, term) {
		return
	}
	class := ours.Classes[term]
	u.text(field+".classes", &class, theirs)
	if class != "" {
		if ours.Classes == nil {
			ours.Classes = map[string]string{}
		}
		ours.Classes[term] = class
	}
}

func (u *union) target(field string, ours *glossary.Target, theirs glossary.Target) {
	if !slices.Contains(ours.Admitted, theirs.Preferred) {
		was := ours.Preferred
		u.text(field+".preferred", &ours.Preferred, theirs.Preferred)
		if ours.Preferred != was {
			ours.Class, ours.Forms = "", nil // They were those of the other term.
		}
	}
	u.text(field+".class", &ours.Class, theirs.Class)
	good := func(term string) bool { return term == ours.Preferred || slices.Contains(ours.Admitted, term) }
	if ours.Preferred == theirs.Preferred { // A term that has just won may have been forbidden.
		ours.Forbidden = slices.DeleteFunc(slices.Clone(ours.Forbidden), func(term string) bool { return term == ours.Preferred })
		ours.Admitted = slices.DeleteFunc(slices.Clone(ours.Admitted), func(term string) bool { return term == ours.Preferred })
	}
	for _, term := range theirs.Admitted {
		switch {
		case slices.Contains(ours.Forbidden, term):
			u.conflict(u.line, u.c.ID, field+".admitted", term+" as forbidden", term)
		case !good(term):
			ours.Admitted = u.list(ours.Admitted, []string{term})
		}
		u.class(field, ours, term, theirs.Classes[term])
	}
	for _, term := range theirs.Forbidden {
		if good(term) {
			u.conflict(u.line, u.c.ID, field+".forbidden", term+" as a good term", term)
			continue
		}
		ours.Forbidden = u.list(ours.Forbidden, []string{term})
	}
	ours.Forms = u.list(ours.Forms, slices.DeleteFunc(slices.Clone(theirs.Forms), func(form string) bool { return form == ours.Preferred }))
}
