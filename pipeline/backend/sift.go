package backend

import "strings"

// sift parts the answers that can be used from the segments that are missing,
// and says what was wrong with the answers of those. Answers are paired by id
// alone. A segment with two different answers has none: nobody could tell which
// is right.
func (a *asking) sift(r Request, results []Result) (good []Result, missing []Segment, faults map[string]string) {
	answers := make(map[string]string, len(results))
	twice := map[string]bool{}
	for _, res := range results {
		text := strings.Trim(res.Text, " \t\r\n")
		if first, ok := answers[res.ID]; ok && first != text {
			twice[res.ID] = true
		}
		answers[res.ID] = text
	}
	gate := gatekeeper{gate: r.Gate, canary: r.Canary, mock: a.client.Info().Mock, segments: r.Segments, answers: answers}
	for _, s := range r.Segments {
		if text, ok := answers[s.ID]; ok {
			answers[s.ID] = closeUp(s.Text, text)
		}
	}
	good = make([]Result, 0, len(r.Segments))
	faults = map[string]string{}
	for _, s := range r.Segments {
		text, answered := answers[s.ID]
		wrong := ""
		switch {
		case twice[s.ID]:
			wrong = "the engine answered this segment twice, differently"
		case answered:
			wrong = gate.fault(s, text)
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
