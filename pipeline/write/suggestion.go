package write

import (
	"strings"

	"targman/pipeline/bitext"
	"targman/pipeline/fuzzy"
)

// marked gives the source of a suggestion piece by piece: what the unit's
// source has too, and what it has not.
func marked(u *bitext.Unit, s *bitext.Suggestion, same, differs func(text string)) {
	spans, _ := fuzzy.Diff(s.Source, strings.ReplaceAll(u.Source.Text, bitext.Object, ""))
	at := 0
	for _, d := range spans {
		if d.Start > at {
			same(s.Source[at:d.Start])
		}
		differs(s.Source[d.Start:d.End])
		at = d.End
	}
	if at < len(s.Source) {
		same(s.Source[at:])
	}
}
