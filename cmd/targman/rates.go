package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"targman/pipeline"
)

// rates are those of the configuration, as parts of one; nil where there are
// none.
func (l *loaded) rates() pipeline.Rates {
	var out pipeline.Rates
	for _, entry := range l.Analysis.Rates {
		if c, percent, err := parseRate(entry); err == nil {
			if out == nil {
				out = pipeline.Rates{}
			}
			out[c] = percent / 100
		}
	}
	return out
}

// parseRate reads CLASS=PERCENT.
func parseRate(entry string) (c pipeline.Class, percent float64, err error) {
	name, value, _ := strings.Cut(entry, "=")
	c = pipeline.Class(strings.TrimSpace(name))
	if !slices.Contains(rated(), string(c)) {
		return c, 0, fmt.Errorf("%q: there is no class %q; the nearest is %q of %s", entry, c, nearest(string(c), rated()), strings.Join(rated(), ", "))
	}
	percent, err = strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(value), "%"), 64)
	if err != nil || !(percent >= 0 && percent <= 1000) {
		return c, 0, fmt.Errorf("%q is no rate; write it as %s=60, from 0 to 1000 percent", entry, c)
	}
	return c, percent, nil
}

// rated are the names of the classes that are paid for.
func rated() (out []string) {
	for _, c := range pipeline.Classes() {
		if c != pipeline.NotForUse {
			out = append(out, string(c))
		}
	}
	return out
}

func (v *validation) rates() {
	seen := map[pipeline.Class]bool{}
	for _, entry := range v.l.Analysis.Rates {
		c, _, err := parseRate(entry)
		v.check("analysis.rates", err == nil, "%v", err)
		v.check("analysis.rates", err != nil || !seen[c], "%q stands twice; keep one", c)
		seen[c] = true
	}
}
