package backend

import "strings"

// sift parts the answers that can be used from the segments that are missing,
// and says what was wrong with the answers of those. Answers are paired by id
// alone. A segment with two different answers has none: nobody could tell which
// is right.
func sift(segments []Segment, results []Result) (good []Result, missing []Segment, faults map[string]string) {
	answers := make(map[string]string, len(results))
	var twice map[string]bool
	for _, r := range results {
		text := strings.Trim(r.Text, " \t\r\n")
		if first, ok := answers[r.ID]; ok && first != text {
			if twice == nil {
				twice = map[string]bool{}
			}
			twice[r.ID] = true
		}
		answers[r.ID] = text
	}
	good = make([]Result, 0, len(segments))
	faults = map[string]string{}
	for _, s := range segments {
		text, answered := answers[s.ID]
		wrong := ""
		switch {
		case twice[s.ID]:
			wrong = "the engine answered this segment twice, differently"
		case answered:
			wrong = fault(s, text)
		}
		if !answered || wrong != "" {
			missing = append(missing, s)
			faults[s.ID] = wrong
			continue
		}
		good = append(good, Result{ID: s.ID, Text: text})
	}
	return good, missing, faults
}
