package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"targman/glossary"
	"targman/pipeline/lang/all"
)

// addition is one call of `glossary add`.
type addition struct {
	*program
	cfg *loaded
	// names are the spelling and the terms, by language, and given those of the
	// given name.
	names, given                           map[string]*string
	id, kind, class, note, source, file    string
	variants, admitted, forbidden          []string
	givenVariants                          []string
	keep, exact, after, dryRun, yes, asked bool
}

func (p *program) glossaryAdd() *cobra.Command {
	a := &addition{program: p, names: map[string]*string{}, given: map[string]*string{}}
	cmd := &cobra.Command{
		Use:   "add",
		Short: p.text("glossary.add.short", nil),
		Long:  p.text("glossary.add.long", nil),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if a.cfg, err = p.load(cmd.Flags()); err != nil {
				return err
			}
			return a.run()
		},
	}
	a.flags(cmd)
	return cmd
}

// flags has a flag for each language, named by its tag.
func (a *addition) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	for tag := range all.Packs() {
		values := map[string]any{"Locale": tag}
		a.names[tag] = f.String(tag, "", a.text("glossary.add.name", values))
		a.given[tag] = f.String("given-"+tag, "", a.text("glossary.add.given", values))
	}
	f.StringVar(&a.id, "id", "", a.text("glossary.add.concept-id", nil))
	f.StringVar(&a.kind, "kind", "", a.text("glossary.add.kind", nil))
	f.StringVar(&a.class, "class", "", a.text("glossary.add.class", nil))
	f.StringVar(&a.note, "note", "", a.text("glossary.add.note", nil))
	f.StringVar(&a.source, "source", "", a.text("glossary.add.source", nil))
	f.StringVar(&a.file, "file", "", a.text("glossary.add.file", nil))
	f.StringArrayVar(&a.variants, "variant", nil, a.text("glossary.add.variant", nil))
	f.StringArrayVar(&a.givenVariants, "given-variant", nil, a.text("glossary.add.given-variant", nil))
	f.StringArrayVar(&a.admitted, "admitted", nil, a.text("glossary.add.admitted", nil))
	f.StringArrayVar(&a.forbidden, "forbidden", nil, a.text("glossary.add.forbidden", nil))
	f.BoolVar(&a.keep, "keep", false, a.text("glossary.add.keep", nil))
	f.BoolVar(&a.exact, "exact", false, a.text("glossary.add.exact", nil))
	f.BoolVar(&a.after, "given-last", false, a.text("glossary.add.given-last", nil))
	f.BoolVar(&a.dryRun, "dry-run", false, a.text("glossary.add.dry-run", nil))
}

func (a *addition) run() error {
	if err := a.languages(); err != nil {
		return err
	}
	if *a.names[a.cfg.Source] == "" && isTerminal(a.in) {
		if err := a.ask(); err != nil {
			return err
		}
	}
	c, err := a.concept()
	if err != nil {
		return usage(err)
	}
	files, err := glossaryFiles(a.cfg, nil)
	if err != nil {
		return err
	}
	at, err := homeOf(files, a.cfg, a.file, a.kind)
	if err != nil {
		return usage(fmt.Errorf("add concept: %w", err))
	}
	out, err := glossary.Insert(files[at], c)
	if err != nil {
		return notAdded(c, err)
	}
	files[at].Data = out
	if err := a.judge(files, c); err != nil {
		return err
	}
	a.showForms(c)
	return a.keepIt(files[at], c)
}

// languages refuses terms in a language that the project does not translate
// into: nobody would see them.
func (a *addition) languages() error {
	for tag := range a.names {
		wanted := tag == a.cfg.Source || slices.Contains(a.cfg.Targets, tag)
		if !wanted && (*a.names[tag] != "" || *a.given[tag] != "") {
			return usage(fmt.Errorf("--%s: the languages of this project are %s and %s; see source and targets in the configuration",
				tag, a.cfg.Source, strings.Join(a.cfg.Targets, ", ")))
		}
	}
	if a.names[a.cfg.Source] == nil {
		return usage(fmt.Errorf("add concept: there is no flag for the source language %s; write the concept into the file by hand", a.cfg.Source))
	}
	return nil
}

// concept is what the flags say, once nothing is missing.
func (a *addition) concept() (*glossary.Concept, error) {
	name := *a.names[a.cfg.Source]
	c := a.compose(name)
	switch {
	case name == "" || a.kind == "" || a.source == "":
		return nil, fmt.Errorf("add concept: --%s, --kind and --source are needed; for example targman glossary add --kind place --%s Sevan --source https://example.org", a.cfg.Source, a.cfg.Source)
	case c.ID == "":
		return nil, fmt.Errorf("add concept: no id can be made of %q; choose one with --id", name)
	case (len(a.forbidden) > 0 || a.class != "") && len(c.Targets) != 1:
		return nil, errors.New("add concept: --forbidden and --class are about one term; name one target term")
	}
	return c, nil
}

// compose puts the flags together.
func (a *addition) compose(name string) *glossary.Concept {
	c := &glossary.Concept{ID: a.id, Kind: glossary.Kind(a.kind), Keep: a.keep, Case: glossary.Smart, Note: a.note, Source: a.source,
		Spellings: []glossary.Spelling{{Locale: a.cfg.Source, Canonical: name, Admitted: a.admitted, Variants: a.variants}}}
	if c.ID == "" {
		c.ID = glossary.SuggestID(name)
	}
	if a.exact {
		c.Case = glossary.Exact
	}
	for _, locale := range slices.Sorted(slices.Values(a.cfg.Targets)) {
		if term := a.names[locale]; term != nil && *term != "" {
			c.Targets = append(c.Targets, glossary.Target{Locale: locale, Preferred: *term, Forbidden: a.forbidden, Class: a.class})
		}
	}
	a.addGiven(c)
	return c
}

func (a *addition) addGiven(c *glossary.Concept) {
	first := *a.given[a.cfg.Source]
	if first == "" {
		return
	}
	c.Given = &glossary.Given{After: a.after,
		Spellings: []glossary.Spelling{{Locale: a.cfg.Source, Canonical: first, Variants: a.givenVariants}}}
	for _, t := range c.Targets {
		if term := *a.given[t.Locale]; term != "" {
			c.Given.Targets = append(c.Given.Targets, glossary.Target{Locale: t.Locale, Preferred: term})
		}
	}
}

// judge refuses what would stop the glossary from being loaded or used, and
// tells of the rest.
func (a *addition) judge(files []glossary.File, c *glossary.Concept) error {
	var faults []error
	for _, f := range lintAll(a.cfg, files) {
		switch {
		case f.Severity == glossary.Error:
			faults = append(faults, fmt.Errorf("%s:%d: %s; %s", f.File, f.Line, named(f), f.Fix))
		case f.Concept == c.ID && f.Severity == glossary.Warn && f.Rule != "forms-unconfirmed":
			a.warn(named(f) + "; " + f.Fix)
		}
	}
	if len(faults) > 0 {
		return notAdded(c, errors.Join(faults...))
	}
	return nil
}

func notAdded(c *glossary.Concept, err error) error {
	return usage(fmt.Errorf("add concept %s: nothing was written\n%w", c.ID, err))
}

// showForms prints the forms of each term, and whether they need a class.
func (a *addition) showForms(c *glossary.Concept) {
	for _, t := range c.Targets {
		full, _ := c.Target(t.Locale, true)
		of := languageOf(t.Locale).Forms
		if of == nil || c.Keep {
			continue
		}
		forms, sure := of(full.Preferred, string(c.Kind), full.Class)
		fmt.Fprintln(a.out, a.text("glossary.add.forms", map[string]any{"Locale": t.Locale, "Forms": strings.Join(forms, ", ")}))
		if !sure {
			a.warn(a.text("glossary.add.unsure", map[string]any{"Term": full.Preferred}))
		}
	}
}

// keepIt writes the file, or with --dry-run shows the lines.
func (a *addition) keepIt(f glossary.File, c *glossary.Concept) error {
	if a.asked && !a.yes {
		fmt.Fprintln(a.out, a.text("glossary.add.dropped", nil))
		return nil
	}
	if a.dryRun {
		fmt.Fprint(a.out, glossary.Layout(c))
		return nil
	}
	if err := replaceFile(f.Name, f.Data); err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.text("glossary.add.done", map[string]any{"Concept": c.ID, "File": f.Name}))
	return nil
}

// isTerminal says that a person can be asked.
func isTerminal(in any) bool {
	f, ok := in.(*os.File)
	return ok && terminal(f)
}
