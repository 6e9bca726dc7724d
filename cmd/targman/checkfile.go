package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"targman/glossary"
	"targman/pipeline"
	"targman/pipeline/aligned"
	"targman/pipeline/bitext"
	"targman/pipeline/fsys"
	"targman/pipeline/lang"
	"targman/pipeline/lang/all"
	"targman/pipeline/memory"
)

// checked is what was found in files.
type checked struct {
	files  []checkedFile
	counts map[bitext.Severity]int
	units  int
	// found are the findings that are shown, and left is how many more there
	// are.
	found  []spot
	left   int
	faults []error
}

// checkedFile is a file that was read, to its end or to its fault.
type checkedFile struct {
	Name   string `json:"name"`
	Format string `json:"format"`
	Source string `json:"sourceLang"`
	Target string `json:"targetLang"`
	Units  int    `json:"units"`
}

// spot is a finding and its place.
type spot struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Document string `json:"document,omitempty"`
	Unit     string `json:"unit,omitempty"`
	bitext.Finding
	Source string `json:"source"`
	Target string `json:"target"`
}

// mostSpots is how many findings are kept to be shown; all are counted.
const mostSpots = 50_000

// documentUnits is how many units of a document are looked at together; a
// memory of millions of units is one document.
const documentUnits = 5000

func (c *checked) fault() error { return errors.Join(c.faults...) }

// weighty says that there are findings at or above the level.
func (c *checked) weighty(failOn string) bool {
	level, ok := bitext.ParseSeverity(failOn)
	if !ok {
		return false // never
	}
	for s, n := range c.counts {
		if s >= level && n > 0 {
			return true
		}
	}
	return false
}

// inspector takes the units of files through the line.
type inspector struct {
	*checking
	out   *checked
	names *glossary.Glossary
	packs map[string]lang.Pack
	lines map[memory.Pair]*pipeline.Line
}

// files reads and checks files, one after the other. A file that cannot be read
// does not keep the others from being checked.
func (c *checking) files(ctx context.Context, files []string) (*checked, error) {
	names, err := glossary.Load(c.cfg.Glossary...)
	if err != nil {
		return nil, usage(err)
	}
	in := inspector{c, &checked{counts: map[bitext.Severity]int{}}, names, all.Packs(), map[memory.Pair]*pipeline.Line{}}
	for _, file := range files {
		if err := in.file(ctx, file); ctx.Err() != nil {
			return nil, ctx.Err()
		} else if err != nil {
			in.out.faults = append(in.out.faults, fmt.Errorf("check %s: %w", file, err))
		}
	}
	return in.out, nil
}

func (in *inspector) file(ctx context.Context, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("%w; check the name", fsys.Cause(err))
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return errors.New("it is a folder; name the files in it")
	}
	r, err := aligned.Open(name, f, aligned.Options{Source: in.cfg.Source, Target: in.cfg.Targets[0], Strict: in.strict})
	if err != nil {
		return err
	}
	in.out.files = append(in.out.files, checkedFile{Name: name, Format: r.Format().Name})
	file := &in.out.files[len(in.out.files)-1]
	var document []aligned.Unit
	for ctx.Err() == nil {
		u, err := r.Next()
		if len(document) > 0 && (err != nil || len(document) == documentUnits || !together(document[0], u)) {
			in.document(file, document)
			document = document[:0]
		}
		if errors.Is(err, io.EOF) {
			return in.passedOver(file, r.Skipped())
		}
		if err != nil {
			return err
		}
		document = append(document, u)
	}
	return ctx.Err()
}

// together says that two units are of one document.
func together(a, b aligned.Unit) bool {
	return a.Document == b.Document && a.SourceLang == b.SourceLang && a.TargetLang == b.TargetLang
}

// passedOver tells of units in other languages.
func (in *inspector) passedOver(file *checkedFile, n int) error {
	if n > 0 && file.Units == 0 {
		return fmt.Errorf("found no unit in %s and %s; name its languages with --source and --target", in.cfg.Source, in.cfg.Targets[0])
	}
	if n > 0 {
		in.warn(in.text("check.passed-over", map[string]any{"File": file.Name, "Count": n}))
	}
	return nil
}

// document checks units that belong together and notes what is found.
func (in *inspector) document(file *checkedFile, read []aligned.Unit) {
	file.Source, file.Target = read[0].SourceLang, read[0].TargetLang
	units := make([]bitext.Unit, len(read))
	for i := range read {
		units[i] = read[i].Unit
	}
	in.line(memory.Pair{Source: file.Source, Target: file.Target}).Inspect(units)
	file.Units += len(units)
	in.out.units += len(units)
	for i := range units {
		for _, f := range units[i].Findings {
			in.note(spot{file.Name, read[i].Line, read[i].Document, units[i].ID, f, units[i].Original.Text, units[i].Target.Text})
		}
	}
}

func (in *inspector) note(s spot) {
	in.out.counts[s.Severity]++
	switch {
	case s.Severity < in.show:
	case len(in.out.found) == mostSpots:
		in.out.left++
	default:
		in.out.found = append(in.out.found, s)
	}
}

// line is the line for a pair; it knows as much as there is to know of
// languages without a pack.
func (in *inspector) line(pair memory.Pair) *pipeline.Line {
	if l := in.lines[pair]; l != nil {
		return l
	}
	l := &pipeline.Line{Pair: pair, Source: pack(in.packs, pair.Source), Target: pack(in.packs, pair.Target),
		Names: in.names.Matcher(pair.Source), Glossary: in.names, Workers: in.cfg.Workers}
	if l.Workers == 0 {
		l.Workers = runtime.GOMAXPROCS(0)
	}
	for tag, p := range map[string]*lang.Pack{pair.Source: &l.Source, pair.Target: &l.Target} {
		if p.Tag == "" {
			p.Tag = tag
		}
	}
	in.lines[pair] = l
	return l
}
