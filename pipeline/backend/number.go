package backend

import (
	"strconv"
	"strings"
)

// numbering leads from the placeholders of a call back to those of its
// segments. In a call the placeholders of all segments are numbered through, so
// that an answer that got to another segment's place shows.
type numbering map[string]map[string]string // by id and the number in the call

// number numbers the placeholders of a call through. The segments that were
// given stay as they are.
func number(segments []Segment) (numbering, []Segment) {
	if len(segments) < 2 {
		return nil, segments
	}
	var back numbering
	out := segments
	next := 0
	for i, s := range segments {
		if !strings.Contains(s.Text, opening) {
			continue
		}
		there := map[string]string{}
		for _, p := range placeholder.FindAllString(s.Text, -1) {
			if _, ok := there[digits(p)]; !ok {
				next++
				there[digits(p)] = strconv.Itoa(next)
			}
		}
		if back == nil {
			back, out = numbering{}, append([]Segment(nil), segments...)
		}
		out[i].Text, out[i].Draft = replaced(s.Text, there), replaced(s.Draft, there)
		back[s.ID] = inverse(there)
	}
	return back, out
}

// back gives the answers the placeholders of their own segments.
func (n numbering) back(results []Result) []Result {
	for i, r := range results {
		if here := n[r.ID]; here != nil {
			results[i].Text = replaced(r.Text, here)
		}
	}
	return results
}

func inverse(m map[string]string) map[string]string {
	out := make(map[string]string, len(m))
	for a, b := range m {
		out[b] = a
	}
	return out
}

func replaced(text string, numbers map[string]string) string {
	if !strings.Contains(text, opening) {
		return text
	}
	return placeholder.ReplaceAllStringFunc(text, func(p string) string {
		if n, ok := numbers[digits(p)]; ok {
			return opening + n + closing
		}
		return p
	})
}

// digits is the number of a placeholder, without blanks.
func digits(p string) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(p, opening), closing))
}
