package backend

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// sendable are the segments to be sent: of several that are the same in all
// that the engine is told, the first, and none that is longer than the engine
// takes.
func (a *asking) sendable(l Limits) []Segment {
	a.same = map[string][]string{}
	first := map[string]string{}
	context := a.client.Info().Context
	var out []Segment
	for _, s := range a.request.Segments {
		if why := overlong(s, l); why != "" {
			a.reasons[s.ID] = Failure{Reason: why, Kind: TooLong}
			continue
		}
		k := s.identity(context)
		if id, ok := first[k]; ok {
			a.same[id] = append(a.same[id], s.ID)
			continue
		}
		first[k] = s.ID
		out = append(out, s)
	}
	return out
}

// overlong says why a segment cannot be sent, or "".
func overlong(s Segment, l Limits) string {
	switch {
	case l.SegmentBytes > 0 && len(s.Text) > l.SegmentBytes:
		return fmt.Sprintf("the segment has %d bytes, and the engine takes %d", len(s.Text), l.SegmentBytes)
	case l.SegmentCharacters > 0 && utf8.RuneCountInString(s.Text) > l.SegmentCharacters:
		return fmt.Sprintf("the segment has %d characters, and the engine takes %d", utf8.RuneCountInString(s.Text), l.SegmentCharacters)
	}
	return ""
}

// identity is all that an engine is told of a segment, but for its id, the rest of
// its article and, where the engine makes no use of it, its surroundings.
func (s Segment) identity(context bool) string {
	s = s.alone()
	s.ID, s.Article = "", ""
	if !context {
		s.Before, s.After, s.Kind = "", "", ""
	}
	data, _ := json.Marshal(s) // plain data: never fails
	return string(data)
}

// alone is the segment without what is said of the rest of its article: whoever
// has an answer does not pay for another one because that has changed.
func (s Segment) alone() Segment {
	s.Title, s.Lead, s.Section, s.Earlier = "", "", "", nil
	return s
}

// everywhere gives the answers to the segments that are the same, too.
func (a *asking) everywhere(reply Reply) Reply {
	for _, r := range reply.Results {
		for _, id := range a.same[r.ID] {
			reply.Results = append(reply.Results, Result{ID: id, Text: r.Text})
		}
	}
	return reply
}
