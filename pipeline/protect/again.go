package protect

import (
	"strconv"
	"strings"

	"targman/pipeline/bitext"
)

// Again hides a content that Restore has made and that was changed since, with
// the placeholders of h. It is false where Restore would not give the content
// back or find fault.
func (h Hidden) Again(c bitext.Content) (string, bool) {
	if len(h.parts) == 0 {
		return c.Text, !strings.Contains(c.Text, open)
	}
	a := again{hidden: h, used: make([]bool, len(h.parts))}
	at := 0
	for i := range c.Codes {
		k := &c.Codes[i]
		a.text(c.Text[at:k.At])
		at = k.At
		n := a.take(func(p part) bool { return p.code != nil && p.code.ID == k.ID && p.code.Kind == k.Kind })
		if n >= 0 && h.parts[n].object {
			if !strings.HasPrefix(c.Text[at:], bitext.Object) {
				return "", false
			}
			at += len(bitext.Object)
		}
	}
	a.text(c.Text[at:])
	back, faults := h.Restore(a.out.String())
	return a.out.String(), back.Equal(c) && len(faults) == 0
}

// again writes a hidden text with the placeholders of another one.
type again struct {
	hidden Hidden
	used   []bool
	// first is a part before which all are used.
	first int
	out   strings.Builder
}

// take writes the placeholder of the first part that fits and stands nowhere
// yet, and returns its index, or -1.
func (a *again) take(fits func(part) bool) int {
	for a.first < len(a.used) && a.used[a.first] {
		a.first++
	}
	for i := a.first; i < len(a.used); i++ {
		if !a.used[i] && fits(a.hidden.parts[i]) {
			a.used[i] = true
			a.out.WriteString(open + strconv.Itoa(i+1) + close)
			return i
		}
	}
	return -1
}

// text writes plain text with the literals of the parts hidden.
func (a *again) text(s string) {
	for l := literalsOf(s); ; {
		before, literal := l.next()
		a.out.WriteString(before)
		if literal == "" {
			return
		}
		if a.take(func(p part) bool { return p.code == nil && p.literal == literal }) < 0 {
			a.out.WriteString(literal)
		}
	}
}
