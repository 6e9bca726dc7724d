package check

import (
	"cmp"
	"fmt"
	"strings"

	"targman/pipeline/bitext"
)

var placeholders = Check{
	ID:       "placeholders",
	MQM:      "design-and-markup/markup-tag",
	Severity: bitext.Error,
	About:    "An inline code, placeholder, tag or address of the source is missing, doubled, changed or out of order in the target.",
	run: func(p *pair) string {
		if message := compareCodes(p.Source.Codes, p.Target.Codes); message != "" {
			return message
		}
		return compareTokens(tokensIn(p.source.text), tokensIn(p.target.text))
	},
}

// codeKey is what a code and its copy in the target have in common.
type codeKey struct {
	id   int
	kind bitext.CodeKind
}

func compareCodes(source, target []bitext.Code) string {
	if len(source) == 0 && len(target) == 0 {
		return ""
	}
	want, got := countCodes(source), countCodes(target)
	for _, c := range source {
		switch k := (codeKey{c.ID, c.Kind}); {
		case got[k] == 0:
			return fmt.Sprintf("the code %s is missing in the target", label(c))
		case got[k] > want[k]:
			return fmt.Sprintf("the code %s stands %d times in the target and %d in the source", label(c), got[k], want[k])
		case got[k] < want[k]:
			return fmt.Sprintf("the code %s stands %d times in the source and %d in the target", label(c), want[k], got[k])
		}
	}
	for _, c := range target {
		if want[codeKey{c.ID, c.Kind}] == 0 {
			return fmt.Sprintf("the code %s is not in the source", label(c))
		}
	}
	if c, bad := misplaced(target); bad {
		if _, bad := misplaced(source); !bad {
			return fmt.Sprintf("the code %s is out of order in the target: it closes what is not open there, or across another", label(c))
		}
	}
	return ""
}

func countCodes(codes []bitext.Code) map[codeKey]int {
	out := map[codeKey]int{}
	for _, c := range codes {
		out[codeKey{c.ID, c.Kind}]++
	}
	return out
}

// label is a code as a person sees it.
func label(c bitext.Code) string {
	switch {
	case strings.TrimSpace(c.Raw) != "":
		return strings.TrimSpace(c.Raw)
	case c.Kind == bitext.Close:
		return fmt.Sprintf("⟦/%d⟧", c.ID)
	}
	return fmt.Sprintf("⟦%d⟧", c.ID)
}

// misplaced is the first code that closes another than the one opened last,
// among those whose both ends are there.
func misplaced(codes []bitext.Code) (bitext.Code, bool) {
	have := countCodes(codes)
	var open []int
	for _, c := range codes {
		if have[codeKey{c.ID, bitext.Open}] == 0 || have[codeKey{c.ID, bitext.Close}] == 0 {
			continue
		}
		switch c.Kind {
		case bitext.Open:
			open = append(open, c.ID)
		case bitext.Close:
			if len(open) == 0 || open[len(open)-1] != c.ID {
				return c, true
			}
			open = open[:len(open)-1]
		}
	}
	return bitext.Code{}, false
}

// compareTokens looks for placeholders in the text itself that differ.
func compareTokens(source, target []string) string {
	left := map[string]int{}
	for _, t := range target {
		left[t]++
	}
	var missing string
	for _, s := range source {
		if left[s] > 0 {
			left[s]--
		} else {
			missing = cmp.Or(missing, s)
		}
	}
	if missing != "" {
		return fmt.Sprintf("%s is missing in the target", missing)
	}
	for _, t := range target {
		if left[t] > 0 {
			return fmt.Sprintf("%s is not in the source, or not as often", t)
		}
	}
	return ""
}
