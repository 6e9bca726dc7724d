// Command bench measures what docs/MEASURED.md says of the memory, alignment
// and runs without changes, and prints one table of it. Run it from the top of
// the project; with the sizes of the table it takes about half an hour:
//
//	go run ./testdata/bench                          # everything
//	go run ./testdata/bench -write docs/MEASURED.md  # and put the table there
//	go run ./testdata/bench fuzzy align              # some of it
//	go run ./testdata/bench -tiny                    # everything in small, to see that it works
//
// Details are told on standard error as they come.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// sizes are how much of everything there is.
type sizes struct {
	// texts are in the memory, queries are timed, and of brute ones every text
	// is scored, for recall.
	texts, queries, brute int
	// segments are translated from a memory of so many units.
	segments, units int
	// translations are in the documents to be aligned, articles in the run
	// without changes.
	translations, articles int
}

var (
	full = sizes{texts: 1_000_000, queries: 5000, brute: 600, segments: 20_000, units: 10_000, translations: 4000, articles: 10_000}
	tiny = sizes{texts: 3000, queries: 50, brute: 20, segments: 200, units: 300, translations: 80, articles: 10}
)

// bench is one call of the program.
type bench struct {
	sizes
	seed   uint64
	folder string // for what is made up; removed at the end
	log    io.Writer
}

// part is something that can be measured.
type part struct {
	name    string
	measure func(*bench) ([]figure, error)
}

// parts are in the order of the table.
var parts = []part{
	{"fuzzy", (*bench).fuzzy},
	{"small", (*bench).small},
	{"pretranslate", (*bench).pretranslate},
	{"align", (*bench).align},
	{"unchanged", (*bench).unchanged},
}

func main() {
	if len(os.Args) > 2 && os.Args[1] == watch {
		if err := watched(os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	small := flag.Bool("tiny", false, "do everything in small")
	page := flag.String("write", "", "put the table into a page, between its marks")
	texts := flag.Int("texts", 0, "texts in the memory, other than a million")
	brute := flag.Int("brute", 0, "queries of which every text is scored")
	seed := flag.Uint64("seed", 1, "seed of the random choices")
	flag.Parse()
	b := &bench{sizes: full, seed: *seed, log: os.Stderr}
	if *small {
		b.sizes = tiny
	}
	if *texts > 0 {
		b.texts = *texts
	}
	if *brute > 0 {
		b.brute, b.queries = *brute, max(*brute, b.queries)
	}
	if err := b.run(flag.Args(), *page); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run measures the named parts, all where none is named.
func (b *bench) run(names []string, page string) (err error) {
	for _, name := range names {
		if !slices.ContainsFunc(parts, func(p part) bool { return p.name == name }) {
			return fmt.Errorf("found %q, expected some of fuzzy, small, pretranslate, align, unchanged", name)
		}
	}
	if page != "" && len(names) > 0 {
		return fmt.Errorf("found -write with %s, expected no names: the table has all figures", strings.Join(names, " "))
	}
	if b.folder, err = os.MkdirTemp("", "targman-bench-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.folder)
	var all []figure
	for _, p := range parts {
		if len(names) > 0 && !slices.Contains(names, p.name) {
			continue
		}
		fmt.Fprintf(b.log, "== %s\n", p.name)
		figures, err := p.measure(b)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		all = append(all, figures...)
	}
	text := table(all)
	fmt.Print(text)
	if page == "" {
		return nil
	}
	return writeTable(page, text)
}
