package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"targman/pipeline/memory"
)

// stock is what a memory holds, as JSON has it. The counts of translations
// leave out damaged ones and those of mock engines.
type stock struct {
	File string `json:"file"`
	// Size is in bytes, the log with it.
	Size     int64          `json:"size"`
	Units    int            `json:"units"`
	Damaged  int            `json:"damaged"`
	Mocks    int            `json:"mocks"`
	Pairs    map[string]int `json:"pairs"`
	Origins  map[string]int `json:"origins"`
	States   map[string]int `json:"states"`
	Engines  map[string]int `json:"engines"`
	People   map[string]int `json:"people"`
	Articles map[string]int `json:"articles"`
	// Terms counts the translations that a concept stands in.
	Terms map[string]int `json:"terms"`
	// Ages counts by the year in which a translation was made.
	Ages   map[string]int `json:"years"`
	Oldest *time.Time     `json:"oldest,omitempty"`
	Newest *time.Time     `json:"newest,omitempty"`
	// Waiting is for an engine, since the glossary has changed.
	Waiting int `json:"waiting"`
	// Calls are those in the ledger by their state.
	Calls map[string]int `json:"calls"`
}

func (p *program) memoryStats() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "stats",
		Short: p.text("memory.stats.short", nil),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			if err := mustBe(cfg, "count"); err != nil {
				return err
			}
			s := newStock(cfg.Memory.File)
			err = p.withMemory(cfg, memory.Options{ReadOnly: true}, func(m *memory.Memory) error {
				if err := m.Each(cmd.Context(), s.add); err != nil {
					return err
				}
				return m.Calls(cmd.Context(), time.Time{}, time.Time{}, func(b memory.Booked) error {
					s.Calls[string(b.State)]++
					return nil
				})
			})
			if err != nil {
				return err
			}
			if asJSON {
				return p.printJSON(map[string]any{"tool": tool(), "memory": s})
			}
			return p.printStock(s)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, p.text("flag.json", nil))
	return cmd
}

func newStock(file string) *stock {
	s := &stock{File: file, Pairs: map[string]int{}, Origins: map[string]int{}, States: map[string]int{}, Engines: map[string]int{},
		People: map[string]int{}, Articles: map[string]int{}, Terms: map[string]int{}, Ages: map[string]int{}, Calls: map[string]int{}}
	for _, end := range []string{"", "-wal"} {
		if info, err := os.Stat(file + end); err == nil {
			s.Size += info.Size()
		}
	}
	return s
}

// add counts a translation.
func (s *stock) add(u memory.Stored) error {
	switch {
	case u.Damaged:
		s.Damaged++
		return nil
	case u.Mock:
		s.Mocks++
		return nil
	}
	s.Units++
	s.Pairs[u.Pair.Source+" → "+u.Pair.Target]++
	s.Origins[string(u.Origin)]++
	s.States[string(u.State)]++
	s.Ages[u.Changed.Format("2006")]++
	v := u.Provenance
	if v.Engine != "" {
		s.Engines[strings.TrimSpace(v.Engine+" "+v.Model)]++
	}
	if v.Human {
		s.People[v.By]++
	}
	if u.Article != "" {
		s.Articles[u.Article]++
	}
	if v.Again != "" {
		s.Waiting++
	}
	for _, c := range v.Concepts {
		id, _, _ := strings.Cut(c, "=")
		s.Terms[id]++
	}
	if s.Oldest == nil || u.Changed.Before(*s.Oldest) {
		s.Oldest = &u.Changed
	}
	if s.Newest == nil || u.Changed.After(*s.Newest) {
		s.Newest = &u.Changed
	}
	return nil
}

// shownCounts is how many lines of each count are printed; JSON has them all.
const shownCounts = 10

func (p *program) printStock(s *stock) error {
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, p.text("memory.stats.title", map[string]any{"File": s.File, "Units": s.Units, "Size": fmt.Sprintf("%.1f", float64(s.Size)/1e6)}))
	for _, c := range []struct {
		message string
		counts  map[string]int
	}{
		{"memory.stats.pair", s.Pairs}, {"memory.stats.origin", s.Origins}, {"memory.stats.state", s.States},
		{"memory.stats.engine", s.Engines}, {"memory.stats.person", s.People}, {"memory.stats.article", s.Articles},
		{"memory.stats.term", s.Terms}, {"memory.stats.year", s.Ages}, {"memory.stats.call", s.Calls},
	} {
		p.printCounts(w, p.text(c.message, nil), c.counts)
	}
	for _, c := range []struct {
		message string
		n       int
	}{{"memory.stats.waiting", s.Waiting}, {"memory.stats.mock", s.Mocks}, {"memory.stats.damaged", s.Damaged}} {
		if c.n > 0 {
			fmt.Fprintf(w, "%s\t\t%d\n", p.text(c.message, nil), c.n)
		}
	}
	return w.Flush()
}

// printCounts prints the largest counts under a title.
func (p *program) printCounts(w *tabwriter.Writer, title string, counts map[string]int) {
	keys := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	for i, k := range keys {
		if i == shownCounts {
			fmt.Fprintf(w, "\t%s\t\n", p.text("memory.stats.more", map[string]any{"Count": len(keys) - i}))
			return
		}
		name := k
		if name == "" {
			name = "–"
		}
		fmt.Fprintf(w, "%s\t%s\t%d\n", title, name, counts[k])
		title = ""
	}
}
