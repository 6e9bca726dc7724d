package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"targman/pipeline"
	"targman/pipeline/bitext"
)

// merging is one call of `targman merge`.
type merging struct {
	translation
	by, state string
	theirs    bool
}

func (p *program) mergeBack() *cobra.Command {
	m := &merging{translation: translation{program: p, offline: true}}
	cmd := &cobra.Command{
		Use:   "merge FILE ...",
		Short: p.text("merge.short", nil),
		Long:  p.text("merge.long", nil),
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if m.cfg, err = p.load(cmd.Flags()); err != nil {
				return err
			}
			return m.run(cmd, args)
		},
	}
	f := cmd.Flags()
	p.overrule(f, "source", "out", "memory", "target")
	f.StringVar(&m.by, "by", "", p.text("merge.by", nil))
	f.StringVar(&m.state, "state", "", p.text("merge.state", nil))
	f.BoolVar(&m.theirs, "theirs", false, p.text("merge.theirs", nil))
	f.BoolVar(&m.dryRun, "dry-run", false, p.text("merge.dry-run", nil))
	f.BoolVar(&m.json, "json", false, p.text("flag.json", nil))
	return p.ifLocked(cmd)
}

// mergeResult is what came of one language.
type mergeResult struct {
	Folder string `json:"folder"`
	*pipeline.Merged
	// Written is how many output files were written anew.
	Written int `json:"written"`
}

// run merges the files, each into the language that it is in. Every file is
// read to its end before anything is kept.
func (m *merging) run(cmd *cobra.Command, files []string) error {
	if m.state != "" {
		if err := known("--state", m.state, string(bitext.Translated), string(bitext.Reviewed), string(bitext.Final)); err != nil {
			return err
		}
	}
	if len(m.cfg.Input) == 0 {
		return usage(errors.New("merge: the configuration names no articles to merge into; set input in it"))
	}
	in, err := m.cfg.kept(m.cfg.Input)
	if err != nil {
		return err
	}
	in.separate(m.cfg.Output.Formats)
	returned, err := m.read(files)
	if err != nil {
		return usage(err)
	}
	release, err := m.lock()
	if err != nil {
		return err
	}
	defer release()
	return m.onRecord(cmd, func() error { return m.all(cmd.Context(), in, returned) })
}

// all merges into each language.
func (m *merging) all(ctx context.Context, in *inputs, returned map[string][]pipeline.Returned) error {
	var results []mergeResult
	for _, target := range m.cfg.Targets {
		if len(returned[target]) == 0 {
			continue
		}
		r, err := m.one(ctx, in, target, returned[target])
		if r != nil {
			results = append(results, *r)
		}
		if err != nil {
			return errors.Join(m.report(results), err)
		}
	}
	return errors.Join(m.report(results), verdictOf(results))
}

// one merges into one language and writes the outputs anew.
func (m *merging) one(ctx context.Context, in *inputs, target string, units []pipeline.Returned) (*mergeResult, error) {
	w, err := m.wire(ctx, target)
	if err != nil {
		return nil, err
	}
	defer w.close()
	o := pipeline.Merging{By: m.by, State: bitext.State(m.state), Theirs: m.theirs, Dry: m.dryRun}
	merged, err := w.line.Merge(ctx, in.list, units, o)
	if err != nil {
		return nil, fmt.Errorf("merge: %w", err)
	}
	r := &mergeResult{Folder: w.folder, Merged: merged}
	if len(merged.Strangers) > 0 {
		return nil, strangers(merged)
	}
	if m.dryRun || len(merged.Changes) == 0 {
		return r, nil
	}
	w.line.Listed, w.line.Merged = shownArticles, mergedOutputs(w.folder, units, merged.Left)
	sum, err := w.line.Run(ctx, in.list)
	if sum != nil {
		r.Written = sum.Written
		m.results = append(m.results, result{Folder: w.folder, Summary: sum})
		m.printProblems(sum)
		m.tellEdited(sum, w.folder)
		if err == nil && sum.Failed() > 0 {
			err = errArticles
		}
	}
	return r, err
}

// mergedOutputs are the files, by their names below the folder, of which nothing was
// left.
func mergedOutputs(folder string, units []pipeline.Returned, left []pipeline.Left) map[string]bool {
	whole := map[string]bool{}
	for _, u := range units {
		whole[u.File] = true
	}
	for _, l := range left {
		delete(whole, l.File)
	}
	out := map[string]bool{}
	for file := range whole {
		if name, ok := within(folder, file); ok {
			out[name] = true
		}
	}
	return out
}

// strangers is the error of files that are of another project.
func strangers(merged *pipeline.Merged) error {
	var faults []error
	for _, file := range merged.Strangers {
		names := map[string]bool{}
		example := ""
		for _, l := range merged.Left {
			if l.File == file && l.Document != "" && !names[l.Document] {
				names[l.Document] = true
				example = l.Document
			}
		}
		said := "no segment of it stands in an article of this project"
		if example != "" {
			said += fmt.Sprintf(", nor is one called %q", example)
		}
		faults = append(faults, fmt.Errorf("merge %s: %s; nothing was merged\n  is it of another project? name that with --config, or leave the file out", file, said))
	}
	return usage(errors.Join(faults...))
}

// verdictOf turns what came out into the error that sets the exit code.
func verdictOf(results []mergeResult) error {
	for _, r := range results {
		if len(r.Left) > 0 {
			return errFindings
		}
	}
	return nil
}

// report prints what was merged and what was left.
func (m *merging) report(results []mergeResult) error {
	if m.json {
		enc := json.NewEncoder(m.out)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		if results == nil {
			results = []mergeResult{}
		}
		return enc.Encode(map[string]any{"tool": tool(), "dryRun": m.dryRun, "results": results})
	}
	for _, r := range results {
		m.print(r)
	}
	return nil
}
