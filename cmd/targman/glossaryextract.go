package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"targman/glossary"
	"targman/glossary/extract"
	"targman/locales"
	"targman/pipeline/bitext"
	"targman/pipeline/lang"
	"targman/pipeline/lang/all"
	"targman/pipeline/read"
	"targman/pipeline/split"
)

// extracting is one call of `glossary extract`.
type extracting struct {
	*program
	cfg                  *loaded
	format, source, file string
	accept               []string
	ask, dryRun          bool
	minCount             int
	minConfidence        float64
}

// proposal is a candidate with spellings for it in each target language.
type proposal struct {
	extract.Candidate
	// Terms are by locale: those of the name, and with a given name of both.
	Terms map[string][]string
	// chosen are the terms that a person has chosen.
	chosen map[string]string
}

func (p *program) glossaryExtract() *cobra.Command {
	x := &extracting{program: p}
	cmd := &cobra.Command{
		Use:   "extract [PATH ...]",
		Short: p.text("glossary.extract.short", nil),
		Long:  p.text("glossary.extract.long", nil),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if x.cfg, err = p.load(cmd.Flags()); err != nil {
				return err
			}
			return x.run(args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&x.format, "format", "text", p.text("glossary.extract.format", nil))
	f.StringSliceVar(&x.accept, "accept", nil, p.text("glossary.extract.accept", nil))
	f.BoolVar(&x.ask, "ask", false, p.text("glossary.extract.ask", nil))
	f.IntVar(&x.minCount, "min-count", 1, p.text("glossary.extract.min-count", nil))
	f.Float64Var(&x.minConfidence, "min-confidence", 0.5, p.text("glossary.extract.min-confidence", nil))
	f.StringVar(&x.source, "source", "", p.text("glossary.extract.source", nil))
	f.StringVar(&x.file, "file", "", p.text("glossary.extract.file", nil))
	f.BoolVar(&x.dryRun, "dry-run", false, p.text("glossary.extract.dry-run", nil))
	p.overrule(f, "target")
	return cmd
}

func (x *extracting) run(paths []string) error {
	if err := known("--format", x.format, "text", "json", "yaml"); err != nil {
		return err
	}
	if x.ask && !isTerminal(x.in) {
		return usage(errors.New("--ask: nobody can be asked, since standard input is no terminal; name ids with --accept"))
	}
	words := pack(all.Packs(), x.cfg.Source).Names
	if words == nil {
		return usage(fmt.Errorf("extract: nobody has listed yet by which words names are told in the language %s", x.cfg.Source))
	}
	files, err := glossaryFiles(x.cfg, nil)
	if err != nil {
		return err
	}
	names, err := glossary.Parse(files...)
	if err != nil {
		return usage(err)
	}
	sentences, failed, err := x.sentences(paths)
	if err != nil {
		return err
	}
	found := extract.Extract(sentences, extract.Options{Words: words, Known: names.Matcher(x.cfg.Source),
		Taken: func(id string) bool { _, ok := names.Concept(id); return ok }})
	proposals := x.propose(found)
	if err := x.act(files, proposals); err != nil {
		return err
	}
	if failed {
		return errArticles
	}
	return nil
}

// sentences reads the articles; furniture does not count.
func (x *extracting) sentences(paths []string) (out []extract.Sentence, failed bool, err error) {
	if len(paths) == 0 {
		paths = x.cfg.Input
	}
	if len(paths) == 0 {
		return nil, false, usage(errors.New("extract: no article was named; name files, folders or globs, or set input in the configuration"))
	}
	in, err := x.cfg.kept(paths)
	if err != nil {
		return nil, false, err
	}
	o, err := x.reading()
	if err != nil {
		return nil, false, err
	}
	breaks, err := pack(all.Packs(), x.cfg.Source).Splitter(lang.Custom{Abbreviations: x.cfg.Split.Abbreviations, Exceptions: x.cfg.Split.Exceptions})
	if err != nil {
		return nil, false, usage(err)
	}
	for _, i := range in.list {
		data, err := i.Load()
		var art *bitext.Article
		if err == nil {
			o.URL = i.URL
			art, err = read.Article(i.Path, i.Name, data, o)
		}
		var units []bitext.Unit
		if err == nil {
			units, err = split.Article(art, breaks, o.MaxSegments)
		}
		if err != nil {
			x.problem(err)
			failed = true
			continue
		}
		for _, u := range units {
			if u.Kind != bitext.Furniture && u.Kind != bitext.UI && u.Kind != bitext.Duplicate {
				out = append(out, extract.Sentence{Text: u.Source.Text, Where: i.Name, Title: u.Kind == bitext.Headline})
			}
		}
	}
	return out, failed, nil
}

// reading is how articles are read.
func (x *extracting) reading() (read.Options, error) {
	catalog, err := locales.Load(x.cfg.Locales...)
	if err != nil {
		return read.Options{}, usage(err)
	}
	return readingOptions(x.cfg, catalog)
}

// propose leaves out what is too rare or too unsure, and spells the rest in the
// target languages.
func (x *extracting) propose(found []extract.Candidate) []proposal {
	out := []proposal{}
	for _, c := range found {
		if c.Count < x.minCount || c.Confidence < x.minConfidence {
			continue
		}
		p := proposal{Candidate: c, Terms: map[string][]string{}, chosen: map[string]string{}}
		for _, locale := range x.cfg.Targets {
			if suggest := pack(all.Packs(), locale).Suggest; suggest != nil && !c.Translated {
				p.Terms[locale] = suggest(strings.TrimSpace(c.Given+" "+c.Name), c.Hint)
			}
		}
		out = append(out, p)
	}
	return out
}

// act prints proposals, or puts those that are accepted into the glossary.
func (x *extracting) act(files []glossary.File, proposals []proposal) error {
	switch {
	case x.ask:
		accepted, err := x.askAll(proposals)
		if err != nil || len(accepted) == 0 {
			return err
		}
		return x.keep(files, accepted)
	case len(x.accept) > 0:
		accepted, err := x.accepted(proposals)
		if err != nil {
			return usage(err)
		}
		return x.keep(files, accepted)
	}
	return x.print(proposals)
}

// accepted are the proposals that were named.
func (x *extracting) accepted(proposals []proposal) ([]proposal, error) {
	if slices.Contains(x.accept, "all") {
		return proposals, nil
	}
	var out []proposal
	for _, id := range x.accept {
		i := slices.IndexFunc(proposals, func(p proposal) bool { return p.ID == id })
		if i < 0 {
			return nil, fmt.Errorf("--accept: no proposal has the id %q; run extract without --accept to see them", id)
		}
		out = append(out, proposals[i])
	}
	return out, nil
}

// keep puts concepts into the files of the glossary, all or none.
func (x *extracting) keep(files []glossary.File, accepted []proposal) error {
	files = withNew(x.cfg, files, x.file)
	rev := x.revise(x.cfg, files, x.file)
	var homes []string
	for _, p := range accepted {
		c := x.concept(p)
		if err := rev.add(c); err != nil {
			return usage(fmt.Errorf("add concept %s: %w; nothing was written", c.ID, err))
		}
		if x.dryRun {
			fmt.Fprint(x.out, glossary.Layout(c))
		}
		if !slices.Contains(homes, c.File) {
			homes = append(homes, c.File)
		}
	}
	changed, err := rev.make()
	if err != nil {
		return usage(fmt.Errorf("add concepts: nothing was written\n%w", err))
	}
	if x.dryRun {
		return nil
	}
	if err := replaceFiles(changed...); err != nil {
		return err
	}
	fmt.Fprintln(x.out, x.text("glossary.extract.added", map[string]any{"Count": len(accepted), "Files": strings.Join(homes, ", ")}))
	return nil
}
