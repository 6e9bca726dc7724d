package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

var dates = Check{
	ID:       "dates",
	MQM:      "accuracy/mistranslation",
	Severity: bitext.Warn,
	About:    "The month of a date is missing in the target, or a weekday has become another.",
	run: func(p *pair) string {
		if p.target.pack.Measures == nil {
			return ""
		}
		for _, w := range p.source.words {
			switch {
			case strings.HasPrefix(w.Sense, lang.SenseMonth):
				if p.source.dated(w) && !p.target.has(w.Sense) && !p.target.inDigits(w.Sense) {
					return fmt.Sprintf("the month %q is not in the target", p.source.text[w.Start:w.End])
				}
			case strings.HasPrefix(w.Sense, lang.SenseWeekday):
				if other := p.otherDay(); other != "" && !p.target.has(w.Sense) {
					return fmt.Sprintf("%q is %q in the target", p.source.text[w.Start:w.End], other)
				}
			}
		}
		return ""
	},
}

// dateGap is the greatest distance in bytes between a month and the number of
// its day or year: "3rd of May".
const dateGap = 6

// dated says that a number stands beside the month, so that it is one: May and
// March are other words too.
func (s *side) dated(w lang.Word) bool {
	return slices.ContainsFunc(s.numbers, func(n number) bool {
		return n.end <= w.Start && w.Start-n.end <= dateGap || n.start >= w.End && n.start-w.End <= dateGap
	})
}

// inDigits says that the month may stand in digits.
func (s *side) inDigits(sense string) bool {
	month, err := strconv.Atoi(strings.TrimPrefix(sense, lang.SenseMonth))
	return err == nil && slices.ContainsFunc(s.numbers, func(n number) bool { return slices.Contains(n.parts, float64(month)) })
}

// otherDay is a weekday of the target that the source has not.
func (p *pair) otherDay() string {
	for _, w := range p.target.words {
		if strings.HasPrefix(w.Sense, lang.SenseWeekday) && !p.source.has(w.Sense) {
			return p.target.text[w.Start:w.End]
		}
	}
	return ""
}
