// Package settle checks that the agreed names stand in a translation, in any
// form that the target language gives them. It marks the places and reports
// what is missing; text that a person has reviewed is reported on like any
// other, and no text is changed.
package settle

import (
	"fmt"
	"strings"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

// Terms fills Term.Found of the unit's terms and reports each that has no
// accepted form in the target, or a form that is not well spelled.
func Terms(u *bitext.Unit, p lang.Pack, admitted func(t bitext.Term) []string) {
	if !u.Translated() || len(u.Terms) == 0 {
		return
	}
	for i := range u.Terms {
		u.Terms[i].Found = nil
	}
	entries, owners := wanted(u.Terms, admitted)
	for _, f := range find(p, u.Target.Text, entries) {
		name := entries[f.Entry].Lemma
		for _, i := range owners[name] {
			u.Terms[i].Found = append(u.Terms[i].Found, bitext.Span{Start: f.Start, End: f.End})
		}
		if f.Malformed {
			u.Find(bitext.Finding{ID: "term-malformed", Severity: bitext.Warn,
				Message: fmt.Sprintf("%q should be spelled %q", u.Target.Text[f.Start:f.End], f.Well)})
		}
	}
	report(u)
}

// wanted lists the spellings to look for, each once, and the terms that each
// spelling satisfies.
func wanted(terms []bitext.Term, admitted func(t bitext.Term) []string) ([]lang.Entry, map[string][]int) {
	var entries []lang.Entry
	owners := map[string][]int{}
	want := func(spelling string, i int) {
		if spelling == "" {
			return
		}
		if owners[spelling] == nil {
			t := terms[i]
			entries = append(entries, lang.Entry{Lemma: spelling, Kind: t.Kind, Class: t.Class})
		}
		owners[spelling] = append(owners[spelling], i)
	}
	for i, t := range terms {
		if t.Keep {
			want(t.Canonical, i)
			continue
		}
		want(t.Target, i)
		for _, a := range admitted(t) {
			want(a, i)
		}
	}
	return entries, owners
}

// find asks the pack, or looks for the bare spelling where the language has no
// forms.
func find(p lang.Pack, text string, entries []lang.Entry) []lang.Found {
	if p.Find != nil {
		return p.Find(text, entries)
	}
	var out []lang.Found
	for i, e := range entries {
		if at := strings.Index(text, e.Lemma); at >= 0 {
			out = append(out, lang.Found{Entry: i, Start: at, End: at + len(e.Lemma)})
		}
	}
	return out
}

// report names each concept that is missing, once.
func report(u *bitext.Unit) {
	told := map[string]bool{}
	for _, t := range u.Terms {
		want := t.Target
		if t.Keep {
			want = t.Canonical
		}
		if len(t.Found) > 0 || want == "" || told[t.Concept] {
			continue
		}
		told[t.Concept] = true
		u.Find(bitext.Finding{ID: "term-missing", Severity: bitext.Warn,
			Message: fmt.Sprintf("%s (%s): no form of %q was found", t.Canonical, t.Concept, want)})
	}
}
