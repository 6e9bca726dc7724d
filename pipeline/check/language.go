package check

import (
	"fmt"

	"targman/pipeline/bitext"
	"targman/pipeline/lang"
)

var language = Check{
	ID:       "language",
	MQM:      "linguistic-conventions",
	Severity: bitext.Warn,
	About:    "A fault of spelling or typography by the rules of the target language; the rule's id stands behind the slash.",
	run: func(p *pair) string {
		if p.target.pack.Issues == nil {
			return ""
		}
		for _, issue := range p.target.pack.Issues(p.target.text, p.source.text) {
			if covered[issue.ID] {
				continue
			}
			severity, ok := bitext.ParseSeverity(issue.Severity)
			if !ok {
				severity = bitext.Warn
			}
			p.Find(bitext.Finding{ID: "language/" + issue.ID, Severity: severity, Message: issueMessage(issue, p.target.text)})
		}
		return ""
	},
}

// covered are the rules against the source that packs have for whoever uses
// them alone, and that are checks of their own here: numbers, placeholders.
var covered = map[string]bool{"S02": true, "S03": true}

// issueMessage shows the place and what should stand there.
func issueMessage(issue lang.Issue, text string) string {
	if issue.Start < 0 || issue.End > len(text) || issue.Start >= issue.End {
		return issue.Message
	}
	message := fmt.Sprintf("%q: %s", excerpt(text[issue.Start:issue.End]), issue.Message)
	if issue.Fix != "" {
		message += fmt.Sprintf("; write %q", excerpt(issue.Fix))
	}
	return message
}
