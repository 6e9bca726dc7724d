package check

import (
	"fmt"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// The bounds of target to source in characters. Human English-Armenian pairs
// (FLORES dev) lie between 0.72 and 1.70 in 99 of 100; the bounds leave room for
// other languages and freer translation.
const (
	lengthLeast  = 0.5
	lengthMost   = 2.2
	lengthSource = 40 // characters; shorter segments vary too much
)

var length = Check{
	ID:       "length",
	MQM:      "accuracy/omission",
	Severity: bitext.Warn,
	About:    "The target is much shorter or longer than translations are.",
	run: func(p *pair) string {
		source, target := utf8.RuneCountInString(p.source.text), utf8.RuneCountInString(p.target.text)
		ratio := float64(target) / float64(max(source, 1))
		if source < lengthSource || ratio >= lengthLeast && ratio <= lengthMost {
			return ""
		}
		return fmt.Sprintf("the target has %d characters for %d of the source", target, source)
	},
}
