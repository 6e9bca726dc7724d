package pipeline

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
	"targman/pipeline/memory"
)

// adaptedScore is that of a translation with other numbers or names put in: as
// good as the memory's, but nobody has read it.
const adaptedScore = 99

// adapt makes the candidate's translation that of the unit where the sources
// differ in nothing but numbers and agreed names. It does nothing where there
// is any doubt: each of the numbers must stand in the translation as often as
// in its source, and each name in a form that is known.
func (l *Line) adapt(p place, c memory.Candidate) bool {
	theirs, frame := l.slots(c.Text)
	ours, same := l.slots(p.text())
	if frame != same {
		return false
	}
	a := adapting{line: l, theirs: theirs, ours: ours, source: c.Text, target: c.Target}
	if !a.numbers() || !a.names() || len(a.edits) == 0 {
		return false
	}
	u := p.unit()
	old := *u
	if !p.put(c, a.apply()) {
		return false
	}
	trial := *u
	trial.Terms, trial.Findings = slices.Clone(u.Terms), nil
	if reasons := l.names().Unit(&trial); len(reasons) > 0 {
		*u = old
		return false
	}
	u.State, u.Origin, u.Score = bitext.Translated, bitext.FromAdapted, adaptedScore
	u.Find(bitext.Finding{ID: "memory-adapted", Severity: bitext.Info,
		Message: fmt.Sprintf("from the translation of %q (%d %%), with %s", uncoded(c.Text), c.Score, strings.Join(a.told, ", "))})
	return true
}

// slot is a number or a name in a source text.
type slot struct {
	start, end int
	text       string
	// term is empty for a number.
	term bitext.Term
}

var numeral = regexp.MustCompile(`[0-9]+(?:[.,][0-9]+)*`)

// slots lists the numbers and names of a text in order. The frame is the text
// without them; of a name its kind stays.
func (l *Line) slots(text string) (out []slot, frame string) {
	for _, m := range l.Names.Match(text) {
		out = append(out, slot{m.Start, m.End, text[m.Start:m.End], l.term(m, text)})
	}
	names := out
	for _, m := range numeral.FindAllStringIndex(text, -1) {
		inside := func(n slot) bool { return m[0] < n.end && m[1] > n.start }
		if !attached(text, m[0], m[1]) && !slices.ContainsFunc(names, inside) {
			out = append(out, slot{start: m[0], end: m[1], text: text[m[0]:m[1]]})
		}
	}
	slices.SortFunc(out, func(a, b slot) int { return cmp.Compare(a.start, b.start) })
	var f strings.Builder
	at := 0
	for _, s := range out {
		f.WriteString(text[at:s.start])
		f.WriteString("\x00" + s.term.Kind + "\x00")
		at = s.end
	}
	return out, f.String() + text[at:]
}

// attached says that a number is part of a word or of a placeholder.
func attached(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, size := utf8.DecodeRuneInString(text[end:])
	if after == '-' || after == '\u2010' { // an ending follows
		after, _ = utf8.DecodeRuneInString(text[end+size:])
	}
	return unicode.IsLetter(before) || unicode.IsLetter(after) || before == '⟦'
}

// adapting is the work on one candidate. theirs and ours run parallel.
type adapting struct {
	line           *Line
	theirs, ours   []slot
	source, target string
	edits          []slot // of the target: what stands there and, as text, what will
	told           []string
}

// edit notes that other text is to stand in the target from start to end.
func (a *adapting) edit(start, end int, with string) {
	a.edits = append(a.edits, slot{start: start, end: end, text: with})
	a.told = append(a.told, fmt.Sprintf("%q → %q", a.target[start:end], with))
}

// numbers puts the unit's numbers in. One that changes must stand in the target
// as often as in its source, in the same groups of digits and by itself.
func (a *adapting) numbers() bool {
	places := numeral.FindAllStringIndex(a.target, -1)
	done := map[string]string{}
	for i, s := range a.theirs {
		if s.term.Concept != "" {
			continue
		}
		with, again := done[s.text]
		if again {
			if with != a.ours[i].text {
				return false // one number becomes two, and nobody knows where
			}
			continue
		}
		done[s.text] = a.ours[i].text
		if s.text != a.ours[i].text && !a.number(places, s.text, a.ours[i].text) {
			return false
		}
	}
	return true
}

func (a *adapting) number(places [][]int, from, to string) bool {
	old, fresh := groups(from), groups(to)
	if len(old) != len(fresh) {
		return false
	}
	wanted := 0
	for _, s := range a.theirs {
		if s.term.Concept == "" && s.text == from {
			wanted++
		}
	}
	for _, m := range places {
		text := a.target[m[0]:m[1]]
		if !slices.Equal(groups(text), old) {
			continue
		}
		if wanted--; wanted < 0 || attached(a.target, m[0], m[1]) {
			return false
		}
		// The separators are the target's own.
		var with strings.Builder
		for i, separator := range strings.FieldsFunc(text, isDigit) {
			with.WriteString(fresh[i] + separator)
		}
		a.edit(m[0], m[1], with.String()+fresh[len(fresh)-1])
	}
	return wanted == 0
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// groups are the digits of a number between its separators.
func groups(number string) []string {
	return strings.FieldsFunc(number, func(r rune) bool { return !isDigit(r) })
}

// names puts the unit's names in, each in the form of the one that stood there.
func (a *adapting) names() bool {
	with := map[string]bitext.Term{}
	for i, s := range a.theirs {
		if s.term.Concept == "" {
			continue
		}
		to, again := with[s.term.Concept]
		if again && to.Target != a.ours[i].term.Target {
			return false
		}
		with[s.term.Concept] = a.ours[i].term
	}
	if len(with) == 0 {
		return true
	}
	u := bitext.Unit{Source: bitext.Content{Text: a.source}, Target: bitext.Content{Text: a.target}}
	u.Provenance.Human = true // it is looked at, not repaired
	for _, s := range a.theirs {
		if s.term.Concept != "" {
			t := s.term
			t.Span = bitext.Span{Start: s.start, End: s.end}
			u.Terms = append(u.Terms, t)
		}
	}
	if reasons := a.line.names().Unit(&u); len(reasons) > 0 {
		return false
	}
	told := map[string]bool{}
	for _, t := range u.Terms {
		if to := with[t.Concept]; !told[t.Concept] && to.Target != t.Target {
			told[t.Concept] = true
			if !a.name(t, to) {
				return false
			}
		}
	}
	return true
}

// name puts another name in for all places of a term.
func (a *adapting) name(old, to bitext.Term) bool {
	if old.Keep || to.Keep || to.Target == "" || len(old.Found) == 0 || a.line.Target.Inflect == nil {
		return false
	}
	entry := lang.Entry{Lemma: to.Target, Kind: to.Kind, Class: to.Class}
	for i, at := range old.Found {
		f := old.Forms[i]
		text, ok := a.line.Target.Inflect(entry, lang.Cell{Case: f.Case, Number: f.Number, Det: f.Det}, a.target[at.End:])
		if !ok {
			return false
		}
		a.edit(at.Start, at.End, text)
	}
	return true
}

// apply is the target with the edits; none lies over another, or the first of
// the two counts and the check of names fails the rest.
func (a *adapting) apply() string {
	slices.SortFunc(a.edits, func(x, y slot) int { return cmp.Compare(x.start, y.start) })
	var b strings.Builder
	at := 0
	for _, e := range a.edits {
		if e.start < at {
			continue
		}
		b.WriteString(a.target[at:e.start] + e.text)
		at = e.end
	}
	return b.String() + a.target[at:]
}
