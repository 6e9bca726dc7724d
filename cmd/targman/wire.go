package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"golang.org/x/text/language"

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

// wired is a line with everything it holds open.
type wired struct {
	// effect is what a change of the glossary has done to the memory.
	effect *pipeline.Effect
	line   *pipeline.Line
	memory *memory.Memory
	chain  *backend.Chain // nil when nobody is asked
	folder string         // of the outputs
	closer []func() error
}

func (w *wired) close() {
	for _, c := range slices.Backward(w.closer) {
		_ = c() // at the end of a run; what mattered was committed
	}
}

// ownFolders are where the program writes, folders and files: no articles are
// looked for there.
// The outputs are named by target too, for a project that has them beside its
// articles.
func ownFolders(cfg *loaded) []string {
	out := append([]string{cfg.Out, filepath.Dir(cfg.Memory.File), archiveFolder(cfg)}, cfg.Report.Files...)
	for _, target := range cfg.Targets {
		out = append(out, filepath.Join(cfg.Out, target))
	}
	return out
}

// wire builds the line for one target language from the configuration. What it
// writes to is locked before.
func (t *translation) wire(ctx context.Context, target string) (*wired, error) {
	w := &wired{folder: filepath.Join(t.cfg.Out, target)}
	if t.engines == nil { // the engines are of this line alone
		t.engines = newEngines()
		w.closer = append(w.closer, func() error {
			t.engines.close()
			t.engines = nil
			return nil
		})
	}
	l := &pipeline.Line{
		Pair:    memory.Pair{Source: t.cfg.Source, Target: target},
		Workers: t.cfg.Workers,
		Now:     func() string { return time.Now().UTC().Format(time.RFC3339) },
	}
	w.line = l
	if l.Workers == 0 {
		l.Workers = runtime.GOMAXPROCS(0)
	}
	for _, step := range []func(*wired) error{t.wireLanguages, t.wireNames, t.wireReading, t.wireBackend, t.wireOutput} {
		if err := step(w); err != nil {
			w.close()
			return nil, err
		}
	}
	if err := t.wireMemory(ctx, w); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

func (t *translation) wireLanguages(w *wired) error {
	packs := all.Packs()
	source := pack(packs, t.cfg.Source)
	breaks, err := source.Splitter(lang.Custom{Abbreviations: t.cfg.Split.Abbreviations, Exceptions: t.cfg.Split.Exceptions})
	if err != nil {
		return usage(fmt.Errorf("%s: split: %w", t.cfg.origins["split.abbreviations"].place, err))
	}
	w.line.Breaks, w.line.Source, w.line.Target = breaks, source, pack(packs, w.line.Pair.Target)
	w.line.Doc = write.Doc{Source: t.cfg.Source, Target: w.line.Pair.Target, Fonts: w.line.Target.Fonts,
		Tool: tool(), Labels: t.labels()}
	return nil
}

// pack is the pack that answers for a tag; validation has seen to it that
// there is one.
func pack(packs map[string]lang.Pack, tag string) lang.Pack {
	base, _ := language.Make(tag).Base()
	return packs[base.String()]
}

// labels are the words of the bilingual page in the program's language.
func (t *translation) labels() map[string]string {
	out := map[string]string{}
	for id := range write.Labels() {
		if text := t.text("page."+id, nil); text != "page."+id {
			out[id] = text
		}
	}
	return out
}

func (t *translation) wireNames(w *wired) error {
	names, err := glossary.Load(t.cfg.Glossary...)
	if err != nil {
		return usage(err)
	}
	w.line.Glossary, w.line.Names = names, names.Matcher(t.cfg.Source)
	return nil
}

func (t *translation) wireReading(w *wired) error {
	catalog, err := locales.Load(t.cfg.Locales...)
	if err != nil {
		return usage(err)
	}
	w.line.UI = func(text string) (string, string, bool) {
		return catalog.UI(text, t.cfg.Source, w.line.Pair.Target)
	}
	if w.line.Read, err = readingOptions(t.cfg, catalog); err != nil {
		return err
	}
	w.line.Fingerprint = t.fingerprint(w, catalog)
	return nil
}

// readingOptions is how the configuration wants documents to be read.
func readingOptions(cfg *loaded, catalog *locales.Catalog) (read.Options, error) {
	out := read.Options{MaxBytes: int64(cfg.Read.MaxSize), MaxSegments: cfg.Read.MaxSegments, Charset: cfg.Read.Charset,
		WholeDocument: cfg.Read.HTML == "document", UI: catalog.IsUI}
	f := cfg.Read.Furniture
	for _, r := range slices.Concat(f.Own, f.Shipped) {
		rule, err := read.NewRule(r.spec())
		if err != nil {
			return out, usage(fmt.Errorf("%s: read.furniture: rule %q: %w", cfg.origins["read.furniture.own"].place, r.ID, err))
		}
		out.Rules = append(out.Rules, rule)
	}
	return out, nil
}

// fingerprint stands for every setting that outputs depend on.
func (t *translation) fingerprint(w *wired, catalog *locales.Catalog) string {
	h := sha256.New()
	parts := []any{tool(), w.line.Pair, w.line.Glossary.Fingerprint(), catalog.Fingerprint(), t.cfg.Backend, t.cfg.Routes,
		t.cfg.Memory.Fuzzy, t.cfg.Memory.Penalties, t.cfg.Read, t.cfg.Split, t.cfg.Output, t.cfg.below(w.folder)}
	for _, id := range slices.Sorted(maps.Keys(w.line.Doc.Labels)) {
		parts = append(parts, id, w.line.Doc.Labels[id])
	}
	_ = json.NewEncoder(h).Encode(parts) // plain data into a hash: never fails
	return hex.EncodeToString(h.Sum(nil))
}

func (t *translation) wireBackend(w *wired) error {
	chain, err := t.chain(w.line.Pair.Target)
	switch {
	case chain == nil && err == nil:
		return nil
	case t.offline && (err != nil || !chain.Info().Mock):
		if chain != nil {
			w.line.Forecast = chain.Forecast
		}
		return nil // an engine is only known by name, to recall what a mock made
	case err != nil:
		return usage(err)
	case t.dryRun && !t.offline:
		w.line.Forecast = chain.Forecast
		return nil
	}
	w.line.Offline = t.offline
	w.line.Backend, w.chain = chain, chain
	return nil
}

// wireOutput opens the output folder before anything is spent.
func (t *translation) wireOutput(w *wired) error {
	if t.dryRun {
		return nil
	}
	sink, err := write.Open(w.folder, t.cfg.Output.Formats)
	if err != nil {
		return err
	}
	w.closer = append(w.closer, sink.Close)
	w.line.Sink = sink
	return nil
}
