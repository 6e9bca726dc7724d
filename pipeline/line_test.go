package pipeline_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"targman/glossary"
	"targman/locales"
	"targman/pipeline"
	"targman/pipeline/backend"
	"targman/pipeline/lang"
	"targman/pipeline/lang/all"
	"targman/pipeline/memory"
	"targman/pipeline/read"
	"targman/pipeline/write"
)

// ctx is for calls that nobody interrupts.
var ctx = context.Background()

// everything are the names of all output formats.
func everything() []string {
	var out []string
	for _, f := range write.Formats() {
		out = append(out, f.Name)
	}
	return out
}

// engine is a translation engine that notes what it is asked. It answers a
// request in batches of two, so that a run can end between them.
type engine struct {
	// answer is the translation of a text; nil gives the text back.
	answer func(text string) string
	// fault, asked before each batch with the number of texts so far, is the
	// error that the engine gives up with.
	fault func(asked int) error

	mu    sync.Mutex
	asked []string
}

func (e *engine) Info() backend.Info { return backend.Info{Name: "test"} }

func (e *engine) Translate(ctx context.Context, r backend.Request, deliver func(backend.Reply) error) ([]backend.Failure, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	var open []backend.Failure
	var gone error
	for batch := range slices.Chunk(r.Segments, 2) {
		if gone == nil && e.fault != nil {
			gone = e.fault(len(e.asked))
		}
		var reply backend.Reply
		for _, s := range batch {
			if gone != nil || ctx.Err() != nil {
				open = append(open, backend.Failure{ID: s.ID, Reason: "not asked"})
				continue
			}
			e.asked = append(e.asked, s.Text)
			text := s.Text
			if e.answer != nil {
				text = e.answer(text)
			}
			reply.Results = append(reply.Results, backend.Result{ID: s.ID, Text: text})
		}
		if len(reply.Results) == 0 {
			continue
		}
		if err := deliver(reply); err != nil {
			return open, err
		}
	}
	return open, gone
}

// shouted is a translation that differs from its source and keeps what has to
// be kept.
func shouted(text string) string { return "Ա " + text }

// workshop is a folder in which lines run: a memory and an output folder that
// stay from run to run.
type workshop struct {
	t      *testing.T
	memory *memory.Memory
	folder string
	// formats are what is written; few, because each file is synced.
	formats []string
}

func newWorkshop(t *testing.T) *workshop {
	t.Helper()
	folder := t.TempDir()
	m, err := memory.Open(filepath.Join(folder, "m.db"), memory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close() })
	return &workshop{t, m, filepath.Join(folder, "out"), []string{"document", "tsv"}}
}

// line is a line with all that the program would give it: the project's names,
// interface strings and language packs. The caller changes what it wants.
func (w *workshop) line(e *engine) *pipeline.Line {
	w.t.Helper()
	names, err := glossary.Load("../glossary")
	if err != nil {
		w.t.Fatal(err)
	}
	catalog, err := locales.Load()
	if err != nil {
		w.t.Fatal(err)
	}
	packs := all.Packs()
	breaks, err := packs["en"].Splitter(lang.Custom{})
	if err != nil {
		w.t.Fatal(err)
	}
	rule, err := read.NewRule(read.RuleSpec{ID: "sizes", Reason: "size labels", Lines: []string{"XS", "SM"}})
	if err != nil {
		w.t.Fatal(err)
	}
	l := &pipeline.Line{
		Pair:     memory.Pair{Source: "en", Target: "hy"},
		Target:   packs["hy"],
		Breaks:   breaks,
		Names:    names.Matcher("en"),
		Glossary: names,
		Read:     read.Options{UI: catalog.IsUI, Rules: []read.Rule{rule}},
		UI:       func(text string) (string, string, bool) { return catalog.UI(text, "en", "hy") },
		Memory:   w.memory,
		Journal:  w.memory,
		Doc:      write.Doc{Source: "en", Target: "hy", Tool: "test"},
		Workers:  2,
		Now:      func() string { return "2026-01-02T03:04:05Z" },
	}
	if e != nil {
		l.Backend = e
	}
	return l
}

// run takes the inputs through the line, into the workshop's folder.
func (w *workshop) run(ctx context.Context, l *pipeline.Line, inputs []pipeline.Input) (*pipeline.Summary, error) {
	w.t.Helper()
	sink, err := write.Open(w.folder, w.formats)
	if err != nil {
		w.t.Fatal(err)
	}
	defer sink.Close()
	l.Sink = sink
	return l.Run(ctx, inputs)
}

// must is a run in which nothing fails.
func (w *workshop) must(l *pipeline.Line, inputs []pipeline.Input) *pipeline.Summary {
	w.t.Helper()
	sum, err := w.run(ctx, l, inputs)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, a := range sum.Articles {
		if a.Error != "" {
			w.t.Fatalf("%s: %s", a.Path, a.Error)
		}
	}
	return sum
}

// written are the outputs by name.
func (w *workshop) written() map[string]string {
	w.t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(w.folder), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(w.folder, p))
		out[p] = string(data)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

// times are when the outputs were last written, by name.
func (w *workshop) times() map[string]time.Time {
	w.t.Helper()
	out := map[string]time.Time{}
	for name := range w.written() {
		info, err := os.Stat(filepath.Join(w.folder, name))
		if err != nil {
			w.t.Fatal(err)
		}
		out[name] = info.ModTime()
	}
	return out
}

// same fails where two sets of outputs differ.
func same(t *testing.T, got, want map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			t.Errorf("%s differs:\n%s\nwant\n%s", name, got[name], want[name])
		}
	}
	if len(got) != len(want) || len(want) == 0 {
		t.Errorf("%d outputs, want %d, and some", len(got), len(want))
	}
}

// input is an article in memory.
func input(name, text string) pipeline.Input {
	return pipeline.Input{Path: name, Name: strings.TrimSuffix(name, path.Ext(name)),
		Load: func() ([]byte, error) { return []byte(text), nil }}
}

// stored are the articles in the folders, each named after its whole path.
func stored(t *testing.T, folders ...string) []pipeline.Input {
	t.Helper()
	var out []pipeline.Input
	for _, folder := range folders {
		err := fs.WalkDir(os.DirFS(folder), ".", func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			file := filepath.Join(folder, p)
			out = append(out, pipeline.Input{Path: file, Name: fmt.Sprintf("%02d/%s", len(out), strings.TrimSuffix(p, path.Ext(p))),
				Load: func() ([]byte, error) { return os.ReadFile(file) }})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(out) == 0 {
		t.Fatalf("no article in %v", folders)
	}
	return out
}

// project are the articles of the project.
func project(t *testing.T) []pipeline.Input { return stored(t, "../testdata/articles") }
