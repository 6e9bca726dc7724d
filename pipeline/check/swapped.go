package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

var swapped = Check{
	ID:       "swapped",
	MQM:      "accuracy/mistranslation",
	Severity: bitext.Warn,
	About:    "Numbers and names of two neighbours stand each in the other's target.",
	runAll: func(d *document) {
		if len(d.units) < 2 {
			return
		}
		before := newAnchors(d.units[0].Target.Text, d.foreign)
		for i := 1; i < len(d.units); i++ {
			a, b := d.units[i-1], d.units[i]
			now := newAnchors(b.Target.Text, d.foreign)
			if crossed(a, b, before, now) || d.lost(a, b) && d.lost(b, a) {
				d.find(i, fmt.Sprintf("its target seems to be that of %s, and the other way round", place(a)))
			}
			before = now
		}
	},
}

// leastAnchors is how many anchors must stand in the other's target.
const leastAnchors = 2

// crossed says that each anchor of both targets stands in the other's source and
// none in its own.
func crossed(a, b *bitext.Unit, ofA, ofB map[string]bool) bool {
	if len(ofA)+len(ofB) < leastAnchors {
		return false
	}
	own, other := newAnchors(a.Source.Text, anyWord), newAnchors(b.Source.Text, anyWord)
	return only(ofA, other, own) && only(ofB, own, other)
}

// only says that all of the set is in one and nothing of it in the other.
func only(set, in, notIn map[string]bool) bool {
	for k := range set {
		if !in[k] || notIn[k] {
			return false
		}
	}
	return true
}

// mostAnchors is how many anchors of a text are looked at.
const mostAnchors = 100

// foreign says that a word of the target is in letters of another script.
func (d *document) foreign(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return len(word) > 2 && d.target.Letters != nil && !unicode.Is(d.target.Letters, first)
}

func anyWord(string) bool { return true }

// newAnchors are what a translation of the text leaves as it is: numbers too
// large to be words, in each of their meanings, and words that pass.
func newAnchors(text string, pass func(word string) bool) map[string]bool {
	var out map[string]bool
	put := func(anchor string) {
		if out == nil {
			out = map[string]bool{}
		}
		if len(out) < mostAnchors {
			out[anchor] = true
		}
	}
	for _, n := range numbersIn(text, nil) {
		if !large(n) {
			continue
		}
		for _, v := range n.values {
			put(strconv.FormatFloat(v, 'g', -1, 64))
		}
	}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if pass(word) {
			put(word)
		}
	}
	return out
}

// lost says that a name of the first unit is missing in its target and stands in
// that of the second, whose source has not got it.
func (d *document) lost(from, in *bitext.Unit) bool {
	for _, t := range from.Terms {
		if t.Target == "" || t.Keep || len(t.Found) > 0 || d.target.Find == nil || mentions(in, t.Concept) {
			continue
		}
		if len(d.target.Find(in.Target.Text, []lang.Entry{{Lemma: t.Target, Kind: t.Kind, Class: t.Class}})) > 0 {
			return true
		}
	}
	return false
}

func mentions(u *bitext.Unit, concept string) bool {
	return slices.ContainsFunc(u.Terms, func(t bitext.Term) bool { return t.Concept == concept })
}
