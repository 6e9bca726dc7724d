package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"targman/pipeline/bitext"
)

// inconsistentLeast is the length of a source in characters under which two
// translations are likely to be two meanings.
const inconsistentLeast = 15

var inconsistent = Check{
	ID:       "inconsistent",
	MQM:      "style/inconsistent-style",
	Severity: bitext.Style,
	About:    "The same source has another target earlier in the document.",
	runAll: func(d *document) {
		first := map[string]int{}
		for i, u := range d.units {
			text := strings.TrimSpace(u.Source.Text)
			if utf8.RuneCountInString(text) < inconsistentLeast {
				continue
			}
			k, seen := first[text]
			if !seen {
				first[text] = i
				continue
			}
			if other := d.units[k]; strings.TrimSpace(other.Target.Text) != strings.TrimSpace(u.Target.Text) {
				d.find(i, fmt.Sprintf("%s translates the same source as %q", place(other), excerpt(other.Target.Text)))
			}
		}
	},
}
