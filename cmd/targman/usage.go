package main

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"targman/pipeline/memory"
	"targman/pipeline/money"
)

// spending is one call of `targman usage`.
type spending struct {
	*program
	by, format   string
	since, until string
}

func (p *program) usage() *cobra.Command {
	s := &spending{program: p}
	cmd := &cobra.Command{
		Use:   "usage",
		Short: p.text("usage.short", nil),
		Long:  p.text("usage.long", nil),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := p.load(cmd.Flags())
			if err != nil {
				return err
			}
			return s.run(cmd, cfg)
		},
	}
	f := cmd.Flags()
	p.overrule(f, "memory")
	f.StringVar(&s.by, "by", "engine", p.text("flag.by", nil))
	f.StringVar(&s.format, "format", "text", p.text("flag.usage-format", nil))
	f.StringVar(&s.since, "since", "", p.text("flag.since", nil))
	f.StringVar(&s.until, "until", "", p.text("flag.until", nil))
	return cmd
}

func (s *spending) run(cmd *cobra.Command, cfg *loaded) error {
	by := strings.Split(s.by, ",")
	for _, k := range by {
		if !slices.Contains(spentBy, k) {
			return usage(fmt.Errorf("--by: %q is not known; the nearest is %q of %s", k, nearest(k, spentBy), strings.Join(spentBy, ", ")))
		}
	}
	if formats := []string{"text", "json", "csv"}; !slices.Contains(formats, s.format) {
		return usage(fmt.Errorf("--format: %q is not known; the nearest is %q of %s", s.format, nearest(s.format, formats), strings.Join(formats, ", ")))
	}
	since, err := day("--since", s.since)
	if err != nil {
		return err
	}
	until, err := day("--until", s.until)
	if err != nil {
		return err
	}
	if !until.IsZero() {
		until = until.AddDate(0, 0, 1) // the day itself counts
	}
	sums := map[string]*spent{}
	err = s.withMemory(cfg, memory.Options{ReadOnly: true}, func(m *memory.Memory) error {
		return m.Calls(cmd.Context(), since, until, func(b memory.Booked) error {
			addSpent(sums, b, by)
			return nil
		})
	})
	if err != nil {
		return err
	}
	return s.print(by, inRows(sums))
}

// day reads a date, UTC.
func day(flag, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return d, usage(fmt.Errorf("%s: %q is no date; write it like 2026-11-01", flag, text))
	}
	return d, nil
}

// spentBy are what spending can be parted by.
var spentBy = []string{"engine", "model", "article", "day", "month", "run", "target", "state"}

// spent is a row of the report.
type spent struct {
	By       map[string]string `json:"by"`
	keys     []string
	Calls    int `json:"calls"`
	Segments int `json:"segments"`
	// Source is how many characters of articles were sent.
	Source int         `json:"source_characters"`
	Usage  money.Usage `json:"usage"`
	// Unsure is the part of the cost of calls of which nobody knows whether they
	// were paid; Wasted is that of answers that could not be used.
	Cost     float64 `json:"cost"`
	Unsure   float64 `json:"unsure"`
	Wasted   float64 `json:"wasted"`
	Currency string  `json:"currency"`
}

// addSpent adds a call to its row, or to those of its articles, by their parts
// of its characters.
func addSpent(sums map[string]*spent, b memory.Booked, by []string) {
	all := 0
	for _, s := range b.Shares {
		all += s.Characters
	}
	if !slices.Contains(by, "article") {
		b.Shares = []money.Share{{Characters: all, Segments: segmentsOf(b.Shares)}}
	}
	for _, s := range b.Shares {
		part := 1.0
		if all > 0 {
			part = float64(s.Characters) / float64(all)
		}
		keys := make([]string, len(by))
		for i, k := range by {
			keys[i] = map[string]string{"engine": b.Engine, "model": b.Model, "article": s.Article, "day": b.Started.Format(time.DateOnly),
				"month": b.Started.Format("2006-01"), "run": b.Run, "target": b.Target, "state": string(b.State)}[k]
		}
		id := strings.Join(append(slices.Clone(keys), b.Currency), "\x00")
		row := sums[id]
		if row == nil {
			row = &spent{By: map[string]string{}, keys: keys, Currency: b.Currency}
			for i, k := range by {
				row.By[k] = keys[i]
			}
			sums[id] = row
		}
		row.add(b, s, part)
	}
}

func segmentsOf(shares []money.Share) (n int) {
	for _, s := range shares {
		n += s.Segments
	}
	return n
}

func (r *spent) add(b memory.Booked, s money.Share, part float64) {
	of := func(n int) int { return int(float64(n)*part + 0.5) }
	r.Calls++
	r.Segments += s.Segments
	r.Source += s.Characters
	u := b.Usage
	r.Usage = r.Usage.Plus(money.Usage{Requests: u.Requests, Characters: of(u.Characters), Input: of(u.Input), Output: of(u.Output),
		Cached: of(u.Cached), CacheWrites: of(u.CacheWrites), Reasoning: of(u.Reasoning), Estimated: u.Estimated})
	cost := b.Cost.Units() * part
	r.Cost += cost
	switch b.State {
	case money.Intent, money.Unknown:
		r.Unsure += cost
	case money.Wasted:
		r.Wasted += cost
	}
}

func inRows(sums map[string]*spent) []*spent {
	rows := []*spent{}
	for _, r := range sums {
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b *spent) int {
		return cmp.Or(slices.Compare(a.keys, b.keys), cmp.Compare(a.Currency, b.Currency))
	})
	return rows
}

// used says a usage to a person.
func (p *program) used(u money.Usage) string {
	if u.Characters > 0 {
		return p.text("used.characters", map[string]any{"Characters": u.Characters})
	}
	return p.text("used.tokens", map[string]any{"Input": u.Input, "Output": u.Output})
}

// columns are those of the report, after what it is parted by.
var spentColumns = []string{"calls", "segments", "source_characters", "characters", "input_tokens", "output_tokens", "cached_tokens", "cost", "unsure", "wasted", "currency"}

func (r *spent) cells() []string {
	sum := func(f float64) string { return strconv.FormatFloat(f, 'f', 6, 64) }
	out := slices.Clone(r.keys)
	for _, n := range []int{r.Calls, r.Segments, r.Source, r.Usage.Characters, r.Usage.Input, r.Usage.Output, r.Usage.Cached} {
		out = append(out, strconv.Itoa(n))
	}
	return append(out, sum(r.Cost), sum(r.Unsure), sum(r.Wasted), r.Currency)
}

func (s *spending) print(by []string, rows []*spent) error {
	head := append(slices.Clone(by), spentColumns...)
	switch s.format {
	case "json":
		enc := json.NewEncoder(s.out)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		return enc.Encode(rows)
	case "csv":
		w := csv.NewWriter(s.out)
		_ = w.Write(head) // told of by Error
		for _, r := range rows {
			cells := r.cells()
			_ = w.Write(append(guarded(cells[:len(r.keys)]), cells[len(r.keys):]...))
		}
		w.Flush()
		return w.Error()
	}
	if len(rows) == 0 {
		fmt.Fprintln(s.out, s.text("usage.none", nil))
		return nil
	}
	w := tabwriter.NewWriter(s.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, strings.Join(head, "\t"))
	for _, r := range rows {
		fmt.Fprintln(w, strings.Join(r.cells(), "\t"))
	}
	return w.Flush()
}
