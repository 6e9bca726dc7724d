package check

import (
	"strings"

	"targman/pipeline/bitext"
)

var numbers = Check{
	ID:       "numbers",
	MQM:      "accuracy/mistranslation",
	Severity: bitext.Warn,
	About:    "A number of the source is missing in the target, or the target has one more.",
	run: func(p *pair) string {
		if len(p.source.numbers) == 0 && len(p.target.numbers) == 0 {
			return ""
		}
		missing, extra := unmatched(p.source.numbers, p.target.numbers)
		if len(missing) <= mostExcused && len(extra) <= mostExcused {
			missing, extra = excuse(p, missing, extra)
		}
		var parts []string
		if len(missing) > 0 {
			parts = append(parts, "missing in the target: "+listed(missing))
		}
		if len(extra) > 0 {
			parts = append(parts, "not in the source: "+listed(extra))
		}
		return strings.Join(parts, "; ")
	},
}

// mostExcused is how many numbers of one segment may be left over for the
// excuses to be looked at, each against each.
const mostExcused = 50

// mostListed is how many numbers a message names.
const mostListed = 10

func listed(ns []number) string {
	var out []string
	for i, n := range ns {
		if i == mostListed {
			out = append(out, "…")
			break
		}
		out = append(out, n.text)
	}
	return strings.Join(out, ", ")
}

// unmatched are the numbers of the source without one of the same value in the
// target, and the numbers of the target that are left over.
func unmatched(source, target []number) (missing, extra []number) {
	by := map[float64][]int{}
	for i, n := range target {
		for _, v := range n.values {
			by[v] = append(by[v], i)
		}
	}
	used := make([]bool, len(target))
	for _, n := range source {
		if !take(by, used, n.values) {
			missing = append(missing, n)
		}
	}
	for i, n := range target {
		if !used[i] {
			extra = append(extra, n)
		}
	}
	return missing, extra
}

// take uses up a number with one of the values.
func take(by map[float64][]int, used []bool, values []float64) bool {
	for _, v := range values {
		for list := by[v]; len(list) > 0; list = list[1:] {
			by[v] = list[1:]
			if i := list[0]; !used[i] {
				used[i] = true
				return true
			}
		}
	}
	return false
}
