package settle

import (
	"regexp"
	"strconv"
	"strings"

	"targman/pipeline/bitext"
)

// placeholder stands for the n-th term of the unit.
var placeholder = regexp.MustCompile(`⟦([0-9]{1,6})⟧`)

// masked finds placeholders of names, which an engine was given in place of
// the names, and puts the names there in the form that the ending behind the
// placeholder shows. A source that has such brackets itself has no masked
// names.
func (v *survey) masked() {
	if !strings.Contains(v.target.Text, "⟦") || v.pack.Letters == nil || strings.Contains(v.unit.Source.Text, "⟦") {
		return
	}
	for _, m := range placeholder.FindAllStringSubmatchIndex(v.target.Text, -1) {
		n, _ := strconv.Atoi(v.target.Text[m[2]:m[3]])
		w := v.wanting(n - 1)
		if w == nil {
			continue
		}
		span := bitext.Span{Start: m[0], End: v.ending(m[1])}
		with, ok := v.reinflect(w.best().Entry, span.Of(v.target.Text), v.target.Text[span.End:])
		if !ok {
			v.fail(wrong, w, span, "")
			continue
		}
		v.repair(wrong, w, span, with)
	}
}

// wanting is the want of the term, or nil.
func (v *survey) wanting(term int) *want {
	for _, w := range v.wants {
		for _, t := range w.terms {
			if t == term {
				return w
			}
		}
	}
	return nil
}
