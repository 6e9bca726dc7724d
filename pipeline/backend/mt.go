package backend

import (
	"fmt"
	"unicode/utf8"
)

// MTOptions are the settings that every engine has that translates texts one by
// one, in the order they are sent.
type MTOptions struct {
	// Batch is how many segments one call has at most, Characters how many code
	// points; zero is the service's own limit.
	Batch, Characters int
	// Tags is how inline codes travel: "none", "html", "xml", or empty for what
	// suits the service.
	Tags string
	// Codes name languages as the service does, where that is not what we think:
	// "hy=hye_Armn".
	Codes []string
	// PerSecond is how many calls a second the key allows, PerMinute how many
	// characters a minute; zero is the service's own limit.
	PerSecond float64
	PerMinute int
}

// mt is what engines of that kind share: codes for languages, inline codes on
// the wire, and the pairing by position, which is all that their wires have.
type mt struct {
	*service
	codes codes
	tags  TagSupport
	about Info
}

// newMT makes what is shared. spell gives the service's name of a language; the
// limits are the service's own, and the options overrule them.
func newMT(s *service, o MTOptions, tags TagSupport, spell func(tag string) string, limits Limits) (mt, error) {
	c, err := newCodes(s.engine, o.Codes, spell)
	if err != nil {
		return mt{}, err
	}
	if o.Tags != "" && o.Tags != "auto" {
		tags = map[string]TagSupport{"none": PlaceholderTags, "html": HTMLTags, "xml": XMLTags}[o.Tags]
		if tags == NoTags {
			return mt{}, fmt.Errorf("backends.%s.tags: %q is none of none, html, xml", s.engine, o.Tags)
		}
	}
	limits.Segments = least(limits.Segments, o.Batch)
	limits.Characters = least(limits.Characters, o.Characters)
	limits.Calls = s.calls
	if o.PerSecond > 0 {
		limits.PerSecond = o.PerSecond
	}
	if o.PerMinute > 0 {
		limits.PerMinute = o.PerMinute
	}
	return mt{s, c, tags, Info{Name: s.engine, Positional: true, Limits: limits, Unit: Characters, Tags: tags}}, nil
}

// least is the smaller of two limits; zero is no limit.
func least(a, b int) int {
	if a <= 0 || b > 0 && b < a {
		return b
	}
	return a
}

// Info gives the service's limits with what was configured.
func (m *mt) Info() Info { return m.about }

// Estimate counts what is sent, marks around codes included.
func (m *mt) Estimate(r Request) Usage {
	return Usage{Requests: 1, Characters: runes(m.texts(r)), Estimated: true}
}

// texts are the segments' texts as they are sent.
func (m *mt) texts(r Request) []string {
	out := make([]string, len(r.Segments))
	for i, s := range r.Segments {
		out[i] = mark(s.Text, m.tags)
	}
	return out
}

func runes(texts []string) (n int) {
	for _, t := range texts {
		n += utf8.RuneCountInString(t)
	}
	return n
}

// paired binds answers to segments by position. An answer that is empty is none;
// when their number is another, nobody can tell which is which.
func (m *mt) paired(r Request, reply Reply, answers []string) (Reply, error) {
	if !reply.Usage.Told() {
		reply.Usage = m.Estimate(r)
	}
	reply.Usage.Requests = 1
	if len(answers) != len(r.Segments) {
		// What it tells with each answer says nothing of those that are not there.
		reply.Usage.Characters = max(reply.Usage.Characters, m.Estimate(r).Characters)
		return m.failed(reply, BadReply, "", fmt.Errorf("%d answers to %d texts", len(answers), len(r.Segments)))
	}
	for i, s := range r.Segments {
		if answers[i] != "" {
			reply.Results = append(reply.Results, Result{s.ID, unmark(answers[i], m.tags)})
		}
	}
	return reply, nil
}
