package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"targman/glossary"
	"targman/pipeline/lang"
	"targman/pipeline/lang/all"
)

func (p *program) glossary() *cobra.Command {
	cmd := p.group("glossary", p.text("glossary.short", nil))
	cmd.AddCommand(p.glossaryLint(), p.glossaryFmt(), p.glossaryFind(), p.glossaryAdd(), p.glossaryExtract(), p.glossaryImport(), p.glossaryExport(), p.glossaryDiff(), p.glossaryApply(),
		p.glossaryTextconv(), p.glossaryMerge())
	return cmd
}

// glossaryFiles reads the files that were named, or those of the
// configuration.
func glossaryFiles(cfg *loaded, args []string) ([]glossary.File, error) {
	if len(args) == 0 {
		args = cfg.Glossary
	}
	if len(args) == 0 {
		return nil, usage(errors.New("no glossary was named; name files or folders, or set glossary in the configuration"))
	}
	files, err := glossary.ReadFiles(args...)
	return files, usage(err)
}

// languageOf is what a glossary asks about the language of a locale.
func languageOf(locale string) glossary.Language {
	p := pack(all.Packs(), locale)
	var out glossary.Language
	if p.Polish != nil {
		out.Polish = func(term string) string { return p.Polish(term, "") }
	}
	if p.Forms != nil {
		out.Forms = func(term, kind, class string) ([]string, bool) {
			return p.Forms(lang.Entry{Lemma: term, Kind: kind, Class: class})
		}
	}
	return out
}

// lintAll lints files for the languages of the configuration.
func lintAll(cfg *loaded, files []glossary.File) []glossary.Finding {
	return glossary.Lint(files, glossary.LintOptions{Targets: cfg.Targets, Language: languageOf})
}

// known refuses a value of a flag that is none of the words.
func known(flag, value string, words ...string) error {
	if slices.Contains(words, value) {
		return nil
	}
	return usage(fmt.Errorf("%s: %q is not known; the nearest is %q of %s", flag, value, nearest(value, words), strings.Join(words, ", ")))
}

// printJSON prints a result for programs.
func (p *program) printJSON(v any) error {
	enc := json.NewEncoder(p.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
