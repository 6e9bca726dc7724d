package check

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

var units = Check{
	ID:       "units",
	MQM:      "accuracy/mistranslation",
	Severity: bitext.Warn,
	About:    "A unit, currency or percentage of the source is missing in the target.",
	run: func(p *pair) string {
		if p.target.pack.Measures == nil {
			return ""
		}
		for _, w := range p.source.words {
			if !isUnit(w.Sense) || p.target.has(w.Sense) {
				continue
			}
			n, ok := p.source.counted(w)
			if !ok || p.convertible(w.Sense) {
				continue
			}
			return fmt.Sprintf("%q: the target does not say that unit", p.source.text[min(n.start, w.Start):max(n.end, w.End)])
		}
		return ""
	},
}

// isUnit says that a sense is counted by numbers.
func isUnit(sense string) bool {
	switch sense {
	case lang.SenseNumber, lang.SenseThousand, lang.SenseMillion, lang.SenseBillion, lang.SenseTrillion, lang.SenseAfternoon:
		return false
	}
	return !strings.HasPrefix(sense, lang.SenseMonth) && !strings.HasPrefix(sense, lang.SenseWeekday)
}

func (s *side) has(sense string) bool { return s.count(sense) > 0 }

// gap is the greatest distance in bytes between a number and its unit, for a
// word between them: 5 square kilometres.
const gap = 12

// counted is the number that the unit belongs to: before a word, behind a sign.
func (s *side) counted(w lang.Word) (number, bool) {
	for _, n := range s.numbers {
		if n.start == w.End {
			return n, true
		}
		if n.end <= w.Start && w.Start-n.end <= gap && !strings.ContainsAny(s.text[n.end:w.Start], ",;:()\n") {
			return n, true
		}
	}
	return number{}, false
}

// conversions are what a translator may do with a unit that readers do not use;
// NIST Special Publication 811, appendix B.8, https://www.nist.gov/pml/special-publication-811.
var conversions = []struct {
	from, to string
	factor   float64
}{
	{"mile", "km", 1.609344},
	{"ft", "m", 0.3048},
	{"acre", "ha", 0.4046856},
}

// rounding is how far a converted number may be from the exact one; they are
// rounded as the original was.
const rounding = 0.1

func (p *pair) convertible(sense string) bool {
	for _, c := range conversions {
		if c.from == sense && p.target.has(c.to) {
			return true
		}
	}
	return false
}

// unconverted takes out the numbers that repeat another one of their side in
// another unit: 300 km (190 miles). A translator leaves those out, or adds them.
func (s *side) unconverted(ns []number) []number {
	return slices.DeleteFunc(slices.Clone(ns), func(n number) bool {
		return slices.ContainsFunc(s.numbers, func(o number) bool {
			return o.start != n.start && (s.repeats(o, n) || s.repeats(n, o))
		})
	})
}

// repeats says that b is a in another unit.
func (s *side) repeats(a, b number) bool {
	if len(a.values) == 0 || len(b.values) == 0 {
		return false
	}
	for _, c := range conversions {
		want := a.values[0] * c.factor
		if s.has(c.from) && s.has(c.to) && math.Abs(b.values[0]-want) <= rounding*want {
			return true
		}
	}
	return false
}

// converted says that t is s in another unit.
func (p *pair) converted(s, t number) bool {
	if len(s.values) == 0 || len(t.values) == 0 {
		return false
	}
	for _, c := range conversions {
		want := s.values[0] * c.factor
		if p.source.has(c.from) && p.target.has(c.to) && math.Abs(t.values[0]-want) <= rounding*want {
			return true
		}
	}
	return false
}
