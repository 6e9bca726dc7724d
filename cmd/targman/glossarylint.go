package main

import (
	"fmt"
	"strings"

	"github.com/fatih/color"
	"github.com/spf13/cobra"

	"targman/glossary"
)

// linted is what a linter has found.
type linted struct {
	files int
	// all are the findings, and shown those that are printed one by one.
	all, shown []glossary.Finding
}

// lintFormats writes the findings of a linter.
var lintFormats = map[string]func(*program, linted) error{
	"text": (*program).lintText, "json": (*program).lintJSON, "sarif": (*program).lintSARIF, "github": (*program).lintGitHub,
}

func (p *program) glossaryLint() *cobra.Command {
	var format, show string
	cmd := &cobra.Command{
		Use:   "lint [PATH ...]",
		Short: p.text("glossary.lint.short", nil),
		Long:  p.text("glossary.lint.long", nil) + "\n\n" + lintRules(),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			failOn := cfg.FailOn
			if f := cmd.Flags().Lookup("fail-on"); f.Changed {
				failOn = f.Value.String()
			}
			if err := lintOptions(format, show, failOn); err != nil {
				return err
			}
			return p.lint(cfg, args, format, glossary.Severity(show), failOn)
		},
	}
	f := cmd.Flags()
	f.StringVar(&format, "format", "text", p.text("glossary.lint.format", nil))
	f.StringVar(&show, "show", string(glossary.Style), p.text("glossary.lint.show", nil))
	f.String("fail-on", "", p.text("glossary.lint.fail-on", nil))
	p.overrule(f, "target")
	return cmd
}

// lintRules lists the rules for the help.
func lintRules() string {
	var b strings.Builder
	for _, r := range glossary.Rules() {
		fmt.Fprintf(&b, "  %-18s %-6s %s\n", r.ID, r.Severity, r.Why)
	}
	return strings.TrimRight(b.String(), "\n")
}

func lintOptions(format, show, failOn string) error {
	var levels []string
	for _, s := range glossary.Severities() {
		levels = append(levels, string(s))
	}
	for _, err := range []error{
		known("--format", format, "text", "json", "sarif", "github"),
		known("--show", show, levels...),
		known("--fail-on", failOn, append(levels, never)...),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *program) lint(cfg *loaded, paths []string, format string, show glossary.Severity, failOn string) error {
	files, err := glossaryFiles(cfg, paths)
	if err != nil {
		return err
	}
	found := linted{files: len(files), all: lintAll(cfg, files), shown: []glossary.Finding{}}
	failed := false
	for _, f := range found.all {
		failed = failed || failOn != never && f.Severity.AtLeast(glossary.Severity(failOn))
		if f.Severity.AtLeast(show) {
			found.shown = append(found.shown, f)
		}
	}
	if err := lintFormats[format](p, found); err != nil {
		return err
	}
	if failed {
		return errFindings
	}
	return nil
}

// lintText writes a line for each finding, the way compilers do, and then how
// many there are.
func (p *program) lintText(l linted) error {
	for _, f := range l.shown {
		fmt.Fprintf(p.out, "%s:%d: %s: %s; %s [%s]\n", f.File, f.Line, p.severity(f.Severity), named(f), f.Fix, f.Rule)
	}
	fmt.Fprintln(p.out, p.lintSummary(l))
	return nil
}

// named is what a finding is about.
func named(f glossary.Finding) string {
	if f.Concept == "" {
		return f.Found
	}
	return f.Concept + ": " + f.Found
}

func (p *program) severity(s glossary.Severity) string {
	switch s {
	case glossary.Error:
		return p.paint(p.out, color.FgRed).Sprint(s)
	case glossary.Warn:
		return p.paint(p.out, color.FgYellow).Sprint(s)
	}
	return string(s)
}

// lintSummary counts findings by severity.
func (p *program) lintSummary(l linted) string {
	if len(l.all) == 0 {
		return p.text("glossary.lint.clean", map[string]any{"Count": l.files})
	}
	var parts []string
	for _, s := range glossary.Severities() {
		n := 0
		for _, f := range l.all {
			if f.Severity == s {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	text := p.text("glossary.lint.summary", map[string]any{"Count": len(l.all), "List": strings.Join(parts, ", ")})
	if hidden := len(l.all) - len(l.shown); hidden > 0 {
		text += p.text("glossary.lint.hidden", map[string]any{"Count": hidden})
	}
	return text
}

func (p *program) lintJSON(l linted) error {
	return p.printJSON(map[string]any{"files": l.files, "findings": l.shown})
}
