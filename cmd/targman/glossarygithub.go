package main

import (
	"fmt"
	"strings"

	"targman/glossary"
)

// annotations are GitHub's workflow commands, which show a message beside a
// line of a pull request (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands).

// annotation is one command. line 0 stands for the whole file.
func annotation(level, file string, line int, title, text string) string {
	where := "file=" + property(file)
	if line > 0 {
		where += fmt.Sprintf(",line=%d", line)
	}
	return fmt.Sprintf("::%s %s,title=%s::%s", level, where, property(title), commandData(text))
}

// commandData escapes the text of a command, and property the value of one of
// its parameters (toolkit/packages/core/src/command.ts, escapeData and
// escapeProperty).
func commandData(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

func property(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(text)
}

// githubLevel is the level of an annotation for a severity.
func githubLevel(s glossary.Severity) string {
	switch s {
	case glossary.Error:
		return "error"
	case glossary.Warn:
		return "warning"
	}
	return "notice"
}

func (p *program) lintGitHub(l linted) error {
	for _, f := range l.shown {
		fmt.Fprintln(p.out, annotation(githubLevel(f.Severity), f.File, f.Line, f.Rule, named(f)+"; "+f.Fix))
	}
	fmt.Fprintln(p.out, p.lintSummary(l))
	return nil
}
