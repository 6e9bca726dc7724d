package hy

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"targman/pipeline/lang"
)

// issues is lang.Pack.Issues: everything that breaks one of Rules.
// Quotation marks that do not pair are no issue of a sentence, since a
// quotation may go over several; they are to be counted in a whole document.
func issues(text, source string) []lang.Issue {
	if text == "" {
		return nil
	}
	v, src := viewOf(text), viewOf(source)
	var out []lang.Issue
	for i := range rules {
		out = v.report(&rules[i], src, out)
	}
	slices.SortStableFunc(out, func(a, b lang.Issue) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// view is a text as the rules see it, with the way back to its bytes.
type view struct {
	text string
	t    []rune
	held []string
	// at holds for each rune of t, and for its end, the byte offset in text.
	at []int
	// armenian: it has Armenian letters and not more Latin ones.
	armenian bool
}

func viewOf(text string) *view {
	v := &view{text: text}
	v.t, v.held = hide(text)
	v.at = make([]int, 0, len(v.t)+1)
	pos := 0
	for _, r := range v.t {
		v.at = append(v.at, pos)
		if isObject(r) {
			pos += len(v.held[r-firstObject])
		} else {
			_, n := utf8.DecodeRuneInString(text[pos:])
			pos += n
		}
	}
	v.at = append(v.at, pos)
	v.armenian = isArmenianText(v.t)
	return v
}

// report adds what breaks a rule to out.
func (v *view) report(r *Rule, source *view, out []lang.Issue) []lang.Issue {
	if r.find != nil && v.armenian {
		for _, e := range v.inWords(r, r.repairs(v.t, source.text)) {
			out = append(out, r.issue(v.at[e.start], v.at[e.end], repaired(show([]rune(e.with), v.held))))
		}
	}
	if r.ask != nil && v.armenian {
		for _, d := range r.ask(v.t) {
			out = append(out, r.issue(v.at[d.start], v.at[d.end], asked{severity: d.severity}))
		}
	}
	if r.compare != nil {
		for _, c := range r.compare(v, source) {
			out = append(out, r.issue(c.start, c.end, c.asked))
		}
	}
	return out
}

// asked is what is known of a fault beside its place: a repair, if there is
// one, and what differs from the rule's own severity and text.
type asked struct {
	severity     Severity
	detail, with string
	fixable      bool
}

func repaired(with string) asked { return asked{with: with, fixable: true} }

// compared is a fault that a rule of comparison finds, with byte offsets.
type compared struct {
	start, end int
	asked
}

func (r *Rule) issue(start, end int, a asked) lang.Issue {
	return lang.Issue{
		ID: r.ID, Severity: string(cmp.Or(a.severity, r.Severity)), Start: start, End: end,
		Message: r.Why + a.detail, Fix: a.with, Fixable: a.fixable, House: r.House,
	}
}

// inWords widens repairs for a reader: those of letters, hyphens and grammar to
// the words that they are in, and what puts something in between to what it
// parts. Repairs of one word become one.
func (v *view) inWords(r *Rule, edits []edit) []edit {
	var out []edit
	for len(edits) > 0 {
		first := edits[0]
		if r.ID[0] == 'P' && first.start < first.end {
			out, edits = append(out, first), edits[1:]
			continue
		}
		start, end := v.wordAround(first)
		n := 1
		for ; n < len(edits) && edits[n].start < end; n++ {
			if edits[n].end > end {
				_, end = v.wordAround(edits[n])
			}
		}
		out = append(out, edit{start, end, v.applied(start, end, edits[:n])})
		edits = edits[n:]
	}
	return out
}

// wordAround is the word that an edit is in.
func (v *view) wordAround(e edit) (start, end int) {
	inside := func(r rune) bool { return isWord(r) || isMark(r) || isObject(r) }
	start, end = before(v.t, e.start, inside), past(v.t, e.end, inside)
	if start == e.start && e.start == e.end {
		start-- // what is put in stands behind something
	}
	return start, end
}

// applied is the stretch from start to end with its edits carried out.
func (v *view) applied(start, end int, edits []edit) string {
	inside := make([]edit, 0, len(edits))
	for _, e := range edits {
		inside = append(inside, edit{e.start - start, e.end - start, e.with})
	}
	return string(apply(v.t[start:end], inside))
}
