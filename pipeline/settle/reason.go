package settle

import (
	"fmt"
	"strings"

	"targman/pipeline/bitext"
)

// Problem is what is wrong with a name.
type Problem string

// The problems. A finding's id is "term-" and the problem.
const (
	// missing: the name has no form in the target.
	missing Problem = "missing"
	// derived: the name has no form in the target, but a word made of it is
	// there, which may be as good.
	derived Problem = "derived"
	// wrong: a misspelling of the name, or the name in the source language,
	// was left standing.
	wrong Problem = "wrong"
	// ambiguous: several words may be the name misspelled.
	ambiguous Problem = "ambiguous"
	// forbidden: a spelling that the glossary forbids was left standing.
	prohibited Problem = "forbidden"
	// malformed: the right name with an ending that is not well joined was left
	// standing.
	malformed Problem = "malformed"
)

var severities = map[Problem]bitext.Severity{
	missing: bitext.Warn, ambiguous: bitext.Warn, malformed: bitext.Warn,
	wrong: bitext.Error, prohibited: bitext.Error, derived: bitext.Info,
}

// Reason says what is wrong with a name in a translation, for an engine that
// can be asked again.
type Reason struct {
	Problem Problem `json:"problem"`
	Concept string  `json:"concept"`
	// Source is the agreed name in the source language, Target its agreed
	// translation, uninflected.
	Source string `json:"source"`
	Target string `json:"target"`
	// Seen is what stands in the name's place, where that is known, and Well
	// what should.
	Seen []string `json:"seen,omitempty"`
	Well string   `json:"well,omitempty"`
}

// fault is a problem at a place.
type fault struct {
	bitext.Span
	want    *want
	problem Problem
	well    string
}

// fail notes a fault; well may be empty.
func (v *survey) fail(p Problem, w *want, s bitext.Span, well string) {
	v.faults = append(v.faults, fault{s, w, p, well})
	v.cover(s)
}

// reasons lists what is left wrong in the survey, by want.
func (v *survey) reasons() []Reason {
	var out []Reason
	for _, w := range v.wants {
		before := len(out)
		doubt := Reason{Problem: ambiguous, Concept: w.concept, Source: w.source, Target: w.best().Lemma}
		for _, f := range v.faults {
			switch {
			case f.want != w:
			case f.problem == ambiguous:
				doubt.Seen = append(doubt.Seen, f.Of(v.target.Text))
			default:
				r := doubt
				r.Problem, r.Seen, r.Well = f.problem, []string{f.Of(v.target.Text)}, f.well
				out = append(out, r)
			}
		}
		switch {
		case v.has[w.at] > 0 || len(out) > before:
		case len(doubt.Seen) > 0:
			out = append(out, doubt)
		default:
			if doubt.Problem = missing; w.derived {
				doubt.Problem = derived
			}
			out = append(out, doubt)
		}
	}
	return out
}

// Finding is the reason for a person.
func (r Reason) Finding() bitext.Finding {
	return bitext.Finding{ID: "term-" + string(r.Problem), Severity: severities[r.Problem],
		Message: fmt.Sprintf("%s (%s): %s", r.Source, r.Concept, r.words())}
}

func (r Reason) words() string {
	switch {
	case r.Problem == missing:
		return fmt.Sprintf("no form of %q was found", r.Target)
	case r.Problem == derived:
		return fmt.Sprintf("a word made of %q was found, and no form of it", r.Target)
	case r.Problem == ambiguous:
		return fmt.Sprintf("no form of %q was found; it may be any of %q", r.Target, r.Seen)
	case r.Well == "":
		return fmt.Sprintf("%q stands where a form of %q is expected", r.Seen[0], r.Target)
	}
	return fmt.Sprintf("%q should be %q", r.Seen[0], r.Well)
}

// Note tells an engine, in English, what to do better about a segment.
func Note(reasons []Reason) string {
	var out strings.Builder
	for i, r := range reasons {
		if i > 0 {
			out.WriteByte('\n')
		}
		fmt.Fprintf(&out, "The agreed translation of %q is %q, in the form that the sentence needs; ", r.Source, r.Target)
		switch r.Problem {
		case missing:
			out.WriteString("it was missing.")
		default:
			fmt.Fprintf(&out, "instead of it stood: %s.", strings.Join(r.Seen, ", "))
		}
	}
	return out.String()
}
