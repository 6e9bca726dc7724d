package main

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"targman/glossary"
	"targman/glossary/exchange"
	"targman/pipeline"
	"targman/pipeline/write"
)

//go:embed omegat.project
var omegatProject string

// leaving is one call of `targman export omegat`.
type leaving struct {
	translation
}

func (p *program) exports() *cobra.Command {
	cmd := p.group("export", p.text("export.short", nil))
	cmd.AddCommand(p.exportOmegaT())
	return cmd
}

func (p *program) exportOmegaT() *cobra.Command {
	e := &leaving{translation{program: p, offline: true, dryRun: true}}
	cmd := &cobra.Command{
		Use:   "omegat FOLDER [FILE|FOLDER|GLOB ...]",
		Short: p.text("export.omegat.short", nil),
		Long:  p.text("export.omegat.long", nil),
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if e.cfg, err = p.load(cmd.Flags()); err != nil {
				return err
			}
			return e.run(cmd.Context(), args[0], args[1:])
		},
	}
	f := cmd.Flags()
	p.overrule(f, "source", "memory", "target")
	return cmd
}

func (e *leaving) run(ctx context.Context, folder string, args []string) error {
	if len(e.cfg.Targets) != 1 {
		return usage(fmt.Errorf("export one language at a time: add --target %s", e.cfg.Targets[0]))
	}
	if entries, err := os.ReadDir(folder); err == nil && len(entries) > 0 {
		return usage(fmt.Errorf("export to %s: the folder is not empty; name a new one, so that no work in it is lost", folder))
	}
	if len(args) == 0 {
		args = e.cfg.Input
	}
	if len(args) == 0 {
		return usage(errors.New("no articles were named; name files, folders or globs, or set input in the configuration"))
	}
	in, err := e.cfg.kept(args, folder)
	if err != nil {
		return err
	}
	in.separate([]string{"xlf"})
	w, err := e.wire(ctx, e.cfg.Targets[0])
	if err != nil {
		return err
	}
	defer w.close()
	o := &omegat{folder: folder, saves: map[string][]byte{}, line: w.line}
	w.line.Sink, w.line.Journal, w.line.Listed = o, nil, 1
	sum, err := w.line.Run(ctx, in.list)
	if err != nil {
		return err
	}
	e.printProblems(sum)
	if err := o.finish(w.line.Glossary); err != nil {
		return fmt.Errorf("export to %s: %w", folder, err)
	}
	fmt.Fprintln(e.out, e.text("export.omegat.done", map[string]any{"Folder": folder, "Count": len(o.saves),
		"Segments": sum.Total.Segments - sum.Total.Furniture, "Open": sum.Total.Untranslated}))
	if sum.Failed() > 0 {
		return errArticles
	}
	return nil
}

// omegat is a project of OmegaT that is being made; it takes articles as a sink
// does.
type omegat struct {
	folder string
	line   *pipeline.Line
	mu     sync.Mutex
	saves  map[string][]byte // the article's part of project_save.tmx, by its name
	docs   []*write.Doc
}

// Write puts an article into the folder source.
func (o *omegat) Write(d *write.Doc, _ ...write.File) (write.Result, error) {
	var b bytes.Buffer
	if err := write.OmegaTSource(&b, d); err != nil {
		return write.Result{}, err
	}
	if err := write.CheckName(d.Article.Name); err != nil {
		return write.Result{}, err
	}
	name := path.Join("source", d.Article.Name+".xlf")
	if err := o.put(name, b.Bytes()); err != nil {
		return write.Result{}, fmt.Errorf("write %s: %w", name, err)
	}
	own := *d
	o.mu.Lock()
	defer o.mu.Unlock()
	o.saves[d.Article.Name] = nil
	o.docs = append(o.docs, &own)
	return write.Result{Files: []write.File{{Name: name, Size: int64(b.Len()), Changed: true}}}, nil
}

// Stands says that nothing is written yet.
func (o *omegat) Stands(write.File) bool { return false }

// Sync has nothing to do: a project that was left half done is made again.
func (o *omegat) Sync() error { return nil }

func (o *omegat) put(name string, data []byte) error {
	if err := os.MkdirAll(o.folder, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(o.folder)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := root.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o777); err != nil {
		return err
	}
	return root.WriteFile(filepath.FromSlash(name), data, 0o666)
}

// finish writes the rest of the project: translations, names, settings.
func (o *omegat) finish(names *glossary.Glossary) error {
	slices.SortFunc(o.docs, func(a, b *write.Doc) int { return cmp.Compare(a.Article.Name, b.Article.Name) })
	save := write.OmegaTSaveStart(o.line.Pair.Source)
	said := map[string]bool{}
	for _, d := range o.docs {
		save = append(save, write.OmegaTSave(d, said)...)
	}
	save = append(save, write.OmegaTSaveEnd()...)
	format, _ := exchange.Named("omegat") // it is in the table
	var terms bytes.Buffer
	if _, err := format.Write(&terms, names.Concepts(), exchange.Options{Source: o.line.Pair.Source, Targets: []string{o.line.Pair.Target}}); err != nil {
		return err
	}
	settings := strings.NewReplacer("SOURCE", escaped(o.line.Pair.Source), "TARGET", escaped(o.line.Pair.Target)).Replace(omegatProject)
	for _, f := range []struct {
		name string
		data []byte
	}{
		{"omegat/project_save.tmx", save},
		{"glossary/glossary.txt", terms.Bytes()},
		{"omegat.project", []byte(settings)},
	} {
		if err := o.put(f.name, f.data); err != nil {
			return err
		}
	}
	for _, empty := range []string{"target", "tm", "dictionary"} {
		if err := os.MkdirAll(filepath.Join(o.folder, empty), 0o777); err != nil {
			return err
		}
	}
	return nil
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // into a string: never fails
	return b.String()
}
