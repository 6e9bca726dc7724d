package hy

import (
	"unicode/utf8"
)

// rounds bounds how often the rules are gone through. One round finds nothing
// in clean text; one repair may uncover another, a few deep.
const rounds = 12

// polish is lang.Pack.Polish: it sets the typography of an Armenian text right by
// the rules, some of which compare with the source, where there is one.
// Polishing twice is polishing once; a text without faults is returned as it
// is, and so is one that has more Latin letters than Armenian ones or is not
// valid UTF-8. URLs, e-mail addresses, markup and placeholders are left alone.
func polish(text, source string) string {
	if !utf8.ValidString(text) {
		return text
	}
	out := text
	for range rounds {
		next, changed := polishOnce(out, source)
		if !changed {
			return out
		}
		out = next
	}
	return text
}

// polishOnce applies every rule once, in the order of the table.
func polishOnce(text, source string) (string, bool) {
	t, held := hide(text)
	if !isArmenianText(t) {
		return text, false
	}
	changed := false
	for i := range rules {
		if !rules[i].polishes() {
			continue
		}
		if edits := rules[i].repairs(t, source); len(edits) > 0 {
			t, changed = apply(t, edits), true
		}
	}
	if !changed {
		return text, false
	}
	return show(t, held), true
}

// isArmenianText says that a text has Armenian letters and not more Latin
// ones.
func isArmenianText(t []rune) bool {
	armenian, latin := count(t)
	return armenian > 0 && latin <= armenian
}

// count counts the Armenian and the Latin letters.
func count(t []rune) (armenian, latin int) {
	for _, r := range t {
		switch {
		case isArmenian(r):
			armenian++
		case isLatin(r):
			latin++
		}
	}
	return armenian, latin
}

// edit is a repair: runes start to end, half-open, become with.
type edit struct {
	start, end int
	with       string
}

// apply carries out edits, which are ascending and disjoint.
func apply(t []rune, edits []edit) []rune {
	out := make([]rune, 0, len(t)+len(edits))
	done := 0
	for _, e := range edits {
		out = append(out, t[done:e.start]...)
		out = append(out, []rune(e.with)...)
		done = e.end
	}
	return append(out, t[done:]...)
}
