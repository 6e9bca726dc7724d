package hy

import (
	"slices"
	"strings"
	"unicode"
)

// introduces says that a text whose source is given goes on behind its end, to
// speech or a list: there a dot or a colon is right, and ։ is not. The source
// tells; without one the last words do.
func introduces(t []rune, source string) bool {
	source = strings.TrimRightFunc(source, func(r rune) bool { return unicode.IsSpace(r) || isCloser(r) || r == '\uFFFC' })
	if source != "" {
		return strings.HasSuffix(source, ":")
	}
	return endsInSaying(fold(string(t)))
}

// endsInSaying says that a folded text ends in a clause that tells of speech
// and not yet what was said: not in «Նա ասաց, որ …» nor «Այդ մասին ասաց …».
func endsInSaying(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsSpace(r) || isDot(r) || r == ':' })
	text = text[strings.LastIndexAny(text, ".:։«»\"“”")+1:]
	words := strings.FieldsFunc(text, func(r rune) bool { return !isWord(r) })
	told := func(w string) bool { return w == "որ" || w == "թե" || w == "մասին" }
	if slices.ContainsFunc(words, told) {
		return false
	}
	for _, w := range words[max(0, len(words)-sayingReach):] {
		if slices.ContainsFunc(sayings, func(s string) bool { return strings.HasPrefix(w, s) }) {
			return true
		}
	}
	return false
}

// sayingReach is how many words before the end are looked at.
const sayingReach = 4

// sayings are what the words begin with that introduce speech or a list.
var sayings = strings.Fields(fold(`ասաց ասել ասում ասվ գրել գրում գրեց գրած գրվ հարց պատասխան ավելացր հավել հայտարար հայտն
	նշել նշում նշեց նշված շեշտ ընդգծ հետևյալ ներքոհիշյալ որոշում շշնջ մրմնջ բացական բացատր շարունակ պատմ եզրակաց
	հիշեցն պարզաբան մեկնաբան կարդ լսե կրկնե մասնավորապես օրինակ խոսք կոչ`))

// repairs are those of a rule that makes them, in a text with the source.
func (r *Rule) repairs(t []rune, source string) []edit {
	edits := r.find(t)
	if n := len(edits); r.stops && n > 0 {
		if last := edits[n-1]; endsText(t, past(t, last.end, isCloser)) && introduces(t, source) {
			return edits[:n-1]
		}
	}
	return edits
}
