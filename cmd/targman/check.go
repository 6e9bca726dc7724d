package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"targman/pipeline/bitext"
	"targman/pipeline/check"
)

// checking is one call of `targman check`.
type checking struct {
	*program
	cfg *loaded
	// strict says that languages were asked for by a flag.
	strict bool
	format string
	show   bitext.Severity
}

// checkFormats writes what was found.
var checkFormats = map[string]func(*checking, *checked) error{
	"text": (*checking).asText, "json": (*checking).asJSON, "sarif": (*checking).asSARIF, "html": (*checking).asHTML,
}

func (p *program) check() *cobra.Command {
	c := &checking{program: p}
	var show string
	var rules bool
	cmd := &cobra.Command{
		Use:   "check FILE ...",
		Short: p.text("check.short", nil),
		Long:  p.text("check.long", nil) + "\n\n" + p.text("exit.codes", nil),
		Args: func(cmd *cobra.Command, args []string) error {
			if rules {
				return cobra.NoArgs(cmd, args)
			}
			return cobra.MinimumNArgs(1)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if c.cfg, err = p.load(cmd.Flags()); err != nil {
				return err
			}
			if rules {
				return c.printRules()
			}
			c.strict = cmd.Flags().Changed("source") || cmd.Flags().Changed("target")
			if err := c.options(show); err != nil {
				return err
			}
			return c.run(cmd.Context(), args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.format, "format", "text", p.text("check.format", nil))
	f.StringVar(&show, "show", bitext.Style.String(), p.text("check.show", nil))
	f.BoolVar(&rules, "rules", false, p.text("check.rules", nil))
	p.overrule(f, "source", "target", "fail-on", "workers")
	f.Lookup("source").Usage = p.text("check.source", nil)
	f.Lookup("target").Usage = p.text("check.target", nil)
	f.Lookup("workers").Usage = p.text("check.workers", nil)
	return cmd
}

func (c *checking) options(show string) error {
	if err := known("--format", c.format, "text", "json", "sarif", "html"); err != nil {
		return err
	}
	if err := known("--show", show, "info", "style", "warn", "error"); err != nil {
		return err
	}
	c.show, _ = bitext.ParseSeverity(show) // it is one of them
	if c.strict && len(c.cfg.Targets) != 1 {
		return usage(fmt.Errorf("check one language at a time: add --target %s", c.cfg.Targets[0]))
	}
	return nil
}

func (c *checking) run(ctx context.Context, files []string) error {
	out, err := c.files(ctx, files)
	if err != nil {
		return err
	}
	if err := checkFormats[c.format](c, out); err != nil {
		return fmt.Errorf("print results: %w", err)
	}
	switch {
	case len(out.faults) > 0:
		return usage(out.fault())
	case out.weighty(c.cfg.FailOn):
		return errFindings
	}
	return nil
}

// termRules are what settling finds about the names of the glossary, and what
// is found before any check.
var termRules = []check.Check{
	{ID: "not-translated", MQM: "accuracy/omission", Severity: bitext.Error, About: "A segment that is to be translated has no translation."},
	{ID: "term-missing", MQM: "terminology/inconsistent-with-terminology-resource", Severity: bitext.Warn, About: "A name of the glossary is in the source, and no form of its agreed spelling is in the target."},
	{ID: "term-derived", MQM: "terminology/inconsistent-with-terminology-resource", Severity: bitext.Info, About: "A name of the glossary is in the source, and in the target an adjective or another word made of it instead of one of its forms."},
	{ID: "term-wrong", MQM: "terminology/wrong-term", Severity: bitext.Error, About: "A misspelling of an agreed name, or the name in the source language, stands in the target."},
	{ID: "term-forbidden", MQM: "terminology/wrong-term", Severity: bitext.Error, About: "A spelling that the glossary forbids stands in the target."},
	{ID: "term-ambiguous", MQM: "terminology/wrong-term", Severity: bitext.Warn, About: "Several words of the target may be an agreed name, misspelled."},
	{ID: "term-malformed", MQM: "linguistic-conventions/grammar", Severity: bitext.Warn, About: "An agreed name stands in the target with an ending that is not well joined."},
	{ID: "term-inconsistent", MQM: "terminology/inconsistent-use-of-terminology", Severity: bitext.Style, About: "A name is spelled in two accepted ways in one document."},
	{ID: "term-variant", MQM: "terminology/inconsistent-use-of-terminology", Severity: bitext.Info, About: "The source spells a name in another than the canonical way."},
}

// checkRules are all rules, in the order in which they are listed.
func checkRules() []check.Check { return append(check.All(), termRules...) }

func (c *checking) printRules() error {
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	for _, r := range checkRules() {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.ID, r.Severity, r.MQM, r.About)
	}
	return w.Flush()
}

// ruleOf is the index of the rule that a finding is from, -1 when the table has
// none.
func ruleOf(rules []check.Check, id string) int {
	id, _, _ = strings.Cut(id, "/")
	for i, r := range rules {
		if r.ID == id {
			return i
		}
	}
	return -1
}
