// Package check looks at finished pairs of source and target and says what a
// reviewer would mark. One file holds one check, and table.go lists them. A
// check returns findings, never errors, and knows no language: what it must
// know of one it asks the language pack. Start at Unit and Document.
package check

import (
	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

// Check is one thing to look at, in a unit or in a whole document.
type Check struct {
	// ID is the finding's id, in kebab case. A check of many rules puts the
	// rule's own id behind it, with a slash between.
	ID string
	// MQM is the error type in the MQM core typology (https://themqm.org).
	MQM string
	// Severity is that of the findings, where the rule found has none of its own.
	Severity bitext.Severity
	// About says in a sentence what the check finds.
	About string

	// run returns a message for a person, or "" when all is well; a check whose
	// findings have ids of their own adds them to the unit itself.
	run func(p *pair) string
	// runAll looks at a document; it is set in place of run.
	runAll func(d *document)
}

// pair is a unit with what several checks ask for.
type pair struct {
	*bitext.Unit
	source, target side
}

// side is one language of a pair.
type side struct {
	text string
	pack *lang.Pack
	// words are those that stand with numbers.
	words   []lang.Word
	numbers []number
}

func newSide(text string, pack *lang.Pack) side {
	words := pack.Measures.Find(nil, text)
	return side{text, pack, words, numbersIn(text, words)}
}

// mostWords is how many numbers, or words with a sense, a side may have. What
// has more is no sentence but a table, and is not compared by them.
const mostWords = 1000

func newPair(u *bitext.Unit, source, target *lang.Pack) pair {
	p := pair{u, newSide(u.Source.Text, source), newSide(u.Target.Text, target)}
	if max(len(p.source.words), len(p.target.words), len(p.source.numbers), len(p.target.numbers)) > mostWords {
		p.source.words, p.source.numbers, p.target.words, p.target.numbers = nil, nil, nil, nil
	}
	return p
}

// Unit runs every check of a unit over one that is translated, and adds what
// they find. A pack without data switches off what would need them.
func Unit(u *bitext.Unit, source, target lang.Pack) {
	if !u.Translated() || u.Kind == bitext.UI {
		return
	}
	p := newPair(u, &source, &target)
	for _, c := range checks {
		if c.run == nil {
			continue
		}
		if message := c.run(&p); message != "" {
			u.Find(c.finding(message))
		}
	}
}

func (c *Check) finding(message string) bitext.Finding {
	return bitext.Finding{ID: c.ID, Severity: c.Severity, Message: message}
}

// document is the translated units of a document that are text of its own.
type document struct {
	units  []*bitext.Unit
	target *lang.Pack
	check  *Check
}

// Document runs every check of a whole document over its units, which are in
// order, and adds what they find.
func Document(units []bitext.Unit, target lang.Pack) {
	d := document{target: &target}
	for i := range units {
		u := &units[i]
		if u.Translated() && u.Kind != bitext.UI && u.Kind != bitext.Duplicate {
			d.units = append(d.units, u)
		}
	}
	for i := range checks {
		if c := &checks[i]; c.runAll != nil {
			d.check = c
			c.runAll(&d)
		}
	}
}

// find adds a finding to the i-th unit.
func (d *document) find(i int, message string) { d.units[i].Find(d.check.finding(message)) }
