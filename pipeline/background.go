package pipeline

import (
	"unicode/utf8"

	"targman/pipeline/backend"
	"targman/pipeline/bitext"
)

// What an engine is told of the rest of an article is bounded, in code points, for
// it goes with every call: the title, the lead and the heading each, and all
// earlier translations of one segment together.
const (
	mostBackground = 400
	mostEarlier    = 600
	// earlierUnits is how many sentences before a unit are looked at.
	earlierUnits = 3
)

// background is what an engine should know of an article and cannot see in a
// batch of its segments.
type background struct {
	title, lead string
	sections    []string // by unit: the heading that it stands under
}

// newBackground takes the title from the article's first heading, else from what
// the document says of itself; the lead is the first paragraph.
func newBackground(units []bitext.Unit, m bitext.Meta) background {
	b := background{sections: make([]string, len(units))}
	section, headed, led := "", false, false
	for i := range units {
		u := &units[i]
		first := i == 0 || units[i-1].Block != u.Block
		switch {
		case u.Kind == bitext.Headline && first && !headed && !led:
			b.title, headed = opening(units[i:]), true
		case u.Kind == bitext.Headline && first:
			section = opening(units[i:])
		case u.Kind == bitext.Paragraph && first && !led:
			b.lead, led = opening(units[i:]), true
		}
		if u.Kind != bitext.Headline {
			b.sections[i] = section
		}
	}
	if b.title == "" && utf8.RuneCountInString(m.Title) <= mostBackground {
		b.title = m.Title
	}
	return b
}

// opening is as much of the first unit's block as there is room for, in whole
// sentences.
func opening(units []bitext.Unit) (text string) {
	for i := range units {
		u := &units[i]
		longer := u.Source.Text
		if text != "" {
			longer = text + " " + longer
		}
		if u.Block != units[0].Block || utf8.RuneCountInString(longer) > mostBackground {
			break
		}
		text = longer
	}
	return text
}

// earlier are the translations of the sentences just before the unit, in their
// order, where they are known: from the memory, or because all has been asked for
// once. Those that are doubtful are left out, for the engine would follow them.
func (p place) earlier() (out []backend.Example) {
	room := mostEarlier
	for i, seen := p.i-1, 0; i >= 0 && seen < earlierUnits; i-- {
		u := &p.job.units[i]
		if u.Kind == bitext.Furniture || u.Kind == bitext.UI || u.Kind == bitext.Duplicate {
			continue
		}
		seen++
		if !u.Translated() || u.Origin == bitext.FromFuzzy || u.Provenance.Again != "" {
			continue
		}
		if room -= utf8.RuneCountInString(u.Source.Text) + utf8.RuneCountInString(u.Target.Text); room < 0 {
			break
		}
		out = append([]backend.Example{{Source: u.Source.Text, Target: u.Target.Text}}, out...)
	}
	return out
}
