package check

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"targman/pipeline/lang"
)

// small is the greatest number that newspapers write as a word.
const small = 12

// excuse takes out of the numbers that are left over those that are written
// another way on the other side.
func excuse(p *pair, missing, extra []number) (m, e []number) {
	for _, same := range []func(s, t number) bool{afternoon, shortYear, p.converted} {
		missing, extra = pairUp(missing, extra, same)
	}
	missing, extra = p.source.unconverted(missing), p.target.unconverted(extra)
	missing, extra = regroup(missing, extra)
	extra, missing = regroup(extra, missing)
	missing = named(missing, p.source, p.target)
	extra = named(extra, p.target, p.source)
	spare := p.target.count(lang.SenseNumber) - p.source.count(lang.SenseNumber)
	missing, extra = inWords(missing, spare), inWords(extra, -spare)
	if len(extra) == 0 && !slices.ContainsFunc(missing, large) {
		return nil, nil
	}
	if len(missing) == 0 && !slices.ContainsFunc(extra, large) {
		return nil, nil
	}
	return missing, extra
}

func large(n number) bool {
	return n.base > small || n.base != math.Trunc(n.base) || len(n.values) == 0
}

// pairUp takes out the pairs that are the same.
func pairUp(missing, extra []number, same func(s, t number) bool) (m, e []number) {
	for _, s := range missing {
		if i := slices.IndexFunc(extra, func(t number) bool { return same(s, t) }); i >= 0 {
			extra = slices.Delete(slices.Clone(extra), i, i+1)
		} else {
			m = append(m, s)
		}
	}
	return m, extra
}

// afternoon is 5 p.m. and 17.
func afternoon(s, t number) bool { return s.afternoon && s.base < 12 && t.base == s.base+12 }

// shortYear is 2020-21 and 2020-2021, or the '90s and 1990.
func shortYear(s, t number) bool {
	a, b := s.text, t.text
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) == 2 && len(b) == 4 && strings.HasSuffix(b, a)
}

// regroup takes a number out that the other side has in parts: 30.06.2021 and
// June 30, 2021, 10.30 and 10:30, 1.2 million and 1 million 200 thousand.
func regroup(whole, parts []number) (w, p []number) {
	for _, n := range whole {
		if rest, ok := without(parts, n.parts); ok && len(n.parts) > 1 {
			parts = rest
			continue
		}
		if i := summed(n, parts); i >= 0 {
			parts = slices.Delete(slices.Clone(parts), i, i+2)
			continue
		}
		w = append(w, n)
	}
	return w, parts
}

// without takes numbers of all the values out of the list. Of a date, the month
// may be a word.
func without(list []number, values []float64) ([]number, bool) {
	out := slices.Clone(list)
	found := 0
	for _, v := range values {
		if i := slices.IndexFunc(out, func(n number) bool { return slices.Contains(n.values, v) }); i >= 0 {
			out = slices.Delete(out, i, i+1)
			found++
		}
	}
	return out, found == len(values) || found > 1 && found == len(values)-1
}

// summed is where two numbers of the list follow each other whose sum is n.
func summed(n number, list []number) int {
	for i := 0; i+1 < len(list); i++ {
		a, b := list[i], list[i+1]
		if len(a.values) > 0 && len(b.values) > 0 && a.values[0] > b.values[0] && slices.Contains(n.values, a.values[0]+b.values[0]) {
			return i
		}
	}
	return -1
}

// named takes out the numbers that the other side alone has as the name of a
// month, or as a Roman numeral.
func named(ns []number, own, other side) []number {
	return slices.DeleteFunc(slices.Clone(ns), func(n number) bool {
		if n.base != math.Trunc(n.base) || n.base < 1 || n.base > 3999 {
			return false
		}
		whole := strconv.Itoa(int(n.base))
		month := lang.SenseMonth + whole
		return other.has(month) && !own.has(month) || hasRoman(other.text, int(n.base))
	})
}

// inWords takes out as many whole numbers below a hundred, or round ones, as
// the other side has words for.
func inWords(ns []number, words int) []number {
	var out []number
	for _, n := range ns {
		if words > 0 && n.base == math.Trunc(n.base) && (n.base < 100 || math.Mod(n.base, 100) == 0) {
			words--
			continue
		}
		out = append(out, n)
	}
	return out
}

// count is how many words of the sense the text has.
func (s *side) count(sense string) int {
	n := 0
	for _, w := range s.words {
		if w.Sense == sense {
			n++
		}
	}
	return n
}
