package glossary

import (
	"errors"
	"fmt"
)

// Problem is one thing wrong in a glossary file.
type Problem struct {
	File string
	// Line counts from 1; 0 means the whole file.
	Line int
	// Found, Expected and Fix say what stands there, what should, and what to
	// do about it.
	Found, Expected, Fix string
	// Rule is the id of the lint rule, and Concept the id of the concept, where
	// it is known.
	Rule, Concept string
}

// Error is "file:line: found …; expected …; what to do".
func (p Problem) Error() string {
	return fmt.Sprintf("%s:%d: found %s; expected %s; %s", p.File, p.Line, p.Found, p.Expected, p.Fix)
}

// problems collects what is wrong; the zero value is ready.
type problems struct {
	list []error
	// more counts those above MaxProblems, which are not kept.
	more int
}

func (p *problems) add(err error) {
	if len(p.list) >= MaxProblems {
		p.more++
		return
	}
	p.list = append(p.list, err)
}

func (p *problems) report(pr Problem) { p.add(pr) }

// err joins the problems; it is nil when there are none.
func (p *problems) err() error {
	if p.more > 0 {
		return errors.Join(append(p.list, fmt.Errorf("and %d more problems like these", p.more))...)
	}
	return errors.Join(p.list...)
}

func duplicateID(c, first *Concept) Problem {
	return Problem{
		File: c.File, Line: c.Line,
		Found:    fmt.Sprintf("the id %q, which the concept at %s:%d has", c.ID, first.File, first.Line),
		Expected: "an id that no other concept has",
		Fix:      "rename one of the two, or make them one concept",
		Rule:     "id-duplicate", Concept: c.ID,
	}
}

// conflict says that two concepts claim one spelling.
func conflict(s, first surface) Problem {
	found := fmt.Sprintf("%q, which the concept %q at %s:%d claims too", s.text, first.concept.ID, first.concept.File, first.line)
	if s.text != first.text {
		found = fmt.Sprintf("%q, which matches the same text as %q of the concept %q at %s:%d",
			s.text, first.text, first.concept.ID, first.concept.File, first.line)
	}
	return Problem{
		File: s.concept.File, Line: s.line,
		Found:    found,
		Expected: "a spelling that means one concept only",
		Fix:      "remove it from one of the two, or give the longer name",
		Rule:     "variant-claimed", Concept: s.concept.ID,
	}
}
