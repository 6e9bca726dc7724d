package backend

import (
	"unicode"
)

// Gate is what the answers of every engine are held to before anything enters
// the memory, as far as it depends on the languages. The zero Gate looks at form
// alone.
type Gate struct {
	// Source and Target are the letters of the two languages; nil looks at no
	// letters.
	Source, Target *unicode.RangeTable
	// SourceRefusals and TargetRefusals are how an assistant begins when it will
	// not do what it was asked, in lower case.
	SourceRefusals, TargetRefusals []string
}

// gatekeeper looks at the answers of one call.
type gatekeeper struct {
	gate     Gate
	canary   string
	mock     bool
	segments []Segment
	answers  map[string]string // by id

	at      map[string]int    // where segments stand, by id
	texts   map[string]string // the ids of long answers
	numbers map[string]string // the ids of the segments with these numbers
}

// fault says why an answer cannot be used, or "" when it can. It looks for what
// no translation can have; whether the words are right is for others. The
// cheapest questions come first.
func (g *gatekeeper) fault(s Segment, text string) string {
	if why := formFault(s, text, g.mock); why != "" || g.mock {
		return why
	}
	for _, question := range []func(Segment, string) string{
		g.leaked, newMarkup, g.refused, wordless, g.echoed, g.wrongScript, g.wrongPlace, g.merged,
	} {
		if why := question(s, text); why != "" {
			return why
		}
	}
	return ""
}
