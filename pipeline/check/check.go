// Package check looks at finished pairs of source and target and says what a
// reviewer would mark. One file holds one check, and table.go lists them. A
// check returns findings, never errors, and knows no language: what it must
// know of one it asks the language pack. Start at Unit.
package check

import (
	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

// Check is one thing to look at.
type Check struct {
	// ID is the finding's id, in kebab case.
	ID string
	// MQM is the error type in the MQM core typology (https://themqm.org).
	MQM      string
	Severity bitext.Severity
	// About says in a sentence what the check finds.
	About string
	// Run returns a message for a person, or "" when all is well.
	Run func(u *bitext.Unit, target lang.Pack) string
}

// Unit runs every check over a translated unit and adds what they find.
func Unit(u *bitext.Unit, target lang.Pack) {
	if !u.Translated() || u.Kind == bitext.UI {
		return
	}
	for _, c := range checks {
		if message := c.Run(u, target); message != "" {
			u.Find(bitext.Finding{ID: c.ID, Severity: c.Severity, Message: message})
		}
	}
}
